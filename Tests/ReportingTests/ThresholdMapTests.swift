import AttendanceModel
import NotifyPolicy
import Reporting
import RuleEngine
import SeededRandom
import Testing
import WindowCounting

/// The threshold map, held to a count for every window and threshold.
struct ThresholdMapTests {
  private func own(_ random: inout SplitMix64) -> ThresholdMap.Own {
    ThresholdMap.Own(
      within: CalendarPeriod(random.choose([1, 6, 12, 24]), .months),
      excludesFirstDay: random.once(in: 3),
      atLeast: random.choose([2, 3, 4, 6]),
      again: RepeatPolicy(after: CalendarPeriod(6, .months), countGrowsBy: 2),
      ruleClass: .pattern
    )
  }

  /// How many count at a candidate, by the plain counter.
  private func count(
    _ candidate: CountedDays.Candidate,
    _ days: [CivilDay],
    _ window: Int,
    _ own: ThresholdMap.Own
  ) -> Int {
    PlainCount.count(
      .attendances,
      of: days.prefix(candidate.recorded).map { Arrival($0) },
      in: TrailingWindow(CalendarPeriod(window, .months), excludesFirstDay: own.excludesFirstDay),
      on: candidate.day
    )
  }

  @Test(arguments: RandomCases.seeds.prefix(60))
  func `every cell is what counting at every attendance gives`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let own = own(&random)
    var map = ThresholdMap(own)
    var plain: [[Int]] = ThresholdMap.windows.map { _ in ThresholdMap.thresholds.map { _ in 0 } }
    for _ in 0..<6 {
      let days = random.arrivals(upTo: 18).map(\.day)
      let candidates = days.indices.filter { _ in !random.once(in: 3) }.map {
        CountedDays.Candidate(day: days[$0], recorded: $0 + 1)
      }
      map.take(CountedDays(days: days, candidates: candidates), isTold: true)
      for window in ThresholdMap.windows {
        let most = candidates.map { count($0, days, window, own) }.max() ?? 0
        for threshold in ThresholdMap.thresholds where most >= threshold {
          plain[window - 1][threshold - 2] += 1
        }
      }
    }
    for window in ThresholdMap.windows {
      for threshold in ThresholdMap.thresholds {
        #expect(
          map.persons(window: window, threshold: threshold) == plain[window - 1][threshold - 2]
        )
      }
    }
  }

  @Test(arguments: RandomCases.seeds.prefix(60))
  func `what is told along the row and the column is what the policy tells`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let own = own(&random)
    var map = ThresholdMap(own)
    let days = random.arrivals(upTo: 18).map(\.day)
    let candidates = days.indices.map { CountedDays.Candidate(day: days[$0], recorded: $0 + 1) }
    map.take(CountedDays(days: days, candidates: candidates), isTold: true)
    let told = { (window: Int, threshold: Int) in
      NotifyPolicy.forecast(
        candidates.map { NotifyPolicy.Foreseen(day: $0.day, count: count($0, days, window, own)) }
          .filter { $0.count >= threshold },
        again: own.again,
        ruleClass: own.ruleClass
      ).count
    }
    #expect(map.toldByThreshold == ThresholdMap.thresholds.map { told(own.months ?? 0, $0) })
    #expect(map.toldByWindow == ThresholdMap.windows.map { told($0, own.atLeast) })
  }

  @Test func `sums do not depend on who took what`() throws {
    var random = SplitMix64(seed: 9)
    let own = own(&random)
    var (whole, one, other) = (ThresholdMap(own), ThresholdMap(own), ThresholdMap(own))
    for place in 0..<20 {
      let days = random.arrivals(upTo: 12).map(\.day)
      let candidates = days.indices.map { CountedDays.Candidate(day: days[$0], recorded: $0 + 1) }
      let counted = CountedDays(days: days, candidates: candidates)
      whole.take(counted, isTold: true)
      if place % 2 == 0 {
        one.take(counted, isTold: true)
      } else {
        other.take(counted, isTold: true)
      }
    }
    other += one
    #expect(other == whole)
  }
}
