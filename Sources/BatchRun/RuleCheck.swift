import AttendanceModel
import ExtractReading
import ICRAlerts
import Letters
import RuleEngine
import RuleLanguage

/// A whole `Rules/` folder checked: rules, code sets, letters, alerts, source profiles.
package struct RuleCheck: Sendable {
  package let rules: Int
  package let letters: Int
  package let alerts: Int
  package let profiles: Int
  /// What nobody has approved.
  package let unapproved: [String]

  /// - Throws: ``RunFault`` with every mistake of the first part that has any.
  package init(folder: String) throws {
    let book = try RuleBook(folder: folder)
    let templates = try book.letterTemplates()
    let alertProfile = try book.alertProfile()
    try book.checkRoutes(templates, alertProfile)
    let paths = try TextFile.paths(
      in: "\(folder)/sources",
      ending: ".yaml",
      is: "source profiles"
    )
    for path in paths { _ = try book.profile(TextFile.stem(path)) }
    rules = book.rules.count
    letters = templates.names(for: .registeredPractice).count + templates.names(for: .parent).count
    alerts = alertProfile.names.count
    profiles = paths.count
    unapproved = book.unapproved + book.unapprovedLetters(templates)
  }
}

/// Runs the examples that rule files carry.
package enum RuleExamples {
  /// What came out.
  package struct Result: Sendable {
    package var passed: Int
    /// One sentence each.
    package var failures: [String]
  }

  /// - Throws: ``RunFault`` when the folder does not pass its checks.
  package static func run(folder: String) throws -> Result {
    let book = try RuleBook(folder: folder)
    let failures = ExampleRunner.failures(of: book.rules)
    let total = book.rules.reduce(0) { $0 + $1.examples.count }
    return Result(passed: total - failures.count, failures: failures.map { sentence($0, folder) })
  }

  private static func sentence(_ failure: ExampleFailure, _ folder: String) -> String {
    let words = { (days: [String]) in
      days.isEmpty ? "on no day" : "on " + days.joined(separator: ", ")
    }
    return "\(folder)/\(failure.rule).yaml:\(failure.line): “\(failure.example)” should fire "
      + "\(words(failure.expected.map(\.description))), but fires \(words(failure.actual.map(\.description)))"
  }
}
