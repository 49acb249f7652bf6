import AttendanceModel
import RuleEngine
import RuleLanguage
import SeededRandom
import Testing

/// What answers alone say of a trigger's attendances, held to the whole evidence.
struct StandingsTests {
  @Test(arguments: RandomCases.seeds)
  func `standings are the evidence without remarks and reasons of the row`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let timeline = random.timeline().sorted { $0.position < $1.position }
    let engine = RuleEngine(rules: random.rules().filter { $0.count?.distinct == nil })
    let entries = engine.entries(of: timeline)
    for trigger in engine.triggers(in: timeline, identified: true) {
      let standings = engine.standings(for: trigger, in: entries[...]) { timeline[Int($0)].key }
      let evidence = try #require(engine.evidence(for: trigger, in: timeline))
      #expect(standings.map { timeline[Int($0.entry.row)].key } == evidence.map(\.attendance))
      #expect(standings.map { plain($0.standing) } == evidence.map { plain($0.standing) })
    }
  }

  private func plain(_ standing: Evidence.Standing) -> Evidence.Standing {
    switch standing {
    case .counted, .countedWith: .counted
    case .notCounted(.unknown), .notCounted(.plannedFollowUp), .notCounted(.otherDepartment):
      .notCounted(reason: .doesNotMatch)
    case .notCounted: standing
    }
  }
}
