import ArgumentParser
import BatchRun
import Foundation

extension LedgerCommand {
  /// `attend ledger backup`.
  struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copy the ledger into a new file, also while a run works, and check the copy.",
      discussion: """
        Example:
          attend ledger backup --config attend.yaml /backup/ledger-2026-11-24.sqlite

        The copy is what the last finished run left. It appears whole or not at all, for its owner \
        alone. To go back to it, put it in the ledger's place while no run works. --json prints ledger, copy and bytes.
        """
    )

    @OptionGroup var ledger: LedgerOptions

    @Argument(help: ArgumentHelp("The file to make.", valueName: "file"), completion: .file())
    var copy: String

    @OptionGroup var printing: JSONOption

    @Flag(name: .shortAndLong, help: "Say nothing but mistakes.")
    var quiet = false

    func run() throws {
      umask(0o077)
      let backup = try reportingFaults {
        try LedgerAccess.backup(LedgerAccess.configuration(ledger.config).ledger, to: copy)
      }
      if printing.json {
        Console.print(try backup.json(), isAll: false)
      } else if !quiet {
        Console.print("Backed up and checked: \(backup.copy), \(backup.bytes) bytes", isAll: false)
      }
    }
  }
}
