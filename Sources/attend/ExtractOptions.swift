import ArgumentParser

/// Options of every verb that applies rules to extracts by hand.
struct ExtractOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder of rules.", valueName: "dir"), completion: .directory)
  var rules = "Rules"

  @OptionGroup var layout: LayoutOptions
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
