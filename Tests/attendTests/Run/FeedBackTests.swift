import AttendanceModel
import Ledger
import TemporaryFiles
import Testing

/// Quarantine files come back: `attend feed-back`.
struct FeedBackTests {
  private let header = "attendance_id, child, arrival_date, gp_practice_code, applicable_datetime"
  private let key = AttendanceKey(providerCode: "RZ9", attendanceID: "A")

  /// A trust with a live attendance A and a quarantined correction of it.
  private func trustWithQuarantine() throws -> (Trust, Night) {
    let trust = try Trust()
    try trust.receive("1.csv", "\(header)\nA, 0, 2026-10-30, Y99001, 2026-10-30T10:00")
    _ = try trust.firstNight(asOf: "2026-11-01")
    try trust.receive("2.csv", "\(header)\nA, 0, 30/10/2026, V81997, 2026-10-31T10:00")
    return (trust, try trust.night(asOf: "2026-11-02"))
  }

  private func isOpen(_ trust: Trust) throws -> Bool {
    try trust.inLedger { try $0.hasOpenItem(kind: "quarantined-correction", attendance: key) }
  }

  /// The quarantine file of a night with words replaced.
  private func mended(_ night: Night, _ replacing: KeyValuePairs<String, String>) throws -> String {
    var text = try #require(night.files.text("quarantine/2.csv"))
    for (old, new) in replacing {
      try #require(text.contains(old))
      text = text.replacing(old, with: new)
    }
    return text
  }

  @Test func `a mended row is taken by the next run and closes its correction item`() throws {
    let (trust, night) = try trustWithQuarantine()
    #expect(night.outcome.code == 2)
    #expect(try isOpen(trust))
    try trust.folder.write(try mended(night, ["30/10/2026": "2026-10-30"]), to: "mended.csv")
    let outcome = try trust.feedBack("mended.csv")
    #expect(outcome.code == 0, "\(outcome.said)")
    let next = try trust.night(asOf: "2026-11-03")
    #expect(next.balances == [[1, 1, 0, 0, 0]])
    #expect(next.parentLetters.count == 1)
    #expect(try !isOpen(trust))
    #expect(next.outcome.code == 0)
  }

  @Test func `feeding the same file back again changes nothing`() throws {
    let (trust, night) = try trustWithQuarantine()
    try trust.folder.write(try mended(night, ["30/10/2026": "2026-10-30"]), to: "mended.csv")
    _ = try trust.feedBack("mended.csv")
    _ = try trust.night(asOf: "2026-11-03")
    #expect(try trust.feedBack("mended.csv").output.contains("Fed back before"))
    #expect(try trust.night(asOf: "2026-11-04").isQuiet)
  }

  @Test func `a file of which no row can be read is not fed back`() throws {
    let (trust, night) = try trustWithQuarantine()
    try trust.folder.write(try mended(night, [:]), to: "same.csv")
    let outcome = try trust.feedBack("same.csv")
    #expect(outcome.code == 65)
    #expect(outcome.messages.contains("line 2: arrival_date cannot be read"))
    #expect(!outcome.said.contains("9990000018"))
  }

