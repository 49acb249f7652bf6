import ArgumentParser

/// `attend ledger …`: looking after the ledger.
struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Look after the ledger: how it stands, whether it is whole, a backup of it.",
    discussion: """
      Examples:
        attend ledger status --config attend.yaml
        attend ledger verify --config attend.yaml
      """,
    subcommands: [Status.self, Verify.self, Backup.self]
  )
}

/// Which ledger.
struct LedgerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The configuration of the run.", valueName: "file"),
    completion: .file()
  )
  var config: String
}
