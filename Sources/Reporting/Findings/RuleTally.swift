package import AttendanceModel
package import RuleEngine

/// What one rule found, as one thread saw it; sums may be made in any order.
package struct RuleTally: Sendable {
  /// The day of each trigger.
  package private(set) var triggers: [CivilDay] = []
  /// The day of each person's first trigger.
  package private(set) var firstTriggers: [CivilDay] = []
  /// The days on which somebody would have been told.
  package private(set) var told: [CivilDay] = []
  /// Persons by their age at their first trigger.
  package private(set) var ages = Array(repeating: 0, count: AgeGroup.allCases.count)
  /// Persons by the number of the site of their first trigger.
  package private(set) var sites: [Int: Int] = [:]
  /// Nil for a rule that counts nothing up to a threshold.
  package private(set) var map: ThresholdMap?

  /// - Parameter own: What the rule counts, if it counts.
  package init(_ own: ThresholdMap.Own?) {
    map = own.map { ThresholdMap($0) }
  }

  /// Takes a person's triggers, at least one, in S1's order, with those that were told.
  package mutating func take(
    triggers days: [CivilDay],
    told: [CivilDay],
    age: AgeGroup,
    site: Int
  ) {
    guard let first = days.first else { return }
    triggers += days
    firstTriggers.append(first)
    self.told += told
    ages[age.rawValue] += 1
    sites[site, default: 0] += 1
  }

  /// Takes what the rule counts on a person's timeline, flagged or not.
  package mutating func take(_ counted: CountedDays, isTold: Bool) {
    map?.take(counted, isTold: isTold)
  }

  package static func += (sum: inout Self, more: Self) {
    sum.triggers += more.triggers
    sum.firstTriggers += more.firstTriggers
    sum.told += more.told
    for group in sum.ages.indices { sum.ages[group] += more.ages[group] }
    sum.sites.merge(more.sites) { $0 + $1 }
    if let map = more.map { sum.map? += map }
  }
}
