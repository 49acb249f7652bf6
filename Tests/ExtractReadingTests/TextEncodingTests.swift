import AttendanceModel
import ExtractReading
import LocatedYAML
import ReadingAgreement
import TemporaryFiles
import Testing

/// Encodings and quotes that a profile states.
struct TextEncodingTests {
  private func profile(_ lines: String) throws -> SourceProfile {
    try SourceProfile.read(
      text: """
        source: sample
        title: A sample
        \(lines)
        fields:
          attendance_id: Id
          provider_code: { default: RZ9 }
          arrival_date: On
          family_name: Name
        """,
      file: "sample.yaml"
    )
  }

  private static let header = "Id,On,Name\n"
  private static let names = ["José", "O’Example", "£5 ‘Test’ €", "Łódź", "plain", "𝒳test"]

  private static func text(_ names: [String]) -> String {
    header + names.enumerated().map { "A\($0 + 1),2026-01-01,\($1)\n" }.joined()
  }

  @Test(arguments: [1, 2, 3, 5, 1 << 16])
  func `UTF-16 is read in either order, with a mark or without`(blockSize: Int) throws {
    let units = Array(Self.text(Self.names).utf16)
    let little = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    for bytes in [little, big, [0xFF, 0xFE] + little, [0xFE, 0xFF] + big] {
      let reading = try Reading(
        TemporaryFile(bytes),
        profile: profile("encoding: utf-16"),
        blockSize: blockSize
      )
      #expect(reading.attendances.map(\.patient.familyName) == Self.names)
    }
  }

  @Test func `Windows-1252 is read, its quotes, its pound and its euro`() throws {
    let row = Array("A1,2026-01-01,".utf8) + [0xA3, 0x35, 0x20, 0x91, 0xE9, 0x92, 0x80, 0x0A]
    let reading = try Reading(
      TemporaryFile(Array(Self.header.utf8) + row),
      profile: profile("encoding: windows-1252")
    )
    #expect(reading.attendances.map(\.patient.familyName) == ["£5 ‘é’€"])
  }

  @Test func `UTF-8 is read with a byte-order mark and without`() throws {
    for mark in ["", "\u{FEFF}"] {
      let reading = try Reading(
        TemporaryFile(mark + Self.text(Self.names)),
        profile: profile("encoding: utf-8")
      )
      #expect(reading.attendances.map(\.patient.familyName) == Self.names)
    }
  }

