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
        as a draft. Exit code 78: there are mistakes. --json prints rules, letters, alerts \
        and profiles (how many), diagnostics (file, line, column, severity, code, message, \
        suggestion) and sentences.
        """
    )

    @OptionGroup var place: Folder

    @OptionGroup var printing: JSONOption

    func run() throws {
      let check = RuleCheck(folder: try reportingFaults(place.path))
      if printing.json {
        Console.print(try check.json())
      } else if check.hasErrors {
        let mistakes = check.diagnostics.filter { $0.severity == .error }
        for text in DiagnosticReport.text(mistakes) { Console.note(text) }
        for sentence in check.sentences { Console.error(sentence) }
      } else {
        Console.print(
          "\(check.rules) rules, \(check.letters) letters, \(check.alerts) alerts and "
            + "\(check.profiles) source profiles are in order."
        )
        for text in DiagnosticReport.text(check.diagnostics) { Console.print(text) }
      }
      if check.hasErrors { throw ExitCode(.configuration) }
    }
  }
}
