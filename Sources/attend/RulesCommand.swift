import ArgumentParser
import BatchRun

/// `attend rules`: check rule files and run their examples.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Check rule files and run the examples inside them.",
    subcommands: [Check.self, Test.self]
  )

  /// `attend rules check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check rules, code sets, letters, alerts and source profiles.",
      discussion: """
        Example:
          attend rules check Rules

        Every mistake is printed as path:line:column with the offending text. What nobody has \
        approved is listed; a run refuses it or marks every document as a draft.
        """
    )

    @Argument(help: ArgumentHelp("The folder of rules.", valueName: "dir"))
    var folder = "Rules"

    func run() throws {
      let check = try reportingFaults { try RuleCheck(folder: folder) }
      Console.print(
        "\(check.rules) rules, \(check.letters) letters, \(check.alerts) alerts and "
          + "\(check.profiles) source profiles are in order."
      )
      for name in check.unapproved { Console.print("not approved: \(name)") }
    }
  }

  /// `attend rules test`.
  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run the examples inside the rule files.",
      discussion: """
        Example:
          attend rules test Rules
        """
    )

    @Argument(help: ArgumentHelp("The folder of rules.", valueName: "dir"))
    var folder = "Rules"

    func run() throws {
      let result = try reportingFaults { try RuleExamples.run(folder: folder) }
      for failure in result.failures { Console.print(failure) }
      Console.print("\(result.passed) examples passed, \(result.failures.count) failed")
      if !result.failures.isEmpty { throw ExitCode(.configuration) }
    }
  }
}
