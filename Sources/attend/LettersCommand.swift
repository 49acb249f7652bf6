import ArgumentParser

/// `attend letters`: what a communications team does with the templates.
struct LettersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "letters",
    abstract: "Look at letters and check their wording.",
    discussion: """
      Examples:
        attend letters check
        attend letters preview gp-frequent-attender > letter.html
      """,
    subcommands: [Preview.self, Check.self]
  )
}
