import AttendanceModel
import RuleEngine
import RuleLanguage

extension RuleAnswer {
  /// Fired or not, and what stood in the way, as a clause.
  func verdict(_ phrases: ConditionPhrases) -> String {
    if !isInForce { return "not fired: this version is not in force on that day" }
    if lacksIdentity { return "not fired: nobody knows who came" }
    let unmet =
      populationUnmet.map { $0.reason("for", phrases) }
      + conditionUnmet.map { $0.reason("when", phrases) }
    if !unmet.isEmpty { return "not fired: \(unmet.joined(separator: "; "))" }
    guard let count, let wanted = rule.count else { return "fired" }
    let counted = "\(count) \(wanted.unitWord(count)) counted, \(wanted.threshold.phrase) needed"
    return fires ? "fired: \(counted)" : "not fired: \(counted)"
  }
}

extension UnmetDemand {
  /// What is asked for, and that it is not so, or not known.
  func reason(_ part: String, _ phrases: ConditionPhrases) -> String {
    isOpen
      ? "“\(part)” asks \(wanted("whether", phrases)), which the record does not say"
      : "“\(part)” asks \(wanted("that", phrases)), which is not so"
  }

  /// The alternatives as clauses, `that …, or that …`.
  func wanted(_ conjunction: String, _ phrases: ConditionPhrases) -> String {
    alternatives.map { "\(conjunction) \(phrases.phrase($0.test, holds: $0.isWanted))" }
      .joined(separator: ", or ")
  }
}
