import AttendanceModel
import Testing

struct CivilDayTests {
  @Test(arguments: [
    ("2026-08-31", -6, "2026-02-28"),
    ("2024-08-31", -6, "2024-02-29"),
    ("2024-02-29", -12, "2023-02-28"),
    ("2026-01-31", 1, "2026-02-28"),
    ("2026-05-15", -6, "2025-11-15"),
    ("2026-01-05", -24, "2024-01-05"),
  ])
  func `months clamp to the month's end`(day: String, months: Int, expected: String) throws {
    #expect(try #require(CivilDay(day)).adding(months: months).description == expected)
  }

  @Test func `every day of four centuries survives its calendar name`() throws {
    let first = try #require(CivilDay("1899-12-31"))
    for offset in 0..<146_098 {
      let day = first.adding(days: offset)
      let (year, month, dayOfMonth) = day.components
      #expect(CivilDay(year: year, month: month, day: dayOfMonth) == day)
    }
  }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "26-01-01", "2026/01/01", "2026-1-01", "２026-01-01", "",
  ])
  func `what is no date is unreadable`(text: String) {
    #expect(CivilDay(text) == nil)
  }

  @Test func `the epoch is a Thursday`() {
    #expect(CivilDay(rawValue: 0).description == "1970-01-01")
    #expect(CivilDay(rawValue: 0).weekday == 3)
  }
}
