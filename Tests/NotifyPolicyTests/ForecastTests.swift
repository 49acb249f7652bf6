import AttendanceModel
import NotifyPolicy
import SeededRandom
import Testing

/// The forecast, held to the policy itself.
struct ForecastTests {
  @Test(arguments: RandomCases.seeds)
  func `what is foreseen is what the policy tells when each trigger is seen on its day`(
    seed: UInt64
  ) {
    var random = SplitMix64(seed: seed)
    let again = RepeatPolicy(
      after: random.period(),
      countGrowsBy: random.once(in: 3) ? nil : random.choose([1, 2, 4])
    )
    let ruleClass = random.choose(RuleClass.allCases)
    let triggers = random.arrivals(upTo: 20).enumerated().map { place, arrival in
      Trigger(
        rule: "r",
        ruleVersion: 1,
        attendance: AttendanceKey(providerCode: "RZ9", attendanceID: String(place + 100)),
        arrival: arrival,
        count: random.choose([1, 2, 3, 4, 8]),
        window: arrival.day...arrival.day
      )
    }
    let outcome = NotifyPolicy(lateAfter: CalendarPeriod(30, .days)).outcome(
      triggers: triggers.map { SeenTrigger($0, firstSeen: $0.arrival.day, again: again) },
      notifications: [],
      ruleClass: ruleClass,
      tellsWhenLate: false
    )
    let foreseen = NotifyPolicy.forecast(
      triggers.map { NotifyPolicy.Foreseen(day: $0.arrival.day, count: $0.count) },
      again: again,
      ruleClass: ruleClass
    )
    #expect(
      foreseen == outcome.decided.filter { $0.decision == .tell }.map(\.trigger.arrival.day)
    )
  }
}