  @Test func `what stands for no character makes its value unreadable, and the row stays`() throws {
    let windows = try Reading(
      TemporaryFile(Array(Self.header.utf8) + Array("A1,2026-01-01,".utf8) + [0x81, 0x0A]),
      profile: profile("encoding: windows-1252")
    )
    let lone = Array((Self.header + "A1,2026-01-01,").utf16) + [0xD800, 0x41, 0x0A]
    let sixteen = try Reading(
      TemporaryFile(lone.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }),
      profile: profile("encoding: utf-16")
    )
    for reading in [windows, sixteen] {
      #expect(reading.attendances.map(\.patient.familyName) == [nil])
      #expect(reading.summary.unreadableValues == [.init(column: "Name", count: 1)])
    }
  }

  @Test func `a file in another encoding than its profile says is refused in one sentence`() throws
  {
    let bytes: [UInt8] =
      [0xFF, 0xFE] + Self.text(["x"]).utf8.flatMap { byte -> [UInt8] in [byte, 0] }
    let is16 = try refusal {
      try Reading(TemporaryFile(bytes), profile: profile("encoding: utf-8"))
    }
    #expect(is16 == .isUTF16)
    let isNot16 = try refusal {
      try Reading(TemporaryFile(Self.text(["x"])), profile: profile("encoding: utf-16"))
    }
    #expect(isNot16 == .isNotUTF16)
    let empty = try refusal { try Reading(TemporaryFile(""), profile: profile("encoding: utf-16")) }
    #expect(empty == .isEmpty)
    let zero = try refusal {
      try Reading(
        TemporaryFile([0xFF, 0xFE, 0x49, 0, 0x64, 0, 0, 0] as [UInt8]),
        profile: profile("encoding: utf-16")
      )
    }
    #expect(zero == .holdsNUL(byte: 5))
  }

  @Test(arguments: [TextEncoding.windows1252, .utf16])
  func `a quarantine file is in the source's encoding and reads by its profile`(
    encoding: TextEncoding
  ) throws {
    let profile = try profile("encoding: \(encoding.rawValue)")
    let names = ["José", "O’Example", "€"]
    let text = Self.text(names).replacing("2026-01-01", with: "someday")
    let bytes: [UInt8] =
      encoding == .utf16
      ? text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
      : text.unicodeScalars.map {
        $0 == "’" ? 0x92 : $0 == "€" ? 0x80 : UInt8(truncatingIfNeeded: $0.value)
      }
    let reading = try Reading(TemporaryFile(bytes), profile: profile)
    #expect(reading.quarantined.count == 3)
    let file = QuarantineFile.bytes(header: reading.summary.header, rows: reading.quarantined)
    let again = try Reading(TemporaryFile(file), profile: profile)
    #expect(again.summary.quarantined == 3)
    // Mended: the date is all that was wrong.
    let unit = { (text: String) -> [UInt8] in
      encoding == .utf16
        ? text.utf8.flatMap { byte -> [UInt8] in [byte, 0] } : Array(text.utf8)
    }
    let mended = try Reading(
      TemporaryFile(file.replacing(unit("someday"), with: unit("2026-01-01"))),
      profile: profile
    )
    #expect(mended.attendances.map(\.patient.familyName) == names)
  }

  @Test func `another quotation mark, or none, is the profile's to say`() throws {
    let single = try Reading(
      TemporaryFile(Self.header + "A1,2026-01-01,'Test, \"x\" O''Example'\n"),
      profile: profile("quote: \"'\"")
    )
    #expect(single.attendances.map(\.patient.familyName) == ["Test, \"x\" O'Example"])
    let none = try Reading(
      TemporaryFile(Self.header + "A1,2026-01-01,5\" wound\nA2,2026-01-01,\"open\n"),
      profile: profile("quote: none")
    )
    #expect(none.attendances.map(\.patient.familyName) == ["5\" wound", "\"open"])
  }

  @Test(arguments: ["\"'\"", "none"])
  func `both readers keep to the profile's quotation mark`(mark: String) throws {
    let profile = try profile("quote: \(mark)")
    let name = mark == "none" ? "5\" wound" : "'Test,\n\"O''Example'"
    let folder = try TemporaryFolder()
    try folder.write(
      Self.header + (1...20).map { "A\($0),2026-01-01,\(name)\n" }.joined() + "A21,someday,x\n",
      to: "x.csv"
    )
    let plain = BothReaders.readPlainly("\(folder.path)/x.csv", profile)
    #expect(plain.rows.count == 20 && plain.quarantined.count == 1)
    for chunkSize in [1, 40, 100] {
      let bulk = BothReaders.readInBulk(
        "\(folder.path)/x.csv",
        profile,
        threads: 2,
        chunkSize: chunkSize
      )
      #expect(bulk == plain)
    }
  }

  @Test(arguments: [
    ("encoding: latin1", "“latin1” is not one of utf-8, windows-1252, utf-16"),
    ("quote: \"\\\"\\\"\"", "“\"\"” is not “none” or one mark"),
    ("quote: x", "“x” is not “none” or one mark"),
    ("quote: \"|\"\ndelimiter: \"|\"", "“quote” and “delimiter” are the same mark"),
  ])
  func `a form that is none is a mistake`(line: String, says: String) {
    let error = #expect(throws: Diagnostics.self) { try profile(line) }
    #expect(error?.all.map(\.description).contains { $0.contains(says) } == true)
  }
}

/// Files are written in stretches.
struct EncodingInStretchesTests {
  @Test(arguments: TextEncoding.allCases)
  func `stretches join to what the whole is`(encoding: TextEncoding) {
    let text = Array("a;é;€\n".utf8)
    let whole = encoding.bytes(ofUTF8: text + text, isStart: true)
    let stretches =
      encoding.bytes(ofUTF8: text, isStart: true) + encoding.bytes(ofUTF8: text, isStart: false)
    #expect(stretches == whole)
    #expect((encoding == .utf16) == whole.starts(with: [0xFF, 0xFE]))
  }
}
