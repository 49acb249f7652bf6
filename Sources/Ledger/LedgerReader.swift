import Foundation
import GRDB

/// The ledger for those who only look, also while a run works: it takes no lock and sees what the
/// last finished transaction left.
package final class LedgerReader {
  private let queue: DatabaseQueue

  /// Opens a ledger that is there.
  ///
  /// - Throws: ``LedgerFault``.
  package init(path: String) throws {
    do {
      var configuration = Ledger.configuration
      configuration.readonly = true
      queue = try DatabaseQueue(path: path, configuration: configuration)
      let migrator = Schema.migrator
      if try queue.read(migrator.hasBeenSuperseded) { throw LedgerFault.fromTheFuture }
      if try queue.read(migrator.appliedIdentifiers).isEmpty { throw LedgerFault.unmade }
      if try !queue.read(migrator.hasCompletedMigrations) { throw LedgerFault.fromThePast }
    } catch let error as DatabaseError {
      throw LedgerFault(error)
    }
  }

  /// Reads one consistent state.
  package func read<Result>(_ body: (LedgerTransaction) throws -> Result) throws -> Result {
    do {
      return try queue.read { try body(LedgerTransaction($0)) }
    } catch let error as DatabaseError {
      throw LedgerFault(error)
    }
  }

  /// Copies the ledger into a new file, whole or not at all, and checks the copy through and
  /// through: a backup that turns out damaged on the day it is needed is none.
  ///
  /// - Throws: ``LedgerFault``, or the file system's error.
  package func backup(to path: String) throws {
    let part = path + ".part"
    let files = FileManager.default
    try? files.removeItem(atPath: part)
    do {
      let copy = try DatabaseQueue(path: part)
      try queue.backup(to: copy)
      try copy.close()
      let check = try DatabaseQueue(path: part)
      try check.read(DamageCheck.refuseBrokenAudit)
      let findings = try check.read {
        try String.fetchAll($0, sql: "PRAGMA integrity_check(3)")
          + (try Row.fetchAll($0, sql: "PRAGMA foreign_key_check").map { _ in "a missing row" })
      }
      // Leaves one file: a copy of the journal mode would make a log beside it.
      try check.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try check.close()
      guard findings == ["ok"] else {
        throw LedgerFault.damaged(findings.first ?? "the copy cannot be read")
      }
      try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: part)
      let handle = try FileHandle(forUpdating: URL(fileURLWithPath: part))
      try handle.synchronize()
      try handle.close()
      try files.moveItem(atPath: part, toPath: path)
    } catch {
      for file in ["", "-wal", "-shm", "-journal"] { try? files.removeItem(atPath: part + file) }
      throw (error as? DatabaseError).map { LedgerFault($0) } ?? error
    }
  }
}
