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
    _ triggers: some Collection<Foreseen>,
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
