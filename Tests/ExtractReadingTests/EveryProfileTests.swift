import AttendanceModel
import CSVWriting
import ExtractReading
import Foundation
import ReadingAgreement
import SeededRandom
import TemporaryFiles
import Testing

/// Both readers read every shipped profile alike, its sample and what damage makes of it.
struct EveryProfileTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The shipped profiles, by name.
  private static let profiles: [SourceProfile] = {
    let folder = "\(root)/Rules/sources"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().filter { $0.hasSuffix(".yaml") }.compactMap { name in
      let text = try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      return text.flatMap { try? SourceProfile.read(text: $0, file: name) }
    }
  }()

  private static func sample(_ profile: SourceProfile) -> String {
    "\(root)/SampleData/sources/\(profile.name).csv"
  }

  @Test func `every shipped profile has a sample`() {
    #expect(Self.profiles.count == 7)
    for profile in Self.profiles {
      #expect(FileManager.default.fileExists(atPath: Self.sample(profile)), "\(profile.name)")
    }
  }

  @Test(arguments: profiles.map(\.name))
  func `a sample reads alike in chunks of any size`(name: String) throws {
    let profile = try #require(Self.profiles.first { $0.name == name })
    let path = Self.sample(profile)
    let plain = BothReaders.readPlainly(path, profile)
    #expect(plain.refusal == nil && !plain.rows.isEmpty)
    for chunkSize in [1, 100, 400, 1 << 17] {
      let bulk = BothReaders.readInBulk(path, profile, threads: 2, chunkSize: chunkSize)
      #expect(bulk == plain)
    }
  }

  @Test(arguments: RandomCases.seeds)
  func `a damaged sample reads alike, in every encoding`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var profile = random.choose(Self.profiles)
    profile.form.encoding = random.choose(TextEncoding.allCases)
    let folder = try TemporaryFolder()
    let text = try random.damaged(
      CSVTable(path: Self.sample(profile), delimiter: profile.form.delimiter),
      profile.form
    )
    try folder.write(bytes(text, profile.form.encoding), to: "x.csv")
    let path = "\(folder.path)/x.csv"
    let plain = BothReaders.readPlainly(path, profile)
    #expect(plain.refusal == nil)
    for threads in [1, 2, 8] {
      let chunkSize = random.choose([1, 64, 300, 1000, 5000, 1 << 17])
      let bulk = BothReaders.readInBulk(path, profile, threads: threads, chunkSize: chunkSize)
      #expect(bulk ?? plain == plain)
    }
  }

  @Test(arguments: TextEncoding.allCases)
  func `the reader in chunks reads all encodings itself`(encoding: TextEncoding) throws {
    for var profile in Self.profiles {
      profile.form.encoding = encoding
      let text = try String(contentsOfFile: Self.sample(profile), encoding: .utf8)
      let folder = try TemporaryFolder()
      try folder.write(bytes(text.replacing("\u{FEFF}", with: ""), encoding), to: "x.csv")
      let path = "\(folder.path)/x.csv"
      let bulk = BothReaders.readInBulk(path, profile, threads: 3, chunkSize: 200)
      #expect(bulk != nil && bulk == BothReaders.readPlainly(path, profile))
    }
  }

  /// Text in an encoding, by other means than the reader's.
  private func bytes(_ text: String, _ encoding: TextEncoding) -> [UInt8] {
    switch encoding {
    case .utf8: Array(text.utf8)
    case .windows1252:
      text.unicodeScalars.map { $0 == "’" ? 0x92 : UInt8(truncatingIfNeeded: $0.value) }
    case .utf16:
      [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    }
  }
}

extension SplitMix64 {
  /// A table's rows again and again, some cells spoiled.
  fileprivate mutating func damaged(_ table: CSVTable, _ form: TextForm) -> String {
    let junk = [
      "", " ", "NULL", "\\N", "'9990000018", "999000001", "3", "03", "1", "2.1631E+13", "161887001",
      "1054321000000100", "104586100000100", "161887000.0", "46326", "999", "7003.0", "7.0",
      "José", "O’Example", "9999999999", "a,b", "x|125668004", "4000", "1800-01-01", "0915",
      "9:05", "9:05:10", "12:05:10.5", "2026-05-04", "04/05/2026", "2026-05-04T10:00:00+01:00",
      "70", "02", "021", "02203R", "line\nend", "PSEUDO0001", "-",
    ]
    var text = CSVLine.exact(table.columns, delimiter: form.delimiter)
    for _ in 0..<choose([1, 3, 8]) {
      for row in table.rows {
        var values = row.values
        for column in values.indices where once(in: 12) {
          values[column] = once(in: 4) ? choose(table.rows).values[column] : choose(junk)
        }
        if once(in: 40) { values.removeLast() }
        text += CSVLine.exact(values, delimiter: form.delimiter)
        if once(in: 30) { text += "\n" }
      }
    }
    return text
  }
}
