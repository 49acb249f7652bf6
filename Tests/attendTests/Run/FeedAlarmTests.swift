import Ledger
import TemporaryFiles
import Testing

/// Feed alarms stand in the summary, on the worklist and in the exit code.
struct FeedAlarmTests {
  private let source = "files: \"inbox/*.csv\" }"

  private func trust(_ keys: String, _ feeds: String = "") throws -> Trust {
    try Trust(
      replacing: [
        source: "files: \"inbox/*.csv\", \(keys) }",
        "unapproved:": "\(feeds)\nunapproved:",
      ]
    )
  }

  /// An extract of so many adults, of a day, at a site.
  private func rows(_ count: Int, _ day: String, site: String = "RZ901") -> String {
    "attendance_id, site_code, arrival_date, birth_date\n"
      + (1...max(count, 1)).prefix(count).map {
        "\(day)-\(site)-\($0), \(site), \(day), 1980-01-01"
      }.joined(separator: "\n")
  }

  private func expectAlarm(_ night: Night, _ kind: String, _ words: String) {
    #expect(night.alarmKinds == [kind])
    #expect(night.outcome.code == 2)
    #expect(night.items[kind] == 1)
    #expect(night.worklist.contains { $0["why"]?.contains(words) ?? false })
    #expect(night.outcome.output.contains("ALARM: "))
    #expect(night.outcome.output.contains(words))
  }

  @Test func `an expected extract that is missing is an alarm until it comes`() throws {
    let trust = try trust("expected: daily")
    try trust.receive("1.csv", rows(1, "2026-10-31"))
    #expect(try trust.firstNight(asOf: "2026-11-01").alarmKinds.isEmpty)
    expectAlarm(try trust.night(asOf: "2026-11-02"), "feed-missing", "brought no new extract")
    let second = try trust.night(asOf: "2026-11-03")
    #expect(second.alarmKinds == ["feed-missing"] && second.outcome.code == 2)
    // One open line on the worklist is enough.
    #expect(second.worklist.isEmpty)
    try trust.receive("2.csv", rows(1, "2026-11-03"))
    #expect(try trust.night(asOf: "2026-11-04").outcome.code == 0)
    expectAlarm(try trust.night(asOf: "2026-11-05"), "feed-missing", "brought no new extract")
  }

  @Test func `a source that rests at weekends is not missed then`() throws {
    let trust = try trust("expected: weekdays")
    try trust.receive("1.csv", rows(1, "2026-10-29"))
    #expect(try trust.firstNight(asOf: "2026-10-30").alarmKinds.isEmpty)
    #expect(try trust.night(asOf: "2026-10-31").alarmKinds.isEmpty)
    #expect(try trust.night(asOf: "2026-11-01").alarmKinds.isEmpty)
    #expect(try trust.night(asOf: "2026-11-02").alarmKinds == ["feed-missing"])
  }

  @Test func `the same bytes under another name are an alarm once, and are not read`() throws {
    let trust = try trust("expected: any")
    try trust.receive("1.csv", rows(2, "2026-10-31"))
    _ = try trust.firstNight(asOf: "2026-11-01")
    try trust.receive("2.csv", rows(2, "2026-10-31"))
    let night = try trust.night(asOf: "2026-11-02")
    expectAlarm(night, "feed-came-again", "2.csv of source “ae” has the bytes of 1.csv")
    #expect(night.balances.isEmpty)
    #expect(try trust.night(asOf: "2026-11-03").outcome.code == 0)
  }

  @Test func `a file that went and came back is an alarm, one that lies there is none`() throws {
    let trust = try trust("expected: any")
    try trust.receive("1.csv", rows(2, "2026-10-31"))
    try trust.receive("2.csv", rows(3, "2026-10-31"))
    _ = try trust.firstNight(asOf: "2026-11-01")
    try trust.clear("1.csv")
    #expect(try trust.night(asOf: "2026-11-02").alarmKinds.isEmpty)
    try trust.receive("1.csv", rows(2, "2026-10-31"))
    #expect(try trust.night(asOf: "2026-11-03").alarmKinds == ["feed-came-again"])
    #expect(try trust.night(asOf: "2026-11-04").alarmKinds.isEmpty)
  }

