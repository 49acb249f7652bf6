import AttendanceModel
import Testing

@testable import Reporting

/// Ages and stretches of time as a reader says them.
struct LengthOfTimeTests {
  private func day(_ text: String) throws -> CivilDay { try #require(CivilDay(text)) }

  @Test(arguments: [
    ("2026-06-01", "2026-06-10", "9 days"), ("2026-06-01", "2026-07-01", "1 month"),
    ("2026-06-01", "2026-07-02", "1 month 1 day"),
    ("2024-02-29", "2026-02-28", "23 months 30 days"),
    ("2024-02-29", "2026-03-01", "2 years"), ("2023-01-15", "2026-02-20", "3 years 1 month"),
  ])
  func `a time between visits is in complete months and days, then in years`(
    first: String,
    last: String,
    words: String
  ) throws {
    #expect(try LengthOfTime.words(from: day(first), to: day(last)) == words)
  }

  @Test(arguments: [
    ("2026-06-01", "0 days", "under 1 year"), ("2026-05-05", "27 days", "under 1 year"),
    ("2026-05-04", "4 weeks", "under 1 year"), ("2026-03-01", "3 months", "under 1 year"),
    ("2025-06-01", "12 months", "1 year"), ("2024-06-02", "23 months", "1 year"),
    ("2018-03-02", "8 years 2 months", "8 years"),
  ])
  func
    `an age is in the unit that people use for it, and in whole years where it must not be exact`(
      born: String,
      exact: String,
      rough: String
    ) throws
  {
    let age = Age.exact(born: try day(born), on: try day("2026-06-01"))
    #expect(LengthOfTime.age(age, isRough: false) == exact)
    #expect(LengthOfTime.age(age, isRough: true) == rough)
  }

  @Test func `an age that is recorded in years says no more, and an unknown one says so`() {
    #expect(LengthOfTime.age(.years(0), isRough: false) == "under 1 year")
    #expect(LengthOfTime.age(.years(7), isRough: false) == "7 years")
    #expect(LengthOfTime.age(.unknown, isRough: false) == "age not known")
  }
}
