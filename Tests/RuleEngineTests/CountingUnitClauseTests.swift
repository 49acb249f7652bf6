import AttendanceModel
import RuleLanguage
import Testing

/// Design S6: what is counted, seen through triggers.
struct CountingUnitClauseTests {
  private static func injuries(_ threshold: Int) -> Rule {
    let injured = field(.chiefComplaint, "injury")
    return rule(
      when: injured,
      count: count(
        .atLeast(threshold),
        of: .presentations(gapMinutes: 1440),
        where: injured,
        within: CalendarPeriod(24, .months)
      )
    )
  }

  private func injury(_ arrival: String) -> Attendance {
    visit(arrival) { $0.chiefComplaint = "injury" }
  }

  @Test(
    arguments: [
      (["2026-01-05 10:00", "2026-01-06 09:59"], []),
      (["2026-01-05 10:00", "2026-01-06 10:00"], ["2026-01-06 2"]),
      (["2026-01-05 10:00", "2026-01-06 09:00", "2026-01-07 08:00"], []),
      (["2026-01-05 10:00", "2026-01-05 10:00"], []),
      // A continuation of the second presentation is a trigger of its own.
      (
        ["2026-01-05 10:00", "2026-02-01 10:00", "2026-02-01 22:00"],
        ["2026-02-01 2", "2026-02-01 2"]
      ),
      // The presentation of 5 January began outside the window, and with it all of it lies outside.
      (["2024-01-05 22:00", "2024-01-06 10:00", "2026-01-06 09:00"], []),
      (["2024-01-06 22:00", "2024-01-07 10:00", "2026-01-06 09:00"], ["2026-01-06 2"]),
      // 24 hours by the clock on the wall, 23 and 25 by the sun.
      (["2026-03-28 12:00", "2026-03-29 12:00"], ["2026-03-29 2"]),
      (["2026-10-24 12:00", "2026-10-25 11:59"], []),
    ] as [([String], [String])]
  )
  func `injuries within 24 hours are one presentation`(arrivals: [String], expected: [String]) {
    let timeline = arrivals.enumerated().map { index, text in
      var attendance = injury(text)
      attendance.key.attendanceID = "\(index)"
      return attendance
    }
    #expect(fired(Self.injuries(2), timeline) == expected)
  }

  @Test func `an attendance that does not match continues no presentation`() {
    let timeline = [
      injury("2026-01-05 10:00"), visit("2026-01-06 05:00"), injury("2026-01-06 11:00"),
    ]
    #expect(fired(Self.injuries(2), timeline) == ["2026-01-06 2"])
  }

  @Test func `a continuation counts nothing when its presentation began before the window`() {
    let rule = rule(
      count: count(
        .exactly(0),
        of: .presentations(gapMinutes: 1440),
        within: CalendarPeriod(1, .days)
      )
    )
    let chain = [
      visit("2026-01-05 20:00"), visit("2026-01-06 19:00"), visit("2026-01-07 18:00"),
    ]
    #expect(fired(rule, chain) == ["2026-01-07 0"])
  }

  @Test func `days count once each`() {
    let rule = rule(count: count(.atLeast(2), of: .days))
    let timeline = [
      visit("2026-01-05 00:00"), visit("2026-01-05 23:59"), visit("2026-01-06 00:00"),
    ]
    #expect(fired(rule, timeline) == ["2026-01-06 2"])
  }

  @Test func `where never includes for`() {
    // Of the four attendances, one came when the birth date was not known.
    let rule = rule(for: under18, when: unplannedAtAE, count: count(.atLeast(3)))
    let timeline = [
      visit("2026-01-05") { $0.patient.birthDate = nil }, visit("2026-02-05"), visit("2026-03-05"),
    ]
    #expect(fired(rule, timeline) == ["2026-03-05 3"])
  }

  @Test func `a trigger need not itself match where`() {
    let rule = rule(
      when: field(.departmentType, "04"),
      count: count(.atLeast(2))
    )
    let timeline = [
      visit("2026-01-05"), visit("2026-02-05"),
      visit("2026-03-05") { $0.departmentType = "04" },
    ]
    #expect(fired(rule, timeline) == ["2026-03-05 2"])
  }

  @Test(arguments: [
    (Count.Threshold.atLeast(2), ["2026-02-05 2", "2026-03-05 3"]),
    (.exactly(2), ["2026-02-05 2"]),
    (.atMost(2), ["2026-01-05 1", "2026-02-05 2"]),
  ])
  func `a count reaches its threshold`(threshold: Count.Threshold, expected: [String]) {
    let timeline = [visit("2026-01-05"), visit("2026-02-05"), visit("2026-03-05")]
    #expect(fired(rule(count: count(threshold)), timeline) == expected)
  }

  @Test func `distinct counts different values, blank ones not`() {
    let rule = rule(
      count: count(
        .atLeast(3),
        where: .always,
        within: CalendarPeriod(90, .days),
        distinct: .siteCode
      )
    )
    let sites = ["A", "B", nil, "A", "C", "D"]
    let timeline = sites.enumerated().map { index, site in
      visit("2026-01-0\(index + 1)") { $0.siteCode = site }
    }
    #expect(fired(rule, timeline) == ["2026-01-05 3", "2026-01-06 4"])
  }
}
