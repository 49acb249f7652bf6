import ArgumentParser
import BatchRun

/// Options of every verb that applies rules to extracts by hand.
struct ExtractOptions: ParsableArguments {
  @OptionGroup var rules: RulesOption

  @OptionGroup var layout: LayoutOptions
}

/// `--rules`: where rules and profiles are.
struct RulesOption: ParsableArguments {
  /// Of everything that names the folder of rules and may be left out.
  static let help = ArgumentHelp(
    "The folder of rules. The default is “Rules”; where there is none, what came with the program.",
    valueName: "dir"
  )

  @Option(help: Self.help, completion: .directory)
  var rules: String?

  /// The folder.
  ///
  /// - Throws: `RunFault`.
  func path() throws -> String { try RulesFolder.path(named: rules) }
}

/// How extracts given by hand are laid out.
struct LayoutOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The source profile of the extracts; “standard” reads columns by their field names.",
      valueName: "profile"
    ),
    completion: .profiles
  )
  var source = "standard"

  @Option(
    help: ArgumentHelp(
      "The practice directory, for sources that write a practice's name instead of its code.",
      valueName: "file"
    ),
    completion: .file()
  )
  var practices: String?
}
