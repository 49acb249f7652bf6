import AttendanceModel
import RuleEngine
import RuleLanguage

/// Runs the examples that rule files carry, and says what they leave untried.
package struct RuleExamples: Encodable, Sendable {
  package var passed: Int
  /// Several lines each: where, what, and attendance by attendance.
  package var failures: [String]
  /// For each rule version, how many of its conditions and edges an example tries.
  package var coverage: [String]
  /// One sentence for each that none tries.
  package var untried: [String]
  /// How many single changes of the rules were tried on their examples; nil when none was.
  package var changes: Int?
  /// One sentence for each change that no example noticed.
  package var unnoticed: [String] = []

  /// Runs the examples of a folder; on request each rule is also changed, one thing at a time, to
  /// see whether an example notices.
  ///
  /// - Throws: ``RunFault`` when the folder does not pass its checks.
  package static func run(folder: String, changingRules: Bool) throws -> RuleExamples {
    let book = try RuleBook(folder: folder)
    let failures = ExampleRunner.failures(of: book.rules)
    let total = book.rules.reduce(0) { $0 + $1.examples.count }
    let items = book.rules.map { ($0, ExampleCoverage.items(of: $0)) }
    let mutations = changingRules ? book.rules.flatMap { RuleMutation.all(of: $0) } : []
    return RuleExamples(
      passed: total - failures.count,
      failures: failures.map { sentence($0, folder) },
      coverage: items.map { rule, items in
        "\(rule.name), version \(rule.version): examples try "
          + "\(items.count { $0.isTried }) of \(items.count) conditions and edges"
      },
      untried: items.flatMap { rule, items in
        items.filter { !$0.isTried }.map { "\(rule.name), version \(rule.version): \($0.words)" }
      },
      changes: changingRules ? mutations.count : nil,
      unnoticed: mutations.filter { !$0.isNoticed }.map {
        "\($0.rule.name), version \($0.rule.version): \($0.change.words)"
      }
    )
  }

  /// The result as the command prints it.
  package var text: String {
    var lines = failures
    lines += coverage
    lines += untried.map { "not tried: \($0)" }
    if let changes {
      lines.append("\(changes - unnoticed.count) of \(changes) changed rules break an example")
      lines += unnoticed.map { "not noticed: \($0)" }
    }
    lines.append("\(passed) examples passed, \(failures.count) failed")
    return lines.joined(separator: "\n")
  }

  /// The result as JSON.
  package func json() throws -> String {
    try JSONText.result(self)
  }

  private static func sentence(_ failure: ExampleFailure, _ folder: String) -> String {
    let expected = Set(failure.expected)
    let place = "\(folder)/\(failure.rule).yaml:\(failure.line)"
    let head = "\(place): “\(failure.example)” does not come out as it says"
    let lines = failure.answers.map { answer -> String in
      let day = answer.arrival.day
      // An example names days: one trigger on the day is enough.
      let fires = failure.actual.contains(day)
      let mark = expected.contains(day) == fires ? " " : fires ? "+" : "-"
      return "  \(mark) \(answer.arrival)  \(answer.verdict(ConditionPhrases()))"
    }
    return ([head] + lines).joined(separator: "\n")
  }
}
