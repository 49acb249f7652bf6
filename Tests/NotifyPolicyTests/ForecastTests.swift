import AttendanceModel
import SeededRandom
import Testing

@testable import NotifyPolicy

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
    let told = outcome.decided.filter { $0.decision == .tell }.map(\.trigger)
    #expect(foreseen.map { triggers[$0] } == told)
  }

  @Test(arguments: RandomCases.seeds)
  func `forecasts for several thresholds are the forecast of the triggers of each`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let again = RepeatPolicy(
      after: random.period(),
      countGrowsBy: random.choose([nil, 1, 4])
    )
    let ruleClass = random.choose(RuleClass.allCases)
    var forecasts = NotifyPolicy.Forecasts(again: again, ruleClass: ruleClass)
    for _ in 0..<3 {
      let days = random.arrivals(upTo: 12).map(\.day)
      let counts = days.map { _ in random.choose([1, 2, 3, 4, 8]) }
      forecasts.begin()
      for day in days { forecasts.take(day) }
      for threshold in 1...5 {
        let triggers = zip(days, counts).filter { $0.1 >= threshold }
          .map { NotifyPolicy.Foreseen(day: $0, count: $1) }
        #expect(
          forecasts.told(counts, atLeast: threshold)
            == NotifyPolicy.forecast(triggers, again: again, ruleClass: ruleClass).count
        )
      }
    }
  }

  @Test(arguments: RandomCases.seeds)
  func `two days are near by the calendar, however long its months are`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let again = RepeatPolicy(after: CalendarPeriod(random.choose([1, 2, 6, 12]), .months))
    let day = CivilDay(rawValue: 20_000 + Int32.random(in: 0..<1500, using: &random))
    for apart in 0..<400 {
      let earlier = day.adding(days: -apart)
      let isNear = earlier >= day.subtracting(again.after)
      #expect(NotifyPolicy.isNear(day, earlier, again) == isNear)
      #expect(NotifyPolicy.isNear(earlier, day, again) == isNear)
    }
  }
}
