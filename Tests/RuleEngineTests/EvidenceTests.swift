import AttendanceModel
import RuleEngine
import RuleLanguage
import Testing

struct EvidenceTests {
  private static let frequent = rule("frequent", when: unplannedAtAE, count: count(.atLeast(2)))

  /// `id: standing` of each attendance shown for the last trigger of a rule.
  private func shown(_ rule: Rule, _ timeline: [Attendance]) throws -> [String] {
    let engine = RuleEngine(rules: [rule], leftBeforeSeen: ["left"])
    let trigger = try #require(engine.triggers(in: timeline, identified: true).last)
    let evidence = try #require(engine.evidence(for: trigger, in: timeline))
    return evidence.map { item in
      let standing =
        switch item.standing {
        case .counted: "counted"
        case .countedWith(let remarks):
          "counted, \(remarks.map(\.rawValue).joined(separator: ", "))"
        case .notCounted(let reason): reason.rawValue
        }
      return "\(item.attendance.attendanceID): \(standing)"
    }
  }

  @Test func `each attendance says how it stands`() throws {
    let timeline = [
      visit("2025-12-04"),
      visit("2025-12-05"),
      visit("2026-01-04"),
      visit("2026-01-05"),
      visit("2026-02-01") { $0.category = .planned },
      visit("2026-02-02") { $0.departmentType = "04" },
      visit("2026-02-03") {
        $0.departmentType = "04"
        $0.category = .planned
      },
      visit("2026-02-04") { $0.departmentType = nil },
      visit("2026-02-05") { $0.category = .deadOnArrival },
      visit("2026-02-06") { $0.category = .notRecorded },
      visit("2026-02-07") { $0.dischargeStatus = "left" },
      visit("2026-02-08") { $0.diagnoses = [Attendance.Diagnosis(code: "left")] },
      visit("2026-07-05"),
      visit("2026-07-06") { $0.category = .planned },
      visit("2026-08-05") { $0.category = .planned },
      visit("2026-08-06") { $0.category = .planned },
    ]
    let found = try shown(Self.frequent, timeline)
    #expect(
      found == [
        "2025-12-05: before-window",
        "2026-01-04: before-window",
        "2026-01-05: counted",
        "2026-02-01: planned-follow-up",
        "2026-02-02: other-department",
        "2026-02-03: other-department",
        "2026-02-04: unknown",
        "2026-02-05: does-not-match",
        "2026-02-06: counted, category-not-recorded",
        "2026-02-07: counted, left-before-seen",
        "2026-02-08: counted, left-before-seen",
        "2026-07-05: counted",
        "2026-07-06: after-trigger",
        "2026-08-05: after-trigger",
      ]
    )
  }

  @Test func `a continuation is part of a presentation, wherever that began`() throws {
    let rule = rule(
      count: count(
        .atLeast(1),
        of: .presentations(gapMinutes: 1440),
        within: CalendarPeriod(2, .days)
      )
    )
    let timeline = [
      visit("2026-01-05 20:00"), visit("2026-01-06 19:00"), visit("2026-01-08 10:00"),
      visit("2026-01-08 12:00"),
    ]
    #expect(
      try shown(rule, timeline) == [
        "2026-01-05 20:00: before-window",
        "2026-01-06 19:00: same-presentation",
        "2026-01-08 10:00: counted",
        "2026-01-08 12:00: same-presentation",
      ]
    )
  }

  @Test func `of days, the first attendance of each counts`() throws {
    let rule = rule(count: count(.atLeast(1), of: .days))
    let timeline = [visit("2026-01-08 10:00"), visit("2026-01-08 12:00")]
    #expect(
      try shown(rule, timeline) == ["2026-01-08 10:00: counted", "2026-01-08 12:00: same-day"]
    )
  }

  @Test func `a rule without a count shows the triggering attendance alone`() throws {
    let timeline = [visit("2026-01-05"), visit("2026-01-06") { $0.category = .notRecorded }]
    #expect(try shown(rule(), timeline) == ["2026-01-06: counted, category-not-recorded"])
  }

  @Test func `a trigger of a rule that is not there has no evidence`() throws {
    let timeline = [visit("2026-01-05")]
    let trigger = try #require(triggers(of: [rule()], in: timeline).first)
    #expect(RuleEngine(rules: [rule(version: 2)]).evidence(for: trigger, in: timeline) == nil)
  }
}
