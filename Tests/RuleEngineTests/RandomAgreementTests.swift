import AttendanceModel
import RuleEngine
import RuleLanguage
import SeededRandom
import Testing

/// The fast engine held to the plain one, and to what must not change an answer.
struct RandomAgreementTests {
  @Test(arguments: RandomCases.seeds)
  func `both engines find the same triggers`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let rules = random.rules()
    for _ in 0..<4 {
      let timeline = random.timeline()
      let identified = !random.once(in: 4)
      let ordered = timeline.sorted { $0.position < $1.position }
      let fast = RuleEngine(rules: rules).triggers(in: ordered, identified: identified)
      let plain = ReferenceEngine(rules: rules).triggers(in: timeline, identified: identified)
      #expect(fast == plain)
    }
  }

  @Test(arguments: RandomCases.seeds)
  func `what comes later changes nothing earlier`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let timeline = random.timeline().sorted { $0.position < $1.position }
    let rules = random.rules()
    let engine = RuleEngine(rules: rules)
    let whole = engine.triggers(in: timeline, identified: true)
    let past = Array(timeline.prefix(timeline.count / 2))
    let known = Set(past.map(\.key))
    #expect(
      engine.triggers(in: past, identified: true)
        == whole.filter { known.contains($0.attendance) }
    )
  }

  @Test(arguments: RandomCases.seeds)
  func `evidence shows as many counted as the trigger says`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let timeline = random.timeline().sorted { $0.position < $1.position }
    let engine = RuleEngine(rules: random.rules())
    for trigger in engine.triggers(in: timeline, identified: true) {
      let rule = engine.rules.first {
        $0.name == trigger.rule && $0.version == trigger.ruleVersion
      }
      guard rule?.count?.distinct == nil else { continue }
      let counted = engine.evidence(for: trigger, in: timeline)?.count { $0.standing.isCounted }
      #expect(counted == trigger.count)
    }
  }

  @Test(arguments: RandomCases.seeds)
  func `the latest that counted are the last of the evidence`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let timeline = random.timeline().sorted { $0.position < $1.position }
    let engine = RuleEngine(rules: random.rules())
    for trigger in engine.triggers(in: timeline, identified: true) {
      let rule = try #require(
        engine.rules.first { $0.name == trigger.rule && $0.version == trigger.ruleVersion }
      )
      let table = engine.evidenceTable(of: rule, in: timeline)
      let all = table.evidence(for: trigger).filter(\.standing.isCounted).map(\.attendance)
      for most in [0, 1, 2, 5, 100] {
        let latest = table.latestCounted(for: trigger, atMost: most)
        #expect(latest.attendances == all.suffix(most) && latest.areAll == (all.count <= most))
      }
    }
  }

  @Test(arguments: RandomCases.seeds)
  func `an answer hangs on unknown tests exactly when it is unknown`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let condition = random.condition(depth: 3)
    for attendance in random.timeline() {
      let evaluator = ConditionEvaluator(attendance)
      let tests = evaluator.unknownTests(in: condition)
      #expect(tests.isEmpty == (evaluator.answer(condition) != .unknown))
      if evaluator.answer(condition) == .yes {
        #expect(evaluator.answerAssumingAgeHolds(condition) == .yes)
      }
    }
  }
}
