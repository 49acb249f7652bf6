import ArgumentParser
import BatchRun

extension LedgerCommand {
  /// `attend ledger verify`.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prove that the audit is whole, and that every document has its line.",
      discussion: """
        Examples:
          attend ledger verify --config attend.yaml
          attend ledger verify --config attend.yaml --head 35151f30ff0286cea7ae44d7c3de49ac184b3da9\
        d0739837426604fa126e24ba

        Each run.json carries the head of the audit at its time (audit_head). A head that is kept \
        elsewhere, given with --head, shows that nothing up to it was changed since. Documents that \
        are no longer in the output folder count as collected, not as missing. Works while a run \
        works. Exit code 1 means that something does not hold. --json prints entries, head, runs, documents, \
        collected, unsealed_runs and findings.
        """
    )

    @OptionGroup var ledger: LedgerOptions

    @Option(help: ArgumentHelp("A head that must be in the audit.", valueName: "hash"))
    var head: String?

    @OptionGroup var printing: JSONOption

    func run() throws {
      let found = try reportingFaults {
        try AuditVerification(LedgerAccess.configuration(ledger.config), anchor: head)
      }
      if printing.json {
        Console.print(try found.json())
      } else {
        Console.print(
          """
          \(found.entries) entries of the audit, head \(found.head)
          \(found.documents) documents of \(found.runs) runs, \(found.collected) of them collected
          """
        )
        if found.unsealedRuns > 0 {
          Console.print("\(found.unsealedRuns) runs are older than sealed lists of documents")
        }
      }
      for finding in found.findings { Console.error(finding) }
      if !found.findings.isEmpty { throw ExitCode(1) }
      if !printing.json { Console.print("Everything holds together.") }
    }
  }
}
