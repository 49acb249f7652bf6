import AttendanceModel
import Ledger
import Testing

/// Loads that stand for all attendances of a period (S2).
struct PeriodLoadTests {
  private let header = "attendance_id, child, arrival_date, gp_practice_code, applicable_datetime"

  private func trust(_ period: String = "file-pattern: \"ae-{from}-to-{to}*.csv\"") throws -> Trust
  {
    try Trust(
      replacing: [
        "files: \"inbox/*.csv\" }":
          "files: \"inbox/*.csv\", load: replace-period, \(period) }",
        "unapproved:": "max-removed: 50 %\nunapproved:",
      ]
    )
  }

  private let october = "ae-2026-10-01-to-2026-10-31.csv"
  private let again = "ae-2026-10-01-to-2026-10-31-b.csv"

  private func ids(_ trust: Trust, child: Int = 0) throws -> [String] {
    try trust.inLedger {
      try $0.timeline(of: "nhs\u{1F}\(Extract.numbers[child])").map(\.attendance.key.attendanceID)
    }
  }

  @Test func `what a load of its whole period leaves out is gone, and taken back`() throws {
    let trust = try trust()
    try trust.receive(
      october,
      "\(header)\nA, 0, 2026-10-29, V81997,\nB, 1, 2026-10-29, Y99001,\nC, 2, 2026-09-30, Y99001,"
    )
    let first = try trust.firstNight(asOf: "2026-11-01")
    #expect(first.flags.map(\.status) == ["active"])
    try trust.receive(again, "\(header)\nB, 1, 2026-10-29, Y99001,")
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.flags.map(\.status) == ["entered-in-error"])
    #expect(try ids(trust) == [])
    #expect(try ids(trust, child: 1) == ["B"])
    // Outside the period nothing is removed.
    #expect(try ids(trust, child: 2) == ["C"])
    #expect(night.manifest.extracts.map(\.removed) == [1])
    #expect(night.balances == [[1, 1, 0, 0, 0]])
    #expect(night.outcome.output.contains("removed"))
  }

  @Test func `a later load that carries it again brings it back, with or without a date`() throws {
    for date in ["", "2026-10-30T10:00"] {
      let trust = try trust()
      let row = "A, 0, 2026-10-29, Y99001, \(date)"
      let other = "B, 1, 2026-10-29, Y99001,"
      try trust.receive(october, "\(header)\n\(row)\n\(other)")
      _ = try trust.firstNight(asOf: "2026-11-01")
      try trust.receive(again, "\(header)\n\(other)")
      _ = try trust.night(asOf: "2026-11-02")
      #expect(try ids(trust) == [])
      try trust.receive("ae-2026-10-01-to-2026-10-31-c.csv", "\(header)\n\(other)\n\(row)")
      let night = try trust.night(asOf: "2026-11-03")
      #expect(try ids(trust) == ["A"])
      #expect(night.worklist.isEmpty)
    }
  }

  @Test func `an older version does not pass the tombstone of a load`() throws {
    let trust = try trust()
    try trust.receive(
      october,
      "\(header)\nA, 0, 2026-10-29, Y99001, 2026-10-30T10:00\nB, 1, 2026-10-29, Y99001,"
    )
    _ = try trust.firstNight(asOf: "2026-11-01")
    try trust.receive(again, "\(header)\nB, 1, 2026-10-29, Y99001,")
    _ = try trust.night(asOf: "2026-11-02")
    try trust.receive(
      "ae-2026-10-01-to-2026-10-31-c.csv",
      "\(header)\nB, 1, 2026-10-29, Y99001,\nA, 0, 2026-10-29, V81997, 2026-10-29T10:00"
    )
    _ = try trust.night(asOf: "2026-11-03")
    #expect(try ids(trust) == [])
  }

  @Test func `a row that cannot be read carries its attendance`() throws {
    let trust = try trust()
    try trust.receive(october, "\(header)\nA, 0, 2026-10-29, Y99001,\nB, 1, 2026-10-29, Y99001,")
    _ = try trust.firstNight(asOf: "2026-11-01")
    try trust.receive(again, "\(header)\nA, 0, soon, Y99001,\nB, 1, 2026-10-29, Y99001,")
    let night = try trust.night(asOf: "2026-11-02")
    #expect(try ids(trust) == ["A"])
    #expect(night.items == ["quarantined-correction": 1])
  }

  @Test func `while a row does not say which attendance it is nothing is removed`() throws {
    let trust = try trust()
    try trust.receive(october, "\(header)\nA, 0, 2026-10-29, Y99001,\nB, 1, 2026-10-29, Y99001,")
    _ = try trust.firstNight(asOf: "2026-11-01")
    try trust.receive(again, "\(header)\n , 0, 2026-10-29, Y99001,\nB, 1, 2026-10-29, Y99001,")
    let night = try trust.night(asOf: "2026-11-02")
    #expect(try ids(trust) == ["A"])
    #expect(night.alarmKinds == ["feed-kept-absent"])
    #expect(night.outcome.code == 2)
  }

  @Test func `a file that is cut off in its last row removes nothing`() throws {
    let trust = try trust()
    let rows = ["A, 0", "B, 1", "C, 2"].map { "\($0), 2026-10-29, Y99001," }
    try trust.receive(october, ([header] + rows).joined(separator: "\n"))
    _ = try trust.firstNight(asOf: "2026-11-01")
    let whole = Extract(([header] + rows.prefix(2)).joined(separator: "\n")).text
    try trust.receive(again, bytes: Array(whole.utf8.dropLast(30)))
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.alarmKinds == ["feed-kept-absent"] && night.outcome.code == 2)
    #expect(try ids(trust, child: 2) == ["C"])
  }

  @Test func `a load that would remove too many of a day stops the run with nothing published`()
    throws
  {
    let trust = try trust()
    let rows = (0...3).map { "A\($0), \($0), 2026-10-29, Y99001," }
    try trust.receive(october, "\(header)\n\(rows.joined(separator: "\n"))")
    _ = try trust.firstNight(asOf: "2026-11-01")
    let before = trust.output
    try trust.receive(again, "\(header)\n\(rows[0])")
    let outcome = try trust.call(asOf: "2026-11-02")
    #expect(outcome.code == 1)
    #expect(
      outcome.messages.contains(
        "would remove 3 of the 4 attendances of source “ae” on 2026-10-29, more than "
          + "“max-removed” (50.0 %) allows; nothing was published"
      )
    )
    #expect(trust.output == before)
    #expect(try ids(trust, child: 3) == ["A3"])
    // Half of a day is allowed here.
    try trust.clear(again)
    try trust.receive(again, "\(header)\n\(rows[0])\n\(rows[1])")
    #expect(try trust.night(asOf: "2026-11-02").manifest.extracts.map(\.removed) == [2])
  }

  @Test func `rows outside the stated period are taken and are an alarm`() throws {
    let trust = try trust()
    try trust.receive(october, "\(header)\nA, 0, 2026-09-30, Y99001,")
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.alarmKinds == ["feed-outside-period"])
    #expect(try ids(trust) == ["A"])
  }

  @Test func `a file whose name states no period is refused`() throws {
    let trust = try trust()
    try trust.receive(october, "\(header)\nA, 0, 2026-10-29, Y99001,")
    try trust.receive("october.csv", "\(header)\nB, 0, 2026-10-29, Y99001,")
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.outcome.code == 2)
    #expect(night.manifest.refused.count == 1)
    #expect(try ids(trust) == ["A"])
  }

  @Test(arguments: [
    ("period: { days: 3 }", ["C"]), ("period: { from: 2026-10-29, to: 2026-10-29 }", ["B", "C"]),
  ])
  func `the configuration may state the period`(period: String, left: [String]) throws {
    let trust = try trust(period)
    let rows = [
      "A, 0, 2026-10-29, Y99001,", "B, 0, 2026-10-31, Y99001,", "C, 0, 2026-11-01, Y99001,",
      "D, 1, 2026-10-29, Y99001,", "E, 1, 2026-10-31, Y99001,",
    ]
    try trust.receive("1.csv", "\(header)\n\(rows.joined(separator: "\n"))")
    _ = try trust.firstNight(asOf: "2026-11-01")
    try trust.receive("2.csv", "\(header)\n\(rows[2...].joined(separator: "\n"))")
    _ = try trust.night(asOf: "2026-11-01")
    // The last 3 days begin on 30 October.
    let expected = period.contains("days") ? ["A"] + left : left
    #expect(try ids(trust) == expected)
  }

  @Test(arguments: [
    ("expected: any", "nothing states them"), ("period: { from: 2026-10-29 }", "a period is"),
    ("period: { days: 0 }", "days"), ("file-pattern: \"{from}.csv\"", "is not a name such"),
  ])
  func `a period that nothing states is a mistake of the configuration`(
    keys: String,
    words: String
  ) throws {
    let outcome = try trust(keys).call(asOf: "2026-11-01", "--first-load", "notify")
    #expect(outcome.code == 78)
    #expect(outcome.messages.contains(words), "\(outcome.messages)")
  }
}
