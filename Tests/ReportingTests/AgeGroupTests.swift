import AttendanceModel
import Reporting
import Testing

/// Which group an age falls into, when it is known well enough to say.
struct AgeGroupTests {
  @Test func `a band of days within a group is in it, and across two is not known`() throws {
    let day = try #require(CivilDay("2026-03-01"))
    let band = { (days: ClosedRange<Int>) in
      AgeGroup(Age(at: day, born: nil, recorded: .days(days)))
    }
    #expect(band(0...27) == .under1)
    #expect(band(400...500) == .from1To4)
    #expect(band(300...400) == .unknown)
  }

  @Test func `complete years decide`() {
    for (years, group) in [
      (0, AgeGroup.under1), (1, .from1To4), (4, .from1To4), (5, .from5To9), (14, .from10To14),
      (17, .from15To17), (18, .adult),
    ] {
      #expect(AgeGroup(.years(years)) == group)
    }
    #expect(AgeGroup(.unknown) == .unknown)
  }
}
