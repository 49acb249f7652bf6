import ArgumentParser

/// `attend sources`: which profile reads a file, and how well.
struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "Find the profile that fits a file, see how well it reads; list the profiles.",
    subcommands: [Check.self, List.self]
  )

  /// Where the profiles are.
  struct Folder: ParsableArguments {
    @Option(help: ArgumentHelp("The folder of rules.", valueName: "dir"))
    var rules = "Rules"

    @Flag(help: "Print the result as JSON.")
    var json = false
  }
}
