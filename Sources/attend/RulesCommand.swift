import ArgumentParser
import BatchRun

/// `attend rules`: what a trust does with its rule files.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Check, test, describe and compare rule files.",
    discussion: """
      Examples:
        attend rules check
        attend rules test --complete
      """,
    subcommands: [Check.self, Test.self, Describe.self, Diff.self, Schema.self]
  )

  /// Where the rules are.
  struct Folder: ParsableArguments {
    @Argument(help: RulesOption.help, completion: .directory)
    var folder: String?

    /// The folder.
    ///
    /// - Throws: `RunFault`.
    func path() throws -> String { try RulesFolder.path(named: folder) }
  }
}
