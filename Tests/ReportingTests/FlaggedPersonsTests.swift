import AttendanceModel
import Reporting
import SeededRandom
import Testing

struct FlaggedPersonsTests {
  private func flagged() throws -> FlaggedPersons {
    let day = try #require(CivilDay("2026-03-04"))
    let persons = (0..<200).map { place in
      let arrival = Arrival(day.adding(days: place))
      return FlaggedPersons.Person(
        identity: "999 000 \(place)",
        age: .from1To4,
        visits: [.init(arrival: arrival, site: "RZ901")],
        lanes: [
          FlaggedPersons.Lane(
            rule: 0,
            triggers: 1,
            count: 1,
            window: arrival.day.adding(days: -30)...arrival.day,
            dots: [.init(visit: 0, standing: .counted, isTrigger: true)]
          )
        ]
      )
    }
    return FlaggedPersons(shown: persons, total: 200, isIdentifiable: true)
  }

  @Test func `random ids are different, keep no identity, and order the persons`() throws {
    var random = SplitMix64(seed: 1)
    let persons = try flagged().pseudonymous(using: &random)
    let ids = persons.shown.map(\.identity)
    #expect(Set(ids).count == 200 && ids == ids.sorted())
    #expect(!persons.isIdentifiable && !ids.contains { $0.contains("999") })
    #expect(persons.shown.allSatisfy { $0.visits[0].site.isEmpty })
  }

  @Test func `dates move by whole weeks, never by none, and together`() throws {
    var random = SplitMix64(seed: 2)
    let before = try flagged()
    let weekdays = before.shown.map(\.visits[0].arrival.day.weekday).sorted()
    let after = before.pseudonymous(using: &random)
    #expect(after.shown.map(\.visits[0].arrival.day.weekday).sorted() == weekdays)
    for person in after.shown {
      let lane = person.lanes[0]
      #expect(lane.window.upperBound == person.visits[0].arrival.day)
      #expect(lane.window.upperBound.days(since: lane.window.lowerBound) == 30)
    }
    let alone = FlaggedPersons(shown: [before.shown[0]], total: 1, isIdentifiable: true)
    for _ in 0..<300 {
      let moved = alone.pseudonymous(using: &random).shown[0].visits[0].arrival.day
      #expect(moved != before.shown[0].visits[0].arrival.day)
    }
  }

  @Test func `the same generator makes the same report`() throws {
    var (one, other) = (SplitMix64(seed: 5), SplitMix64(seed: 5))
    #expect(
      try flagged().pseudonymous(using: &one).shown == flagged().pseudonymous(using: &other).shown
    )
  }
}
