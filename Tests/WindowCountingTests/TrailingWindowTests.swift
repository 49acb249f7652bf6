import AttendanceModel
import Testing
import WindowCounting

struct TrailingWindowTests {
  @Test(arguments: [
    ("2026-07-05", CalendarPeriod(6, .months), false, "2026-01-05"),
    ("2026-07-05", CalendarPeriod(6, .months), true, "2026-01-06"),
    ("2023-08-31", CalendarPeriod(6, .months), false, "2023-02-28"),
    ("2024-08-31", CalendarPeriod(6, .months), false, "2024-02-29"),
    ("2024-08-31", CalendarPeriod(6, .months), true, "2024-03-01"),
    ("2025-02-28", CalendarPeriod(12, .months), false, "2024-02-28"),
    ("2024-02-29", CalendarPeriod(1, .years), false, "2023-02-28"),
    ("2026-07-05", CalendarPeriod(182, .days), false, "2026-01-04"),
    ("2026-07-05", CalendarPeriod(26, .weeks), false, "2026-01-04"),
  ])
  func `a window begins on`(
    day: String,
    within: CalendarPeriod,
    excludesFirstDay: Bool,
    expected: String
  ) throws {
    let window = TrailingWindow(within, excludesFirstDay: excludesFirstDay)
    let trigger = try #require(CivilDay(day))
    let first = try #require(CivilDay(expected))
    #expect(window.firstDay(for: trigger) == first)
    #expect(PlainCount.contains(first, window: window, on: trigger))
    #expect(!PlainCount.contains(first.adding(days: -1), window: window, on: trigger))
    #expect(PlainCount.contains(trigger, window: window, on: trigger))
    #expect(!PlainCount.contains(trigger.adding(days: 1), window: window, on: trigger))
  }

  @Test(arguments: [1, 2, 3, 5, 6, 11, 12, 13, 18, 24, 48])
  func `a later day never has an earlier lower bound`(months: Int) throws {
    let window = TrailingWindow(CalendarPeriod(months, .months))
    // Nine years around a century without a leap day, and with every month's end.
    var day = try #require(CivilDay("2095-01-01"))
    var bound = window.lowerBound(for: day)
    for _ in 0..<3_300 {
      day = day.adding(days: 1)
      let next = window.lowerBound(for: day)
      #expect(bound <= next)
      bound = next
    }
  }
}
