import AttendanceModel
import ExtractReading
import Testing

struct QuarantineTests {
  private static let header =
    "attendance_id,provider_code,arrival_date,update_type,applicable_datetime"

  private func rows(_ lines: String...) throws -> [QuarantinedRow] {
    let text = ([Self.header] + lines).joined(separator: "\n")
    return try Reading(TemporaryFile(text)).quarantined
  }

  @Test(
    arguments: [
      (",RZ9,2026-01-01,,", .missing(column: "attendance_id")),
      ("A1, ,2026-01-01,,", .missing(column: "provider_code")),
      ("A1,RZ9,,,", .missing(column: "arrival_date")),
      ("A1,RZ9,01/01/2026,,", .unreadable(column: "arrival_date")),
      ("A1,RZ9,2026-02-29,,", .unreadable(column: "arrival_date")),
      ("A1,RZ9,1899-12-31,,", .missing(column: "arrival_date")),
      ("A1,RZ9,2026-01-01,", .wrongFieldCount(expected: 5, found: 4)),
      ("A1,RZ9,2026-01-01,,,", .wrongFieldCount(expected: 5, found: 6)),
      (
        "A1,RZ9,2026-11-23,,",
        .arrivalAfterAsOf(column: "arrival_date", on: CivilDay(rawValue: 20_780))
      ),
      (",RZ9,2026-01-01,1,", .missing(column: "attendance_id")),
    ] as [(String, QuarantinedRow.Reason)]
  )
  func `a row without what it must have is quarantined with its reason`(
    line: String,
    reason: QuarantinedRow.Reason
  ) throws {
    #expect(try rows(line).map(\.reason) == [reason])
  }

  @Test func `an arrival on the as-of day is read`() throws {
    #expect(try rows("A1,RZ9,2026-11-22,,").isEmpty)
  }

  @Test func `a needed value that is not UTF-8 is unreadable`() throws {
    let bytes = Array("\(Self.header)\nA".utf8) + [0xE9] + Array(",RZ9,2026-01-01,,\n".utf8)
    let row = try #require(try Reading(TemporaryFile(bytes)).quarantined.first)
    #expect(row.reason == .unreadable(column: "attendance_id"))
    #expect(row.key == nil)
  }

  @Test func `a quarantined correction names its attendance and when it applies (S2)`() throws {
    let row = try #require(try rows("A1,RZ9,soon,9,2026-01-02T03:04:05Z").first)
    #expect(row.key == AttendanceKey(providerCode: "RZ9", attendanceID: "A1"))
    #expect(row.applicable == Timestamp(ascii: "2026-01-02T03:04:05Z".utf8)?.instant)
  }

  @Test func `the sentence of a reason names the column and no value`() throws {
    let row = try #require(try rows("A1,RZ9,soon,9,").first)
    #expect(row.reason.description == "arrival_date cannot be read")
  }

  @Test(arguments: ["\n", "\r\n"])
  func `the quarantine file is the original records and the reasons`(end: String) throws {
    let lines = [
      "Attendance No;Provider;Arrived;Note;", "A1;RZ9;04/03/2026 10:15;;", "",
      "\"A2\" ;RZ9;;\"a;b\";", "A3;RZ9",
    ]
    let profile = try SourceProfile.read(
      text: """
        source: sample
        title: A sample
        delimiter: ";"
        dates: DD/MM/YYYY
        times: HH:MM
        fields:
          attendance_id: Attendance No
          provider_code: Provider
          arrival_datetime: Arrived
        """,
      file: "sample.yaml"
    )
    let reading = try Reading(
      TemporaryFile("\u{FEFF}" + lines.joined(separator: end)),
      profile: profile
    )
    let bytes = QuarantineFile.bytes(header: reading.summary.header, rows: reading.quarantined)
    let expected = [
      "Attendance No;Provider;Arrived;Note;;quarantine_line;quarantine_column;quarantine_reason",
      "\"A2\" ;RZ9;;\"a;b\";;4;Arrived;Arrived is missing",
      "A3;RZ9;5;;the row has 2 values where the header has 5", "",
    ]
    #expect(String(validating: bytes, as: UTF8.self) == expected.joined(separator: end))
  }

  @Test func `a mended quarantine file reads, twice quarantined or not`() throws {
    let reading = try Reading(TemporaryFile("\(Self.header)\nA1,RZ9,soon,,\nA2,RZ9,late,,\n"))
    let once = QuarantineFile.bytes(header: reading.summary.header, rows: reading.quarantined)
    let text = try #require(String(validating: once, as: UTF8.self))
    let mended = text.replacing("soon", with: "2026-01-01")
    let again = try Reading(TemporaryFile(mended))
    #expect(again.attendances.map(\.key.attendanceID) == ["A1"])
    let twice = QuarantineFile.bytes(header: again.summary.header, rows: again.quarantined)
    let last = try #require(String(validating: twice, as: UTF8.self))
    let reread = try Reading(TemporaryFile(last.replacing("late", with: "2026-01-02")))
    #expect(reread.attendances.map(\.key.attendanceID) == ["A2"])
  }
}
