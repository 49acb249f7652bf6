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
  /// - Returns: The days told, in order.
  /// - Complexity: O(triggers × those told near each).
  package static func forecast(
    _ triggers: [Foreseen],
    again: RepeatPolicy,
    ruleClass: RuleClass
  ) -> [CivilDay] {
    guard ruleClass != .suspectedHarm, triggers.count > 1 else { return triggers.map(\.day) }
    var told: [Foreseen] = []
    for trigger in triggers {
      // Days never decrease, so that those near are the last ones.
      var highest: Int?
      for earlier in told.reversed() {
        guard isNear(earlier.day, trigger.day, again) else { break }
        highest = max(highest ?? 0, earlier.count)
      }
      if highest.map({ hasGrown(trigger.count, over: $0, again) }) ?? true { told.append(trigger) }
    }
    return told.map(\.day)
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
    /// Places told so far.
    private var told: [Int] = []

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
    /// - Complexity: O(attendances × those told near each).
    package mutating func told(_ counts: [Int], atLeast threshold: Int) -> Int {
      guard ruleClass != .suspectedHarm else { return counts.count { $0 >= threshold } }
      told.removeAll(keepingCapacity: true)
      for place in counts.indices where counts[place] >= threshold {
        var highest: Int?
        for earlier in told.reversed() {
          guard earlier >= firstNear[place] else { break }
          highest = max(highest ?? 0, counts[earlier])
        }
        if highest.map({ hasGrown(counts[place], over: $0, again) }) ?? true { told.append(place) }
      }
      return told.count
    }
  }
}
