package import ExtractReading
package import TemporaryFiles

/// Bytes that a fuzzer made: how to read, and the file to be read.
///
/// The first two bytes choose how the reading is cut up, the rest is the file.
package struct FuzzedInput {
  /// What two readings that must be the same differ in; a sentence for whoever mends it.
  package struct Disagreement: Error, CustomStringConvertible {
    package var description: String
  }

  private let blockSize: Int
  private let chunkSize: Int
  private let threads: Int
  private let file: [UInt8]

  /// - Parameter bytes: At least two; nil for fewer.
  package init?(_ bytes: [UInt8]) {
    guard bytes.count >= 2 else { return nil }
    blockSize = Int(bytes[0]) + 1
    chunkSize = Int(bytes[1] >> 2) * 17 + 1
    threads = Int(bytes[1] & 3) + 1
    file = Array(bytes.dropFirst(2))
  }

  /// Reads the file in every way there is, by every profile, and compares.
  ///
  /// - Parameters:
  ///   - profiles: How its columns may map; most refuse it at its header.
  ///   - folder: Where the file is written.
  /// - Throws: ``Disagreement``, or that the folder cannot be written.
  package func check(_ profiles: [SourceProfile], in folder: TemporaryFolder) throws {
    try folder.write(file, to: "x.csv")
    for profile in profiles {
      do {
        try check(profile, in: folder)
      } catch let found as Disagreement {
        throw Disagreement(description: "\(found) (profile \(profile.name))")
      }
    }
  }

  private func check(_ profile: SourceProfile, in folder: TemporaryFolder) throws {
    let path = "\(folder.path)/x.csv"
    let plain = BothReaders.readPlainly(path, profile)
    let inBlocks = BothReaders.readPlainly(path, profile, blockSize: blockSize)
    try expect(inBlocks.agrees(with: plain), "blocks of \(blockSize) bytes change what is read")
    let bulk = BothReaders.readInBulk(path, profile, threads: threads, chunkSize: chunkSize)
    if let bulk {
      try expect(bulk.agrees(with: plain), "the reader in chunks differs from the plain one")
    }
    guard let summary = plain.summary else {
      return try expect(plain.refusal != nil, "a file is neither read nor refused")
    }
    try expect(
      summary.rows == plain.rows.count + plain.quarantined.count,
      "a row is neither an attendance, a deletion nor quarantined"
    )
    guard !plain.quarantined.isEmpty else { return }
    // A quarantine file holds every record that was set aside, so that it can be mended.
    try folder.write(
      QuarantineFile.bytes(header: summary.header, rows: plain.quarantined),
      to: "quarantine.csv"
    )
    let again = BothReaders.readPlainly("\(folder.path)/quarantine.csv", profile)
    try expect(
      again.quarantined.count == plain.quarantined.count,
      "a quarantine file does not read back"
    )
  }

  private func expect(_ holds: Bool, _ sentence: String) throws {
    if !holds { throw Disagreement(description: sentence) }
  }
}
