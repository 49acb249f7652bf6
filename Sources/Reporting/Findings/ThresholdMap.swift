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
  /// By threshold, then by window from 0 on, in one row: persons whom no smaller window flags.
  private var smallest: [Int]
  /// What would be told with the own window and each threshold.
  package private(set) var toldByThreshold: [Int]
  /// What would be told with the own threshold and each window.
  package private(set) var toldByWindow: [Int]
  /// Persons by their highest count in the own window.
  private(set) var personsByHighest: [Int] = []

  private var scratch: Scratch

  package init(_ own: Own) {
    self.own = own
    smallest = Array(repeating: 0, count: Self.thresholds.count * Self.stride)
    toldByThreshold = Self.thresholds.map { _ in 0 }
    toldByWindow = Self.windows.map { _ in 0 }
    scratch = Scratch(own)
  }

  private static let stride = windows.upperBound + 1

  /// How many persons have an attendance at which so many lie in such a window.
  package func persons(window: Int, threshold: Int) -> Int {
    let first = (threshold - Self.thresholds.lowerBound) * Self.stride
    return smallest[first...first + window].reduce(0, +)
  }

  /// Takes one person.
  ///
  /// - Parameters:
  ///   - counted: What the rule counts.
  ///   - isTold: Whether letters and alerts about the person may be sent: there is an identity.
  package mutating func take(_ counted: CountedDays, isTold: Bool) {
    if counted.isOneAlone, own.atLeast > 1 { return note(highest: 1) }
    scratch.begin(counted)
    takeSmallest()
    let highest = scratch.ownCounts.max() ?? 0
    note(highest: highest)
    guard isTold, highest >= Self.thresholds.lowerBound || counted.days.count >= own.atLeast
    else { return }
    scratch.forecasts.begin()
    for candidate in counted.candidates { scratch.forecasts.take(candidate.day) }
    takeToldByThreshold(upTo: highest)
    if counted.days.count >= own.atLeast { takeToldByWindow() }
  }

  package static func += (sum: inout Self, more: Self) {
    for place in sum.smallest.indices { sum.smallest[place] += more.smallest[place] }
    for place in sum.toldByThreshold.indices {
      sum.toldByThreshold[place] += more.toldByThreshold[place]
    }
    for window in sum.toldByWindow.indices { sum.toldByWindow[window] += more.toldByWindow[window] }
    while sum.personsByHighest.count < more.personsByHighest.count {
      sum.personsByHighest.append(0)
    }
    for (count, persons) in more.personsByHighest.enumerated() {
      sum.personsByHighest[count] += persons
    }
  }

  private mutating func note(highest: Int) {
    while personsByHighest.count <= highest { personsByHighest.append(0) }
    personsByHighest[highest] += 1
  }

  /// Finds for each threshold the smallest window that flags the person: at each candidate, how
  /// far back the last so many days reach.
  private mutating func takeSmallest() {
    for (place, threshold) in Self.thresholds.enumerated() {
      var least = Int.max
      for candidate in scratch.starts.indices.dropLast() {
        let last = scratch.starts[candidate] + threshold - 1
        if last < scratch.starts[candidate + 1] { least = min(least, scratch.months[last]) }
      }
      // Who has too few for one threshold has too few for any higher one.
      guard least <= Self.windows.upperBound else { return }
      smallest[place * Self.stride + least] += 1
    }
  }

  private mutating func takeToldByThreshold(upTo highest: Int) {
    var previous = (triggers: -1, told: 0)
    for (place, threshold) in Self.thresholds.enumerated() where threshold <= highest {
      let triggers = scratch.ownCounts.count { $0 >= threshold }
      if triggers != previous.triggers {
        previous = (triggers, scratch.forecasts.told(scratch.ownCounts, atLeast: threshold))
      }
      toldByThreshold[place] += previous.told
    }
  }

  private mutating func takeToldByWindow() {
    var next = scratch.narrowest()
    var told = 0
    for window in Self.windows {
      if window == next {
        next = scratch.widen(to: window)
        told = scratch.forecasts.told(scratch.counts, atLeast: own.atLeast)
      }
      toldByWindow[window - Self.windows.lowerBound] += told
    }
  }

  /// What is worked out once for a person and asked for every window and threshold.
  ///
  /// Kept from one person to the next for its memory alone: it is no part of the map.
  private struct Scratch: Hashable, Sendable {
    private let own: Own
    /// By candidate, where its distances begin; one more for the end.
    private(set) var starts: [Int] = []
    /// Months from a candidate back to each counted day, the latest first, as far as windows go.
    private(set) var months: [Int] = []
    /// By candidate, the count in the rule's own window.
    private(set) var ownCounts: [Int] = []
    /// By candidate, the count in a window that ``widen(to:)`` has reached.
    var counts: [Int] = []
    var forecasts: NotifyPolicy.Forecasts
    private var days: [CalendarMonths] = []

    init(_ own: Own) {
      self.own = own
      forecasts = NotifyPolicy.Forecasts(again: own.again, ruleClass: own.ruleClass)
    }

    static func == (_: Self, _: Self) -> Bool { true }
    func hash(into _: inout Hasher) {}

    mutating func begin(_ counted: CountedDays) {
      days.removeAll(keepingCapacity: true)
      for day in counted.days { days.append(CalendarMonths(day)) }
      starts.removeAll(keepingCapacity: true)
      months.removeAll(keepingCapacity: true)
      ownCounts.removeAll(keepingCapacity: true)
      for candidate in counted.candidates {
        starts.append(months.count)
        let isCounted =
          candidate.recorded > 0 && counted.days[candidate.recorded - 1] == candidate.day
        let last = isCounted ? days[candidate.recorded - 1] : CalendarMonths(candidate.day)
        var place = candidate.recorded
        while place > 0 {
          place -= 1
          let back = last.reach(to: days[place], excludesFirstDay: own.excludesFirstDay)
          guard back <= ThresholdMap.windows.upperBound else { break }
          months.append(max(back, 1))
        }
        ownCounts.append(ownCount(candidate, counted.days))
      }
      starts.append(months.count)
    }

    /// Counts anew, in no window yet; returns the narrowest that holds anything.
    mutating func narrowest() -> Int {
      counts.removeAll(keepingCapacity: true)
      for _ in ownCounts { counts.append(0) }
      return widen(to: 0)
    }

    /// Counts in a window that is wider than the last one; returns the next that holds more.
    mutating func widen(to window: Int) -> Int {
      var next = Int.max
      for candidate in counts.indices {
        var place = starts[candidate] + counts[candidate]
        while place < starts[candidate + 1], months[place] <= window { place += 1 }
        counts[candidate] = place - starts[candidate]
        if place < starts[candidate + 1] { next = min(next, months[place]) }
      }
      return next
    }

    private func ownCount(_ candidate: CountedDays.Candidate, _ days: [CivilDay]) -> Int {
      if let own = own.months, ThresholdMap.windows.contains(own) {
        return months[starts[starts.count - 1]...].prefix { $0 <= own }.count
      }
      let lower = candidate.day.subtracting(own.within)
      return days[..<candidate.recorded].reversed().prefix {
        own.excludesFirstDay ? lower < $0 : lower <= $0
      }.count
    }
  }
}

extension CountedDays {
  /// Whether there is one attendance, which counts and could have set the rule off.
  fileprivate var isOneAlone: Bool {
    days.count == 1 && candidates.count == 1 && candidates[0].recorded == 1
      && candidates[0].day == days[0]
  }
}
