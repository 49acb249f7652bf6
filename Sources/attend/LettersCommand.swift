import ArgumentParser

/// `attend letters`: what a communications team does with the templates.
struct LettersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "letters",
    abstract: "Look at letters and check their wording.",
    subcommands: [Preview.self, Check.self]
  )
}
