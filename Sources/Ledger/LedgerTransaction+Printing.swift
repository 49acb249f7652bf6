import AttendanceModel
import Foundation
import GRDB
import NotifyPolicy

extension LedgerTransaction {
  /// Letters of a run that wait as HTML and are not printed yet, by path, at most `limit` of them.
  package func lettersToPrint(run: Int64, limit: Int) throws -> [OutboxFile] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT path, content FROM outbox AS letter
        WHERE run = ? AND path LIKE 'letters/%.html' AND content IS NOT NULL
          AND NOT EXISTS (
            SELECT 1 FROM outbox AS printed
            WHERE printed.run = letter.run
              AND printed.path = substr(letter.path, 1, length(letter.path) - 5) || '.pdf')
        ORDER BY path LIMIT ?
        """,
      arguments: [run, limit]
    ).map { OutboxFile(path: $0[0], content: [UInt8]($0[1] as Data)) }
  }

  /// One file of a run that waits to be published.
  package func waitingFile(_ path: String, run: Int64) throws -> [UInt8]? {
    try Data.fetchOne(
      database,
      sql: "SELECT content FROM outbox WHERE run = ? AND path = ? AND content IS NOT NULL",
      arguments: [run, path]
    ).map { [UInt8]($0) }
  }

  /// Has a letter of a run leave as it was printed.
  package func deliver(_ letter: String, as printed: String, run: Int64) throws {
    try database.execute(
      sql: "UPDATE delivery SET path = ? WHERE run = ? AND path = ? AND state = 'waiting'",
      arguments: [printed, run, letter]
    )
  }

  /// Takes a file out of a run's outbox before it is published; nothing carries it then.
  package func removeWaitingFile(_ path: String, run: Int64) throws {
    try database.execute(
      sql: "DELETE FROM delivery WHERE run = ? AND path = ? AND state = 'waiting'",
      arguments: [run, path]
    )
    try database.execute(
      sql: "DELETE FROM outbox WHERE run = ? AND path = ?",
      arguments: [run, path]
    )
  }

  /// Puts a file into a run's outbox in the place of one that waits there.
  package func replace(_ file: OutboxFile, run: Int64) throws {
    try removeWaitingFile(file.path, run: run)
    try put(file, run: run)
  }

  /// Takes the letters of a run that are printed out of its outbox as HTML.
  package func removePrintedHTML(run: Int64) throws {
    try database.execute(
      sql: "DELETE FROM outbox WHERE run = ? AND path LIKE 'letters/%.html'",
      arguments: [run]
    )
  }

  /// Holds what a letter of a run was to tell, since the letter cannot go out.
  ///
  /// - Returns: the notifications that it carried.
  package func holdNotifications(ofDocument document: String, run: Int64) throws
    -> [StoredNotification]
  {
    try database.execute(
      sql: """
        UPDATE notification SET state = 'held', recipient = 'safeguarding-team'
        WHERE run = ? AND document = ? AND state = 'told'
        """,
      arguments: [run, document]
    )
    return try notifications(ofDocument: document).filter { $0.notification.state == .held }
  }
}
