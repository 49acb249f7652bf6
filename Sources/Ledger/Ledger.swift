import Crypto
import Foundation
import GRDB
package import Linkage

/// The store of attendances, triggers and notifications: one SQLite file, written by one run at
/// a time in one transaction (design section 7).
package final class Ledger {
  private let queue: DatabaseQueue
  private let lock: RunLock
  /// Whether it is known to keep a write-ahead log.
  private var isLogged = false

  /// Opens the ledger at a path and takes its lock; makes it when it is not there.
  ///
  /// - Throws: ``RunLock/Held`` while another run works, ``LedgerFault`` for a file that is no ledger.
  package init(path: String) throws {
    lock = try RunLock(besideLedger: path)
    do {
      try DamageCheck.refuseTruncated(path)
      queue = try DatabaseQueue(path: path, configuration: Self.configuration)
      let migrator = Schema.migrator
      if try queue.read(migrator.hasBeenSuperseded) { throw LedgerFault.fromTheFuture }
      try migrator.migrate(queue)
      try queue.read(DamageCheck.refuseBrokenAudit)
      if try queue.read({ try LedgerTransaction($0).holdsNothing() }) {
        try queue.writeWithoutTransaction {
          try $0.execute(sql: "PRAGMA cache_size = \(Self.cacheOfFirstLoad)")
        }
      }
    } catch let error as DatabaseError {
      throw LedgerFault(error)
    }
  }

  // Room for pages, in KiB, as SQLite's pragma takes it: below zero.

  /// A night comes back to few pages, and room for more would only be filled with what it reads
  /// once.
  private static let cacheOfNight = -8 << 10
  /// A first load comes back to the pages of its keys.
  static let cacheOfFirstLoad = -64 << 10
  /// While indexes are made: a sort in parts of this size, of which one is filled while another is
  /// sorted.
  static let cacheOfSorting = -16 << 10

  static var configuration: Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    // Somebody who looks into the ledger with another program is soon done.
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      // A damaged page is noticed when it is read, not when its cells are.
      try database.execute(sql: "PRAGMA cell_size_check = ON")
      guard !database.configuration.readonly else { return }
      // A committed run must survive a power cut: its letters are written after the commit.
      try database.execute(sql: "PRAGMA synchronous = EXTRA")
      try database.execute(sql: "PRAGMA cache_size = \(cacheOfNight)")
      // Threads that sort indexes, beside the one that reads their rows.
      try database.execute(sql: "PRAGMA threads = 2")
      // What is let go of, a name or a letter that has been handed over, is gone from the file too.
      try database.execute(sql: "PRAGMA secure_delete = ON")
    }
    return configuration
  }

  /// The files of a ledger at a path, the lock last.
  package static func files(at path: String) -> [String] {
    ["", "-wal", "-shm", "-journal", ".lock"].map { path + $0 }
  }

  /// Removes the ledger's files when it has never kept a run, and says whether it did; the
  /// ledger cannot be used afterwards.
  package func removeIfNeverUsed() -> Bool {
    guard let run = try? queue.read({ try Int.fetchOne($0, sql: "SELECT count(*) FROM run") }),
      run == 0, (try? queue.close()) != nil
    else { return false }
    // The lock last: nobody else opens the files before they are gone.
    for file in Self.files(at: queue.path) { try? FileManager.default.removeItem(atPath: file) }
    return true
  }

  /// Gives a ledger its write-ahead log once there is something in it, so that others can read while
  /// a run writes.
  ///
  /// While it is empty nobody has anything to read, and its first load, which may be gigabytes, goes
  /// straight into the file: a log would have every page written twice.
  private func writeAheadOnceFilled() throws {
    guard !isLogged, try !queue.read({ try LedgerTransaction($0).holdsNothing() }) else { return }
    do {
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
      isLogged = true
    } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
      // Somebody reads just now. The next transaction asks again; this one needs no log.
    }
  }

  /// Runs `body` in one transaction: all of it is kept when it returns, nothing when it throws.
  package func transaction<Result>(_ body: (LedgerTransaction) throws -> Result) throws -> Result {
    var result: Result?
    do {
      try writeAheadOnceFilled()
      try queue.inTransaction(.immediate) { database in
        result = try body(LedgerTransaction(database))
        return .commit
      }
    } catch let error as DatabaseError {
      throw LedgerFault(error)
    }
    guard let result else { preconditionFailure("a committed transaction has a result") }
    return result
  }
}

/// The ledger inside a transaction.
package struct LedgerTransaction {
  let database: Database
  /// The NHS numbers that are read as others.
  package internal(set) var superseded = SupersededNumbers.none

  init(_ database: Database) {
    self.database = database
  }

  /// Runs `body` so that its writes alone can be undone: when it throws, the ledger is as before
  /// it and the transaction goes on.
  package func undoingOnError<Result>(_ body: () throws -> Result) throws -> Result {
    var result: Result?
    try database.inSavepoint {
      result = try body()
      return .commit
    }
    guard let result else { preconditionFailure("a released savepoint has a result") }
    return result
  }
}
