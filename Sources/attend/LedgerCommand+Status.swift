import ArgumentParser
import BatchRun

extension LedgerCommand {
  /// `attend ledger status`.
  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say what ran last, what waits, and which feed has fallen silent.",
      discussion: """
        Examples:
          attend ledger status --config attend.yaml
          attend ledger status --config attend.yaml --json

        Works while a run works, and changes nothing. Exit code 2 means that somebody must look.

        --json prints as_of, runs, feeds, deliveries, open_urgent_items, open_routine_items and \
        kept_since.
        """
    )

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var common: CommonOptions

    func run() throws {
      let status = try reportingFaults {
        try LedgerStatus(
          configuration: LedgerAccess.configuration(ledger.config),
          asOf: common.today
        )
      }
      Console.print(common.json ? try status.json() : Self.text(of: status))
      if status.needsAttention { throw ExitCode.attention }
    }

    private static func text(of status: LedgerStatus) -> String {
      let deliveries = status.deliveries
      let oldest = deliveries.oldestUnacknowledged.map { ", the oldest for \(days($0))" } ?? ""
      var lines = ["The ledger as of \(status.asOf)", ""]
      lines +=
        TextTable(
          header: ["last runs", "state"],
          rows: status.runs.map {
            [$0.folder, $0.isPublished ? "published" : "NOT PUBLISHED: the next run does it"]
          }
        ).lines
      lines.append("")
      lines +=
        TextTable(
          header: ["source", "last extract", "age"],
          rows: status.feeds.map { feed in
            [
              feed.source, feed.lastTaken ?? "never",
              (feed.ageInDays.map(days) ?? "") + (feed.isMissing ? " MISSING" : ""),
            ]
          }
        ).lines
      lines += [
        "",
        "Documents to be handed over: \(deliveries.waiting)",
        "Handed over and not acknowledged: \(deliveries.unacknowledged)\(oldest)",
        "  of these for too long: \(deliveries.overdue)",
        "Not delivered, in all: \(deliveries.undeliverable)",
        "Open items of the worklist: \(status.openUrgent) urgent, \(status.openRoutine) routine",
      ]
      if let since = status.keptSince {
        lines.append("Attendances before \(since) have been let go of.")
      }
      return lines.joined(separator: "\n")
    }

    private static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(count) days" }
  }
}