  /// Four Sundays with a habit of ten rows, then one with `count`.
  private func sunday(_ count: Int, _ earlier: [Int] = [10, 10, 40, 10]) throws -> Night {
    let trust = try trust(
      "expected: any",
      "feeds: { weekdays: 4, at-least: 4, least-rows: 10, smaller-than: 50 %, larger-than: 200 % }"
    )
    for (week, count) in earlier.enumerated() {
      let day = "2026-10-\(String(["04", "11", "18", "25"][week]))"
      try trust.receive("\(day).csv", rows(count, day))
      if week == 0 {
        _ = try trust.firstNight(asOf: day)
      } else {
        // Not yet four Sundays: no habit, no alarm.
        #expect(try trust.night(asOf: day).alarmKinds.isEmpty)
      }
    }
    try trust.receive("2026-11-01.csv", rows(count, "2026-11-01"))
    return try trust.night(asOf: "2026-11-01")
  }

  @Test(arguments: [(4, "far fewer"), (21, "far more")])
  func `a file far from its weekday's median is an alarm`(count: Int, words: String) throws {
    expectAlarm(try sunday(count), "feed-size", "\(words) than the usual 10")
  }

  @Test(arguments: [5, 20])
  func `half and twice the median are still usual`(count: Int) throws {
    #expect(try sunday(count).alarmKinds.isEmpty)
  }

  @Test func `a source with fewer rows than a habit needs has none`() throws {
    #expect(try sunday(1, [9, 9, 9, 9]).alarmKinds.isEmpty)
  }

  @Test func `another weekday's rows are no habit of this one`() throws {
    let trust = try trust("expected: any", "feeds: { weekdays: 2, at-least: 2, least-rows: 5 }")
    for (number, day) in ["2026-10-04", "2026-10-11"].enumerated() {
      try trust.receive("\(day).csv", rows(10, day))
      _ = try number == 0 ? trust.firstNight(asOf: day) : trust.night(asOf: day)
    }
    try trust.receive("monday.csv", rows(1, "2026-10-12"))
    #expect(try trust.night(asOf: "2026-10-12").alarmKinds.isEmpty)
  }

  @Test(arguments: [
    ("nhs_number", "9990000018.0"), ("birth_date", "01/01/1980"), ("department_type", "1"),
  ])
  func `a column that is written otherwise than the profile says is an alarm`(
    column: String,
    value: String
  ) throws {
    let trust = try Trust()
    func receive(_ name: String, _ count: Int, of all: Int = 10) throws {
      let rows = (1...all).map { row in
        "\(name)\(row), 2026-10-30, RZ901, \(row <= count ? value : "")"
      }
      try trust.receive(
        "\(name).csv",
        (["attendance_id, arrival_date, site_code, \(column)"] + rows).joined(separator: "\n")
      )
    }
    try receive("A", 5)
    #expect(try trust.firstNight(asOf: "2026-11-01").alarmKinds == [])
    try receive("B", 6)
    expectAlarm(try trust.night(asOf: "2026-11-02"), "feed-unreadable", "most values of \(column)")
    try receive("C", 9, of: 9)
    #expect(try trust.night(asOf: "2026-11-03").alarmKinds == [])
  }

