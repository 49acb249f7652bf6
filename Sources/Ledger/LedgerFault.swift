import GRDB

/// Why the ledger cannot be used; its text carries no value of a row.
package enum LedgerFault: Error, Hashable, Sendable {
  /// The file is no ledger, is damaged, or cannot be written; carries SQLite's own words.
  case unusable(String)
  /// A newer version of the program made it.
  case fromTheFuture

  init(_ error: DatabaseError) {
    self = .unusable(error.message ?? "SQLite error \(error.resultCode.rawValue)")
  }
}

extension LedgerFault: CustomStringConvertible {
  /// One sentence without a full stop.
  package var description: String {
    switch self {
    case .unusable(let words): "the ledger cannot be used: \(words)"
    case .fromTheFuture: "the ledger was made by a newer version of attend; use that version"
    }
  }
}
