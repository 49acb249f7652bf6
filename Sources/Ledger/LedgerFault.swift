import GRDB

/// Why the ledger cannot be used; its text carries no value of a row.
package enum LedgerFault: Error, Hashable, Sendable {
  /// The file cannot be written or read; carries SQLite's own words.
  case unusable(String)
  /// The file is no ledger, or not what was written.
  case damaged(String)
  /// Another program, not a run, keeps the file locked.
  case busy
  /// A newer version of the program made it.
  case fromTheFuture
  /// An earlier version of the program made it, and only a run may change it.
  case fromThePast
  /// The first run has only just begun to make it.
  case unmade
  /// A run was killed while it wrote, and only a run may put that right.
  case unfinished

  init(_ error: DatabaseError) {
    let words = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    self =
      switch error.resultCode {
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged(words)
      case .SQLITE_READONLY where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK: .unfinished
      case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
      default: .unusable(words)
      }
  }
}

extension LedgerFault: CustomStringConvertible {
  /// One sentence without a full stop.
  package var description: String {
    switch self {
    case .unusable(let words): "the ledger cannot be used: \(words)"
    case .damaged(let words):
      "the ledger is damaged: \(words); put the latest backup in its place and run again"
    case .busy: "another program is writing to the ledger; try again when it is done"
    case .fromTheFuture: "the ledger was made by a newer version of attend; use that version"
    case .fromThePast:
      "the ledger was made by an earlier version of attend; the next run brings it up to date"
    case .unfinished:
      "a run was cut off while it wrote to the ledger; the next run puts that right"
    case .unmade: "the ledger holds nothing yet; the first run fills it"
    }
  }
}
