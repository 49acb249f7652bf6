import AttendanceModel
import Testing

struct CalendarMonthsTests {
  @Test(arguments: [
    "2024-02-29", "2025-02-28", "2025-08-31", "2026-03-31", "2026-04-30", "2026-01-01",
  ])
  func `the reach is the smallest window that holds the day`(text: String) throws {
    let day = try #require(CivilDay(text))
    for back in 0..<800 {
      let earlier = day.adding(days: -back)
      let window = (0...30).first { day.adding(months: -$0) <= earlier }
      let strict = (0...30).first { day.adding(months: -$0) < earlier }
      let (last, first) = (CalendarMonths(day), CalendarMonths(earlier))
      #expect(last.reach(to: first) == window)
      #expect(last.reach(to: first, excludesFirstDay: true) == strict)
    }
  }
}