  @Test func `rows that are not mended yet are said and quarantined again`() throws {
    let trust = try Trust()
    try trust.receive(
      "2.csv",
      "\(header)\nA, 0, 30/10/2026, Y99001,\nB, 1, 31/10/2026, Y99001,"
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    try trust.folder.write(try mended(night, ["30/10/2026": "2026-10-30"]), to: "mended.csv")
    let outcome = try trust.feedBack("mended.csv")
    #expect(outcome.code == 2)
    #expect(outcome.output.contains("line 3: arrival_date cannot be read"))
    let next = try trust.firstNight(asOf: "2026-11-02")
    #expect(next.balances == [[2, 1, 0, 0, 1]])
    let again = try #require(next.files.paths.first { $0.hasPrefix("quarantine/") })
    let second = try #require(next.files.text(again)).replacing("31/10/2026", with: "2026-10-31")
    try trust.folder.write(second, to: "second.csv")
    #expect(try trust.feedBack("second.csv").code == 0)
    #expect(try trust.night(asOf: "2026-11-03").balances == [[1, 1, 0, 0, 0]])
  }

  @Test func `a file without the quarantine columns is not fed back`() throws {
    let trust = try Trust()
    try trust.folder.write(Extract("\(header)\nA, 0, 2026-10-30, Y99001,").text, to: "other.csv")
    let outcome = try trust.feedBack("other.csv")
    #expect(outcome.code == 65)
    #expect(outcome.messages.contains("quarantine_line"))
  }

  @Test func `an unknown source is a mistake of usage that names the known ones`() throws {
    let trust = try Trust()
    let outcome = try Attend.call(
      ["feed-back", "--config", "attend.yaml", "--source", "eye", "x.csv"],
      in: trust.folder.path
    )
    #expect(outcome.code == 64)
    #expect(outcome.messages.contains("“ae”"))
  }

  @Test func `a source that reads one file name has no room for a mended one`() throws {
    let trust = try Trust(replacing: ["inbox/*.csv": "inbox/2.csv"])
    try trust.receive(
      "2.csv",
      "\(header)\nA, 0, 30/10/2026, Y99001,"
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    try trust.folder.write(try mended(night, ["30/10/2026": "2026-10-30"]), to: "mended.csv")
    #expect(try trust.feedBack("mended.csv").code == 78)
  }

  @Test func `the quarantine keeps quotes, line ends within values and bytes that are no text`()
    throws
  {
    let trust = try Trust(replacing: ["unapproved": "max-quarantined: 100 %\nunapproved"])
    let first = Array("attendance_id,provider_code,family_name,arrival_date,nhs_number\r\n".utf8)
    let record =
      Array("A,RZ9,\"O\"\"Test,\r\nsecond line ".utf8) + [0xE9]
      + Array("\", soon ,\"9990000018\"".utf8)
    try trust.receive("2.csv", bytes: first + record + Array("\r\n".utf8))
    let night = try trust.firstNight(asOf: "2026-11-01")
    let file = [UInt8](try #require(night.files.files["quarantine/2.csv"]))
    let lines = file.split(separator: 0x0A, maxSplits: 1)
    #expect(lines.count == 2 && lines[1].starts(with: record))
    let mended = Array(file.map { UInt8($0) })
    let text = String(decoding: mended, as: UTF8.self)
    #expect(text.hasSuffix(",2,arrival_date,arrival_date cannot be read\r\n"))
    let whole = replacing(" soon ", "2026-10-30", in: mended)
    try trust.folder.write(whole, to: "mended.csv")
    #expect(try trust.feedBack("mended.csv").code == 0)
    let next = try trust.firstNight(asOf: "2026-11-02")
    #expect(next.balances == [[1, 1, 0, 0, 0]])
  }

  private func replacing(_ old: String, _ new: String, in bytes: [UInt8]) -> [UInt8] {
    guard let place = bytes.firstRange(of: Array(old.utf8)) else { return bytes }
    return bytes[..<place.lowerBound] + Array(new.utf8) + bytes[place.upperBound...]
  }

  @Test func `a mended file is no new extract of its source and no whole period`() throws {
    let trust = try Trust(
      replacing: [
        "files: \"inbox/*.csv\" }": """
        files: "inbox/*.csv", expected: daily, load: replace-period, \
        file-pattern: "ae-{month}.csv" }
        """
      ]
    )
    try trust.receive(
      "ae-2026-10.csv",
      "\(header)\nA, 0, 2026-10-29, Y99001,\nB, 1, soon, Y99001,"
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    let text = try #require(night.files.text("quarantine/ae-2026-10.csv"))
    try trust.folder.write(text.replacing("soon", with: "2026-10-30"), to: "mended.csv")
    #expect(try trust.feedBack("mended.csv").code == 0)
    let next = try trust.night(asOf: "2026-11-02")
    #expect(next.alarmKinds == ["feed-missing"])
    #expect(next.balances == [[1, 1, 0, 0, 0]])
    #expect(next.manifest.extracts.map(\.removed) == [0])
    #expect(
      try trust.inLedger { try $0.lastKnown(AttendanceKey(providerCode: "RZ9", attendanceID: "A")) }
        != nil
    )
  }
}
