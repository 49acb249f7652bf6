package import AttendanceModel
package import RuleLanguage
import WindowCounting

extension RuleEngine {
  /// How far outside the window an attendance is still shown, to either side.
  package static let evidenceMargin = CalendarPeriod(1, .months)

  /// The attendances that counted for a trigger, and those near it that did not, each with its
  /// reason, in S1's order.
  ///
  /// Near is inside the window, or outside it by at most `evidenceMargin`. A rule without a count
  /// has the triggering attendance alone. With `distinct`, every attendance that carries a value
  /// in the window counts.
  /// - Parameters:
  ///   - trigger: A trigger of one of the engine's rule versions on this timeline.
  ///   - timeline: The person's live attendances in S1's order.
  /// - Returns: Nil when the engine does not hold the trigger's rule version.
  package func evidence(for trigger: Trigger, in timeline: [Attendance]) -> [Evidence]? {
    rules.first { $0.name == trigger.rule && $0.version == trigger.ruleVersion }
      .map { evidenceTable(of: $0, in: timeline).evidence(for: trigger) }
  }

  /// What ``evidence(for:in:)`` looks up, for several triggers of one rule version.
  ///
  /// - Parameters:
  ///   - rule: A rule version.
  ///   - timeline: The person's live attendances in S1's order.
  /// - Returns: The table.
  package func evidenceTable(of rule: Rule, in timeline: [Attendance]) -> EvidenceTable {
    EvidenceTable(of: rule, in: timeline, leftBeforeSeen: leftBeforeSeen)
  }
}

extension RuleEngine {
  /// The attendances that count for a rule at one of them, whether or not it triggers there.
  ///
  /// - Parameters:
  ///   - attendance: One of the timeline's.
  ///   - rule: One of the engine's rule versions.
  ///   - timeline: The person's live attendances in S1's order.
  /// - Returns: Those that count, and those near that do not, in S1's order.
  package func evidence(at attendance: Attendance, of rule: Rule, in timeline: [Attendance])
    -> [Evidence]
  {
    let day = attendance.arrival.day
    let trigger = Trigger(
      rule: rule.name,
      ruleVersion: rule.version,
      attendance: attendance.key,
      arrival: attendance.arrival,
      count: 0,
      window: (rule.count?.window.firstDay(for: day) ?? day)...day
    )
    return evidence(for: trigger, in: timeline) ?? []
  }
}
