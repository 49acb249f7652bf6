import ArgumentParser
import BatchRun
import LocatedYAML

extension RulesCommand {
  /// `attend rules check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check rules, code sets, letters, alerts and source profiles.",
      discussion: """
        Examples:
          attend rules check Rules
          attend rules check --json Rules

        Every mistake is printed as path:line:column with its line, a mark under the offending \
        word, the nearest right word and a code in brackets that stays the same from version to \
        version. What nobody has approved is a warning; a run refuses it or marks every document \
        as a draft. Exit code 78: there are mistakes.
        """
    )

    @OptionGroup var place: Folder

    @Flag(help: "Print the result as JSON.")
    var json = false

    func run() throws {
      let check = RuleCheck(folder: place.folder)
      if json {
        Console.print(try check.json())
      } else if check.hasErrors {
        Console.note(text(of: check))
      } else {
        Console.print(text(of: check))
      }
      if check.hasErrors { throw ExitCode(.configuration) }
    }

    private func text(of check: RuleCheck) -> String {
      let mistakes = check.diagnostics.count { $0.severity == .error } + check.sentences.count
      let end =
        mistakes == 0
        ? "\(check.rules) rules, \(check.letters) letters, \(check.alerts) alerts and "
          + "\(check.profiles) source profiles are in order."
        : "\(mistakes) \(mistakes == 1 ? "mistake" : "mistakes")."
      return (DiagnosticReport.text(check.diagnostics) + check.sentences + [end])
        .joined(separator: "\n")
    }
  }
}
