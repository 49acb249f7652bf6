package import AttendanceModel
package import RuleLanguage

/// What one rule version makes of one attendance: fired, or which of its parts stood in the way.
package struct RuleAnswer: Sendable {
  package var rule: Rule
  /// The attendance as its row records it.
  package var record: Attendance
  /// Whether this version is the one of its rule in force on the day.
  package var isInForce: Bool
  /// Whether the rule is about somebody whom no identity names (design S3).
  package var lacksIdentity: Bool
  /// Why `for` is not yes; empty when it is.
  package var populationUnmet: [UnmetDemand]
  /// Why `when` is not yes; empty when it is.
  package var conditionUnmet: [UnmetDemand]
  /// How many the window holds; nil for a rule without a count.
  package var count: Int?
  /// The days of the window; the day alone for a rule without a count.
  package var window: ClosedRange<CivilDay>

  /// Which attendance the answer is about.
  package var attendance: AttendanceKey { record.key }
  /// When it was.
  package var arrival: Arrival { record.arrival }

  /// Whether the attendance is one at which the rule would count: all but the threshold.
  package var isCandidate: Bool {
    isInForce && !lacksIdentity && populationUnmet.isEmpty && conditionUnmet.isEmpty
  }

  /// Whether the rule fires (design S8).
  package var fires: Bool { isCandidate && reachesThreshold }

  /// Whether the count meets the threshold; so it does without a count.
  package var reachesThreshold: Bool {
    guard let count, let threshold = rule.count?.threshold else { return true }
    return threshold.isReached(by: count)
  }

  /// The trigger that the attendance is, or would be.
  package var trigger: Trigger {
    Trigger(
      rule: rule.name,
      ruleVersion: rule.version,
      attendance: attendance,
      arrival: arrival,
      count: count ?? 1,
      window: window
    )
  }
}

extension ReferenceEngine {
  /// What each rule version makes of each attendance, by rule version, then in S1's order.
  ///
  /// - Complexity: O(rules × attendances²); for one person, where a reader wants reasons.
  package func answers(in timeline: [Attendance], identified: Bool) -> [RuleAnswer] {
    let history = timeline.sorted { $0.position < $1.position }
    return rules.flatMap { rule in
      history.indices.map { answer(of: rule, at: $0, in: history, identified: identified) }
    }
  }

  private func answer(
    of rule: Rule,
    at index: Int,
    in history: [Attendance],
    identified: Bool
  ) -> RuleAnswer {
    let attendance = history[index]
    let day = attendance.arrival.day
    let evaluator = ConditionEvaluator(attendance)
    return RuleAnswer(
      rule: rule,
      record: attendance,
      isInForce: isInForce(rule, on: day),
      lacksIdentity: !identified && rule.ruleClass != .suspectedHarm,
      populationUnmet: evaluator.unmet(in: rule.population),
      conditionUnmet: evaluator.unmet(in: rule.condition),
      count: rule.count.map { Self.count($0, upTo: index, in: history) },
      window: (rule.count.map { day.subtracting($0.within) } ?? day)...day
    )
  }
}
