package import AttendanceModel
import Crypto
import Foundation
import GRDB

/// A run as the ledger numbers it.
package struct RunRecord: Hashable, Sendable {
  package var number: Int64
  package var asOf: CivilDay
  /// The name of its output folder: as-of date and number within that date.
  package var folder: String
}

/// One file of a run's output folder, kept in the ledger until it is published.
package struct OutboxFile: Hashable, Sendable {
  /// Relative to the run's folder, parts joined by `/`.
  package var path: String
  package var content: [UInt8]

  package init(path: String, content: [UInt8]) {
    self.path = path
    self.content = content
  }
}

extension LedgerTransaction {
  /// The run that was decided and not yet published, left by a process that ended early.
  package func unpublishedRun() throws -> RunRecord? {
    try Row.fetchOne(
      database,
      sql: "SELECT number, as_of, folder FROM run WHERE state = 'decided'"
    ).map { RunRecord(number: $0[0], asOf: CivilDay(rawValue: $0[1]), folder: $0[2]) }
  }

  /// Starts a run; its folder is named after the as-of date and the number of runs of that date.
  package func startRun(asOf: CivilDay, rules: String) throws -> RunRecord {
    let earlier =
      try Int.fetchOne(
        database,
        sql: "SELECT count(*) FROM run WHERE as_of = ?",
        arguments: [asOf.rawValue]
      ) ?? 0
    let folder = "\(asOf)-\(zeroPadded(earlier + 1, 3))"
    try database.execute(
      sql: "INSERT INTO run (as_of, folder, state, rules) VALUES (?, ?, 'decided', ?)",
      arguments: [asOf.rawValue, folder, rules]
    )
    return RunRecord(number: database.lastInsertedRowID, asOf: asOf, folder: folder)
  }

  /// What earlier runs kept of their rules, each different text once with the last run that kept
  /// it, in the order of these runs.
  package func rulesOfRuns() throws -> [(folder: String, record: String)] {
    try Row.fetchAll(
      database,
      sql: "SELECT folder, rules, max(number) FROM run GROUP BY rules ORDER BY 3"
    ).map { ($0[0], $0[1]) }
  }

  /// The number of the last run.
  package func lastRun() throws -> Int64? {
    try Int64.fetchOne(database, sql: "SELECT max(number) FROM run")
  }

  /// The as-of date of the last run.
  package func lastAsOf() throws -> CivilDay? {
    try Int32.fetchOne(database, sql: "SELECT as_of FROM run ORDER BY number DESC LIMIT 1")
      .map(CivilDay.init(rawValue:))
  }

  /// Puts a file into a run's outbox.
  package func put(_ file: OutboxFile, run: Int64) throws {
    try database.cachedStatement(
      sql: "INSERT INTO outbox (run, path, sha256, content) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [
      run, file.path, hexadecimal(SHA256.hash(data: file.content)), Data(file.content),
    ])
  }

  /// The path of a run's file with a name, without folder and ending, in the run's folder.
  package func path(ofFile name: String, run: Int64) throws -> String? {
    try String.fetchAll(
      database,
      sql: "SELECT path FROM outbox WHERE run = ? ORDER BY path",
      arguments: [run]
    ).first { path in
      path.split(separator: "/").last.map { $0.prefix { $0 != "." } == name } ?? false
    }
  }

  /// Takes bytes one piece after another.
  package typealias PieceWriter = ([UInt8]) throws -> Void

  /// Hands over the files of a run that wait to be published, by path.
  ///
  /// - Parameters:
  ///   - run: The run's number.
  ///   - body: Gets a path, and what hands over the file's bytes from the first to the last, in
  ///     pieces, since that of all triggers is large; to be called while `body` runs.
  /// - Throws: What `body` throws, and ``LedgerFault`` when the bytes are not those that were
  ///   decided: at the latest after their last piece.
  package func forEachWaitingFile(
    run: Int64,
    _ body: (_ path: String, _ write: @escaping (PieceWriter) throws -> Void) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT path, content, with_triggers, sha256 FROM outbox
        WHERE run = ? AND content IS NOT NULL ORDER BY path
        """,
      arguments: [run]
    )
    while let row = try rows.next() {
      let content = [UInt8](row[1] as Data)
      let (withTriggers, sha256) = (row[2] as Bool, row[3] as String)
      try body(row[0]) { take in
        var hash = SHA256()
        hash.update(data: content)
        try take(content)
        if withTriggers {
          try forEachTriggerDay { lines in
            hash.update(data: lines)
            try take([UInt8](lines))
          }
        }
        guard hexadecimal(hash.finalize()) == sha256 else {
          throw LedgerFault.damaged(
            withTriggers
              ? "the triggers of its last run are not those that were decided"
              : "a document of its last run is not the one that was decided"
          )
        }
      }
    }
  }

  /// Marks a run as published; its files' hashes stay, their bytes go once they are delivered.
  package func markPublished(run: Int64) throws {
    try database.execute(
      sql: "UPDATE run SET state = 'published' WHERE number = ?",
      arguments: [run]
    )
    try database.execute(
      sql: """
        UPDATE outbox SET content = NULL WHERE run = ?1 AND path NOT IN (
          SELECT path FROM delivery WHERE run = ?1 AND control IS NOT NULL)
        """,
      arguments: [run]
    )
  }
}