  @Test func `a column that always came is missed until it comes again`() throws {
    let trust = try trust("expected: any", "feeds: { site-days: 2 }")
    func receive(_ day: String, without dropped: Set<String> = []) throws {
      try trust.receive("\(day).csv", rows(1, day), without: dropped)
    }
    for (number, day) in ["2026-10-28", "2026-10-29"].enumerated() {
      try receive(day)
      let night = number == 0 ? try trust.firstNight(asOf: day) : try trust.night(asOf: day)
      #expect(night.alarmKinds == [])
    }
    try receive("2026-10-30", without: ["gp_practice_code"])
    expectAlarm(
      try trust.night(asOf: "2026-10-30"),
      "column-absent",
      "2026-10-30.csv of source “ae” has no column for gp_practice_code"
    )
    try receive("2026-10-31", without: ["gp_practice_code"])
    let second = try trust.night(asOf: "2026-10-31")
    #expect(second.alarmKinds == ["column-absent"] && second.worklist.isEmpty)
    try receive("2026-11-01")
    #expect(try trust.night(asOf: "2026-11-01").outcome.code == 0)
    #expect(
      try trust.inLedger { try $0.openSubjects(kind: "column-absent", startingWith: "") } == []
    )
  }

  /// One source may have files of two kinds.
  @Test func `a column of some files alone is not missed in the others`() throws {
    let trust = try trust("expected: any", "feeds: { site-days: 2 }")
    for (number, day) in ["2026-10-28", "2026-10-29", "2026-10-30"].enumerated() {
      try trust.receive("a-\(day).csv", rows(1, day))
      try trust.receive("b-\(day).csv", rows(1, day, site: "RZ902"), without: ["gp_practice_code"])
      let night = number == 0 ? try trust.firstNight(asOf: day) : try trust.night(asOf: day)
      #expect(night.alarmKinds == [])
    }
  }

  @Test func `a site that always reports is missed until it reports again`() throws {
    let trust = try trust("expected: any", "feeds: { site-days: 2 }")
    for (number, day) in ["2026-10-28", "2026-10-29"].enumerated() {
      let eye = rows(1, day, site: "RZ9EYE").split(separator: "\n")[1]
      try trust.receive("\(day).csv", rows(1, day) + "\n" + eye)
      _ = try number == 0 ? trust.firstNight(asOf: day) : trust.night(asOf: day)
    }
    try trust.receive("2026-10-30.csv", rows(1, "2026-10-30"))
    expectAlarm(try trust.night(asOf: "2026-10-30"), "site-absent", "site RZ9EYE of source “ae”")
    try trust.receive("2026-10-31.csv", rows(1, "2026-10-31"))
    let second = try trust.night(asOf: "2026-10-31")
    #expect(second.alarmKinds == ["site-absent"] && second.worklist.isEmpty)
    try trust.receive("2026-11-01.csv", rows(1, "2026-11-01", site: "RZ9EYE"))
    let third = try trust.night(asOf: "2026-11-01")
    #expect(third.alarmKinds == ["site-absent"])
    #expect(third.manifest.alarms.allSatisfy { $0.sentence.contains("RZ901") })
  }

  @Test func `a file without rows is an alarm unless the profile says how a nil return looks`()
    throws
  {
    for (keys, kinds) in [
      ("expected: daily", ["feed-without-rows", "feed-missing"]),
      ("expected: daily, nil-return: header-only", []),
    ] {
      let trust = try trust(keys)
      try trust.receive("1.csv", rows(1, "2026-10-31"))
      _ = try trust.firstNight(asOf: "2026-11-01")
      try trust.receive("2.csv", rows(0, "2026-11-01"))
      #expect(try trust.night(asOf: "2026-11-02").alarmKinds == kinds)
    }
  }

  @Test(arguments: [("empty-file", ""), ("No attendances", "No attendances\r\n")])
  func `nil returns of one look are accepted night after night, each under its own name`(
    look: String,
    text: String
  ) throws {
    let trust = try trust("expected: daily, nil-return: \(look)")
    try trust.receive("1.csv", rows(1, "2026-10-31"))
    _ = try trust.firstNight(asOf: "2026-11-01")
    for day in ["2026-11-02", "2026-11-03"] {
      try trust.folder.write(text, to: "inbox/nil-\(day).csv")
      let night = try trust.night(asOf: day)
      #expect(night.outcome.code == 0, "\(night.outcome.said)")
      #expect(night.outcome.output.contains("Nothing to report: nil-\(day).csv"))
    }
    #expect(try trust.night(asOf: "2026-11-04").alarmKinds == ["feed-missing"])
  }

  @Test func `an empty file without such words is refused`() throws {
    let trust = try trust("expected: any")
    try trust.receive("1.csv", rows(1, "2026-10-31"))
    try trust.folder.write("", to: "inbox/2.csv")
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.outcome.code == 2 && night.manifest.refused.count == 1)
  }
}
