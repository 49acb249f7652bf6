import ArgumentParser

/// `attend sources`: which profile reads a file, and how well.
struct SourcesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "Find the profile that fits a file, see how well it reads; list the profiles.",
    discussion: """
      Examples:
        attend sources check extract.csv
        attend sources list
      """,
    subcommands: [Check.self, List.self]
  )

  /// Where the profiles are.
  struct Folder: ParsableArguments {
    @OptionGroup var rules: RulesOption

    @OptionGroup var printing: JSONOption
  }
}
