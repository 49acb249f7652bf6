package import AttendanceModel
package import RuleLanguage

/// An example inside a rule file that does not come out as it says.
package struct ExampleFailure: Sendable {
  package var rule: String
  package var ruleVersion: Int
  package var example: String
  /// Line of the example in the rule file.
  package var line: Int
  package var expected: [CivilDay]
  package var actual: [CivilDay]
  /// What the plain reference engine says; differs from `actual` only by a mistake in the engine.
  package var reference: [CivilDay]
  /// What the rule makes of each attendance, in S1's order.
  package var answers: [RuleAnswer]
}

/// Runs the examples that rules carry, each a person's history against its own rule version.
package enum ExampleRunner {
  /// The examples that fail, in the rules' and examples' order.
  package static func failures(of rules: [Rule]) -> [ExampleFailure] {
    rules.flatMap(failures(of:))
  }

  /// The examples of one rule that fail.
  package static func failures(of rule: Rule) -> [ExampleFailure] {
    let engine = RuleEngine(rules: [rule])
    let reference = ReferenceEngine(rules: [rule])
    return rule.examples.compactMap { example in
      let timeline = example.attendances.sorted { $0.position < $1.position }
      let failure = ExampleFailure(
        rule: rule.name,
        ruleVersion: rule.version,
        example: example.name,
        line: example.line,
        expected: days(example.firesOn),
        actual: days(engine.triggers(in: timeline, identified: true).map(\.arrival.day)),
        reference: days(reference.triggers(in: timeline, identified: true).map(\.arrival.day)),
        answers: reference.answers(in: timeline, identified: true)
      )
      return failure.actual == failure.expected && failure.reference == failure.expected
        ? nil : failure
    }
  }

  /// Each day once, in order: an example says on which days its rule fires.
  private static func days(_ days: [CivilDay]) -> [CivilDay] {
    Set(days).sorted()
  }
}
