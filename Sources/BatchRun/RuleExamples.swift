import AttendanceModel
import RuleEngine
import RuleLanguage

/// Runs the examples that rule files carry, and says what they leave untried.
package struct RuleExamples: Sendable {
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
    lines.append("\(passed) examples passed, \(failures.count) failed")
    lines += coverage
    lines += untried.map { "not tried: \($0)" }
    if let changes {
      lines.append("\(changes - unnoticed.count) of \(changes) changed rules break an example")
      lines += unnoticed.map { "not noticed: \($0)" }
    }
    return lines.joined(separator: "\n")
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

extension RuleAnswer {
  /// Fired or not, and what stood in the way, as a clause.
  func verdict(_ phrases: ConditionPhrases) -> String {
    if !isInForce { return "not fired: this version is not in force on that day" }
    if lacksIdentity { return "not fired: nobody knows who came" }
    let unmet = populationUnmet.map { ("for", $0) } + conditionUnmet.map { ("when", $0) }
    if !unmet.isEmpty {
      let reasons = unmet.map { part, unmet in
        let wanted = phrases.phrase(unmet.test, holds: unmet.isWanted)
        return unmet.answer == .unknown
          ? "“\(part)” asks whether \(wanted), which the record does not say"
          : "“\(part)” asks that \(wanted), which is not so"
      }
      return "not fired: \(reasons.joined(separator: "; "))"
    }
    guard let count, let wanted = rule.count else { return "fired" }
    let counted = "\(count) \(wanted.unitWord(count)) counted, \(wanted.threshold.phrase) needed"
    return fires ? "fired: \(counted)" : "not fired: \(counted)"
  }
}

extension CoverageItem {
  /// What no example tries, as a sentence without a full stop.
  var words: String {
    let phrases = ConditionPhrases()
    return switch aim {
    case .decides(let part, let test, true):
      "“\(part.rawValue)”: no attendance fits because \(phrases.phrase(test))"
    case .decides(let part, let test, false):
      "“\(part.rawValue)”: no attendance is left out only because it is not so that "
        + phrases.phrase(test)
    case .value(let part, let subject, let text):
      "“\(part.rawValue)”: no attendance fits with the \(subject.noun) “\(text)”"
    case .ageEdge(let part, let age, true):
      "“\(part.rawValue)”: no attendance on the day on which somebody is \(age) old"
    case .ageEdge(let part, let age, false):
      "“\(part.rawValue)”: no attendance on the day before somebody is \(age) old"
    case .count(let number): "no attendance that could set it off has a count of exactly \(number)"
    case .windowEdge(inside: true): "no attendance on the window's first day decides"
    case .windowEdge(inside: false):
      "no attendance on the day before the window would decide if it lay inside"
    case .gapEdge(apart: true): "no two attendances are exactly the gap apart"
    case .gapEdge(apart: false): "no two attendances are a minute less than the gap apart"
    case .inForceEdge(let day, inside: true):
      "the rule is not tried on \(day), the edge of its days"
    case .inForceEdge(let day, inside: false): "the rule is not tried just beyond \(day)"
    }
  }
}

extension RuleMutation.Change {
  /// The change as a clause.
  var words: String {
    let phrases = ConditionPhrases()
    return switch self {
    case .threshold(let threshold): "the count needs to be \(threshold.phrase)"
    case .within(let period): "it looks back \(period)"
    case .firstDay(let isExcluded):
      "the window's first day \(isExcluded ? "is left out" : "counts")"
    case .unit(.attendances): "it counts attendances"
    case .unit(.days): "it counts days"
    case .unit(.presentations(let gap)): "it counts presentations with a gap of \(gap) minutes"
    case .inForce(let period):
      "it is in force from \(period.from)" + (period.to.map { " to \($0)" } ?? "")
    case .settled(let part, let test, let holds):
      "“\(part.rawValue)” \(holds ? "always" : "never") lets through that \(phrases.phrase(test))"
    case .test(let part, _, let other): "“\(part.rawValue)” asks that \(phrases.phrase(other))"
    case .combination(let part): "“\(part.rawValue)” joins its parts the other way"
    }
  }
}
