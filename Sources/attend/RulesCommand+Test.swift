import ArgumentParser
import BatchRun

extension RulesCommand {
  /// `attend rules test`.
  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run the examples inside the rule files, and say what no example tries.",
      discussion: """
        Examples:
          attend rules test Rules
          attend rules test --complete --changes Rules

        A failing example is printed attendance by attendance: “-” where it should have fired, \
        “+” where it should not. Below it stands what no example tries: a condition that never \
        decides, a value that never occurs, an edge of threshold, window, gap, age or in-force \
        period with no example on its one or its other side. Exit code 78: an example fails, or \
        with --complete something is not tried or a changed rule is not noticed. --json prints \
        passed, failures, coverage, untried, changes and unnoticed.
        """
    )

    @OptionGroup var place: Folder

    @Flag(help: "Fail when something is left untried.")
    var complete = false

    @Flag(help: "Also change each rule, one thing at a time, and see whether an example notices.")
    var changes = false

    @OptionGroup var printing: JSONOption

    func run() throws {
      let result = try reportingFaults {
        try RuleExamples.run(folder: place.path(), changingRules: changes)
      }
      Console.print(printing.json ? try result.json() : result.text)
      let isIncomplete = !result.untried.isEmpty || !result.unnoticed.isEmpty
      if !result.failures.isEmpty || complete && isIncomplete {
        throw ExitCode(.configuration)
      }
    }
  }
}
