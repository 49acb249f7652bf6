import Foundation
import GRDB

/// Every row of every table of a ledger, as text.
struct LedgerRows: Equatable {
  private(set) var tables: [String: [String]] = [:]
  /// The indexes that the schema names, as SQL.
  private(set) var indexes: [String] = []

  /// Those of no ledger.
  init() {}

  init(_ path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.read { database in
      let names = try String.fetchAll(
        database,
        sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
      )
      indexes = try String.fetchAll(
        database,
        sql: "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1"
      )
      for name in names {
        tables[name] = try Row.fetchAll(database, sql: "SELECT * FROM \(name)").map {
          "\($0.databaseValues)"
        }.sorted()
      }
    }
    try queue.close()
  }

  /// The tables whose rows differ.
  func differences(from other: LedgerRows) -> [String] {
    Set(tables.keys).union(other.tables.keys).filter { tables[$0] != other.tables[$0] }.sorted()
  }
}
