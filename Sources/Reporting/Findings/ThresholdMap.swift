package import AttendanceModel
import NotifyPolicy
package import RuleEngine

/// How many persons a rule would flag with any window of 1 to 24 months and any threshold of 2 to
/// 12, and what would be told along the rule's own row and column.
///
/// For each person and threshold there is a smallest window that flags, which says all about that
/// person: so a person costs a few comparisons, and no window is counted through. The obvious way,
/// a count for every window and threshold, is in the tests, which hold this one to it.
package struct ThresholdMap: Hashable, Sendable {
  package static let windows = 1...24
  package static let thresholds = 2...12

  /// The rule whose numbers are varied.
  package struct Own: Hashable, Sendable {
    package var within: CalendarPeriod
    package var excludesFirstDay: Bool
    package var atLeast: Int
    package var again: RepeatPolicy
    package var ruleClass: RuleClass

    package init(
      within: CalendarPeriod,
      excludesFirstDay: Bool,
      atLeast: Int,
      again: RepeatPolicy,
      ruleClass: RuleClass
    ) {
      self.within = within
      self.excludesFirstDay = excludesFirstDay
      self.atLeast = atLeast
      self.again = again
      self.ruleClass = ruleClass
    }

    /// The window in months, when it is a whole number of them.
    package var months: Int? {
      switch within.unit {
      case .months: within.amount
      case .years: within.amount * 12
      case .days, .weeks: nil
      }
    }
  }

  package let own: Own
  /// By threshold, then by window from 0 on: persons whom no smaller window flags.
  private var smallest: [[Int]]
  /// What would be told with the own window and each threshold.
  package private(set) var toldByThreshold: [Int]
  /// What would be told with the own threshold and each window.
  package private(set) var toldByWindow: [Int]
  /// Persons by their highest count in the own window.
  private(set) var personsByHighest: [Int] = []

  package init(_ own: Own) {
    self.own = own
    smallest = Self.thresholds.map { _ in Array(repeating: 0, count: Self.windows.upperBound + 1) }
    toldByThreshold = Self.thresholds.map { _ in 0 }
    toldByWindow = Self.windows.map { _ in 0 }
  }

  /// How many persons have an attendance at which so many lie in such a window.
  package func persons(window: Int, threshold: Int) -> Int {
    smallest[threshold - Self.thresholds.lowerBound][...window].reduce(0, +)
  }

  /// Takes one person.
  ///
  /// - Parameters:
  ///   - counted: What the rule counts.
  ///   - isTold: Whether letters and alerts about the person may be sent: there is an identity.
  package mutating func take(_ counted: CountedDays, isTold: Bool) {
    let months = counted.days.count < 2 ? [] : counted.days.map { CalendarMonths($0) }
    takeSmallest(counted, months)
    let ownCounts = counted.candidates.map { ownCount($0, counted.days) }
    let highest = ownCounts.max() ?? 0
    while personsByHighest.count <= highest { personsByHighest.append(0) }
    personsByHighest[highest] += 1
    guard isTold else { return }
    takeToldByThreshold(counted.candidates, ownCounts, upTo: highest)
    if counted.days.count >= own.atLeast { takeToldByWindow(counted, months) }
  }

  package static func += (sum: inout Self, more: Self) {
    for threshold in sum.smallest.indices {
      for window in sum.smallest[threshold].indices {
        sum.smallest[threshold][window] += more.smallest[threshold][window]
      }
      sum.toldByThreshold[threshold] += more.toldByThreshold[threshold]
    }
    for window in sum.toldByWindow.indices { sum.toldByWindow[window] += more.toldByWindow[window] }
    while sum.personsByHighest.count < more.personsByHighest.count {
      sum.personsByHighest.append(0)
    }
    for (count, persons) in more.personsByHighest.enumerated() {
      sum.personsByHighest[count] += persons
    }
  }

  /// Finds for each threshold the smallest window that flags the person: at each candidate, how
  /// far back the last so many days reach.
  private mutating func takeSmallest(_ counted: CountedDays, _ months: [CalendarMonths]) {
    guard counted.days.count >= Self.thresholds.lowerBound else { return }
    for (place, threshold) in Self.thresholds.enumerated() where threshold <= months.count {
      var least = Int.max
      for candidate in counted.candidates where candidate.recorded >= threshold {
        least = min(least, reach(candidate, months, of: threshold))
      }
      if least <= Self.windows.upperBound { smallest[place][least] += 1 }
    }
  }

  /// The smallest window, at least one month, that holds so many days at a candidate.
  private func reach(
    _ candidate: CountedDays.Candidate,
    _ months: [CalendarMonths],
    of threshold: Int
  ) -> Int {
    let last = CalendarMonths(candidate.day)
    let earliest = months[candidate.recorded - threshold]
    return max(last.reach(to: earliest, excludesFirstDay: own.excludesFirstDay), 1)
  }

  private func ownCount(_ candidate: CountedDays.Candidate, _ days: [CivilDay]) -> Int {
    let lower = candidate.day.subtracting(own.within)
    var count = 0
    for day in days[..<candidate.recorded].reversed() {
      guard own.excludesFirstDay ? lower < day : lower <= day else { break }
      count += 1
    }
    return count
  }

  private mutating func takeToldByThreshold(
    _ candidates: [CountedDays.Candidate],
    _ counts: [Int],
    upTo highest: Int
  ) {
    var previous: (triggers: [NotifyPolicy.Foreseen], told: Int) = ([], 0)
    for (place, threshold) in Self.thresholds.enumerated() where threshold <= highest {
      let triggers = candidates.indices.filter { counts[$0] >= threshold }.map {
        NotifyPolicy.Foreseen(day: candidates[$0].day, count: counts[$0])
      }
      if triggers.count != previous.triggers.count { previous = (triggers, told(triggers)) }
      toldByThreshold[place] += previous.told
    }
  }

  private mutating func takeToldByWindow(_ counted: CountedDays, _ months: [CalendarMonths]) {
    var previous: (triggers: [NotifyPolicy.Foreseen], told: Int) = ([], 0)
    let reaches = counted.candidates.map { daysBack($0, months) }
    for (place, window) in Self.windows.enumerated() {
      let triggers = counted.candidates.indices.compactMap { index in
        let count = reaches[index].prefix { $0 <= window }.count
        return count >= own.atLeast
          ? NotifyPolicy.Foreseen(day: counted.candidates[index].day, count: count) : nil
      }
      if triggers != previous.triggers { previous = (triggers, told(triggers)) }
      toldByWindow[place] += previous.told
    }
  }

  /// How far back each day counted at a candidate lies, the latest first, as far as a window goes.
  private func daysBack(_ candidate: CountedDays.Candidate, _ months: [CalendarMonths]) -> [Int] {
    let last = CalendarMonths(candidate.day)
    var reaches: [Int] = []
    for month in months[..<candidate.recorded].reversed() {
      let reach = max(last.reach(to: month, excludesFirstDay: own.excludesFirstDay), 1)
      guard reach <= Self.windows.upperBound else { break }
      reaches.append(reach)
    }
    return reaches
  }

  private func told(_ triggers: [NotifyPolicy.Foreseen]) -> Int {
    NotifyPolicy.forecast(triggers, again: own.again, ruleClass: own.ruleClass).count
  }
}
