package import AttendanceModel

extension NotifyPolicy {
  /// A trigger of one rule and person, as far as a forecast needs it.
  package struct Foreseen: Hashable, Sendable {
    package var day: CivilDay
    package var count: Int

    package init(day: CivilDay, count: Int) {
      self.day = day
      self.count = count
    }
  }

  /// Which triggers would be told, had a run seen each on its own day and nothing before the first:
  /// what ``outcome(triggers:notifications:ruleClass:tellsWhenLate:since:)`` decides then.
  ///
  /// - Parameters:
  ///   - triggers: Those of one rule and person, in S1's order.
  ///   - again: The rule's `again`.
  ///   - ruleClass: Suspected harm is never covered.
  /// - Returns: The places of those told, in order.
  /// - Complexity: O(triggers).
  package static func forecast(
    _ triggers: [Foreseen],
    again: RepeatPolicy,
    ruleClass: RuleClass
  ) -> [Int] {
    guard ruleClass != .suspectedHarm, triggers.count > 1 else { return Array(triggers.indices) }
    var told: [Int] = []
    var near = HighestNear<CivilDay>()
    for (place, trigger) in triggers.enumerated() {
      let highest = near.highest { isNear($0, trigger.day, again) }
      guard highest.map({ hasGrown(trigger.count, over: $0, again) }) ?? true else { continue }
      told.append(place)
      near.tell(trigger.count, at: trigger.day)
    }
    return told
  }
}

extension NotifyPolicy {
  /// Forecasts of one rule over the same attendances with different thresholds and windows.
  ///
  /// Which attendances of a person are near each other is settled once. One thread's own.
  package struct Forecasts: Sendable {
    private let again: RepeatPolicy
    private let ruleClass: RuleClass
    private var days: [CivilDay] = []
    /// By attendance, the place of the first whose notification would be near.
    private var firstNear: [Int] = []
    private var near = HighestNear<Int>()

    package init(again: RepeatPolicy, ruleClass: RuleClass) {
      self.again = again
      self.ruleClass = ruleClass
    }

    /// Begins with another person.
    package mutating func begin() {
      firstNear.removeAll(keepingCapacity: true)
      days.removeAll(keepingCapacity: true)
    }

    /// Takes the day of the person's next attendance; days are taken in order.
    package mutating func take(_ day: CivilDay) {
      var first = firstNear.last ?? 0
      days.append(day)
      while !isNear(days[first], day, again) { first += 1 }
      firstNear.append(first)
    }

    /// How many would be told.
    ///
    /// - Parameters:
    ///   - counts: By attendance, what was counted there.
    ///   - threshold: From which count on an attendance is a trigger.
    /// - Returns: As many as ``forecast(_:again:ruleClass:)`` of the triggers gives.
    /// - Complexity: O(attendances).
    package mutating func told(_ counts: [Int], atLeast threshold: Int) -> Int {
      guard ruleClass != .suspectedHarm else { return counts.count { $0 >= threshold } }
      near.removeAll()
      var told = 0
      for place in counts.indices where counts[place] >= threshold {
        let highest = near.highest { $0 >= firstNear[place] }
        guard highest.map({ hasGrown(counts[place], over: $0, again) }) ?? true else { continue }
        told += 1
        near.tell(counts[place], at: place)
      }
      return told
    }
  }
}

/// The highest count told near a place that never goes back.
private struct HighestNear<Place: Sendable>: Sendable {
  /// What was told, in order, without what a later one is at least as high as: counts only fall.
  private var told: [(place: Place, count: Int)] = []
  /// Those before it are near no more.
  private var head = 0

  /// Makes ready for another person.
  mutating func removeAll() {
    told.removeAll(keepingCapacity: true)
    head = 0
  }

  /// Looks for the highest of what is near.
  ///
  /// - Parameter isNear: Whether a place is; once it is not, it never is again, nor is an earlier one.
  /// - Returns: Its count; nil when nothing is near.
  /// - Complexity: Amortised O(1).
  mutating func highest(_ isNear: (Place) -> Bool) -> Int? {
    while head < told.count, !isNear(told[head].place) { head += 1 }
    return head < told.count ? told[head].count : nil
  }

  /// Takes what is told, behind all that was told before.
  mutating func tell(_ count: Int, at place: Place) {
    while told.count > head, told[told.count - 1].count <= count { told.removeLast() }
    told.append((place, count))
  }
}
