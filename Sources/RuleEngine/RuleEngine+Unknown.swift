package import RuleLanguage

/// What a rule could not know of a row: to be counted and reported (design S4).
package struct UnknownAnswer: Hashable, Sendable {
  package var rule: String
  package var ruleVersion: Int
  package var subject: Condition.Subject

  package init(rule: String, ruleVersion: Int, subject: Condition.Subject) {
    self.rule = rule
    self.ruleVersion = ruleVersion
    self.subject = subject
  }
}

extension RuleEngine {
  /// Because of which subjects which rules in force are unknown about a row: in `for` and `when`,
  /// or in `where` when the row's person may be one the rule is about.
  package func unknowns(in answers: RowAnswers) -> [UnknownAnswer] {
    guard !answers.isEmpty else { return [] }
    return zip(rules, slots.rules).flatMap { rule, slots in
      slots.unknown.filter { isSet($0.slot, in: answers) }.map {
        UnknownAnswer(rule: rule.name, ruleVersion: rule.version, subject: $0.subject)
      }
    }
  }
}
