package import AttendanceModel
import GRDB

/// How the ledger stands, for those who watch over it.
extension LedgerTransaction {
  /// The folders of all runs.
  package func runFolders() throws -> Set<String> {
    try String.fetchSet(database, sql: "SELECT folder FROM run")
  }

  /// The last runs, the latest first.
  package func lastRuns(_ count: Int) throws -> [(run: RunRecord, isPublished: Bool)] {
    try Row.fetchAll(
      database,
      sql: "SELECT number, as_of, folder, state FROM run ORDER BY number DESC LIMIT ?",
      arguments: [count]
    ).map { row in
      (
        RunRecord(number: row[0], asOf: CivilDay(rawValue: row[1]), folder: row[2]),
        row[3] as String == "published"
      )
    }
  }

  /// How many items of an urgency are open.
  package func openItemCount(_ urgency: Route.Urgency) throws -> Int {
    try Int.fetchOne(
      database,
      sql: "SELECT count(*) FROM worklist WHERE state = 'open' AND urgency = ?",
      arguments: [urgency.rawValue]
    ) ?? 0
  }
}
