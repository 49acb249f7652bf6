import AttendanceModel
import RuleLanguage
import Testing

/// Design S5: what lies in a window, seen through triggers.
struct WindowClauseTests {
  @Test(arguments: [
    ("2026-01-05", CalendarPeriod(6, .months), false, true),
    ("2026-01-04", CalendarPeriod(6, .months), false, false),
    ("2026-01-05", CalendarPeriod(6, .months), true, false),
    ("2026-01-06", CalendarPeriod(6, .months), true, true),
    ("2026-01-04", CalendarPeriod(182, .days), false, true),
    ("2026-01-03", CalendarPeriod(182, .days), false, false),
    ("2026-01-04", CalendarPeriod(26, .weeks), false, true),
    ("2026-01-03", CalendarPeriod(26, .weeks), false, false),
  ])
  func `an attendance counts from the lower bound on`(
    first: String,
    within: CalendarPeriod,
    excludesFirstDay: Bool,
    counts: Bool
  ) {
    let rule = rule(count: count(.atLeast(2), within: within, excludesFirstDay: excludesFirstDay))
    let found = fired(rule, [visit(first + " 23:59"), visit("2026-07-05 00:00")])
    #expect(found == (counts ? ["2026-07-05 2"] : []))
  }

  @Test(arguments: [
    ("2023-02-28", "2023-08-31", true), ("2023-02-27", "2023-08-31", false),
    ("2024-02-28", "2024-08-31", false), ("2024-02-29", "2024-08-31", true),
    ("2024-02-29", "2024-08-29", true), ("2024-02-29", "2024-08-30", true),
    ("2025-06-30", "2025-12-31", true), ("2025-06-29", "2025-12-30", false),
  ])
  func `months are clamped to the month's end`(first: String, last: String, counts: Bool) {
    let found = fired(rule(count: count(.atLeast(2))), [visit(first), visit(last)])
    #expect(found == (counts ? ["\(last) 2"] : []))
  }

  @Test func `nothing later in the order of attendances counts`() {
    let day = [
      visit("2026-03-01 10:00", id: "b"), visit("2026-03-01 10:00", id: "a"),
      visit("2026-03-01 09:00", id: "z"),
    ]
    let found = triggers(of: [rule(count: count(.atLeast(2)))], in: day)
    #expect(found.map(\.attendance.attendanceID) == ["a", "b"])
    #expect(found.map(\.count) == [2, 3])
  }

  @Test func `the order is date, time, provider, then id, as bytes`() {
    // Swift's own order of text would put the letter of two scalars after the one of one.
    let timeline = ["e\u{301}", "\u{E9}", "Z", "a"].map { visit("2026-03-01 10:00", id: $0) }
    let found = triggers(of: [rule(count: count(.atLeast(1)))], in: timeline)
    #expect(found.map(\.attendance.attendanceID.utf8.first) == [0x5A, 0x61, 0x65, 0xC3])
    #expect(found.map(\.count) == [1, 2, 3, 4])
  }

  @Test func `a trigger names its window by the lower bound date`() throws {
    let counted = rule(count: count(.atLeast(1), excludesFirstDay: true))
    let found = triggers(of: [counted, rule("plain")], in: [visit("2024-08-31")])
    #expect(found.map(\.rule) == ["plain", "sample"])
    #expect(found.map(\.window.lowerBound.description) == ["2024-08-31", "2024-02-29"])
    #expect(found.map(\.window.upperBound.description) == ["2024-08-31", "2024-08-31"])
    #expect(found.map(\.count) == [1, 1])
  }
}
