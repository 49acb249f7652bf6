import Foundation
import Ledger
import LocatedYAML

/// The ledger of a configuration, for verbs that only look into it.
package enum LedgerAccess {
  /// Reads and checks the configuration that names a ledger.
  ///
  /// - Throws: ``RunFault``.
  package static func configuration(_ path: String) throws -> RunConfiguration {
    do {
      let text = try TextFile.read(path, is: "configuration")
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      return try RunConfiguration.read(text, file: path, folder: folder)
    } catch let error as Diagnostics {
      throw RunFault(error)
    }
  }

  /// A backup that has been made and checked.
  package struct Backup: Encodable, Sendable {
    package var ledger: String
    package var copy: String
    package var bytes: Int

    /// The result as JSON.
    package func json() throws -> String { try JSONText.result(self) }
  }

  /// Copies a ledger into a new file, also while a run works.
  ///
  /// - Throws: ``RunFault``; there is no such file then.
  package static func backup(_ path: String, to copy: String) throws -> Backup {
    guard !FileManager.default.fileExists(atPath: copy) else {
      throw RunFault(.usage, "\(copy) is there already; name a new file")
    }
    let folder = URL(fileURLWithPath: copy).deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder) else {
      throw RunFault(.usage, "there is no folder \(folder)")
    }
    try reportingLedgerFaults(path) {
      do {
        try Interruption.heldOff { try LedgerReader(path: path).backup(to: copy) }
      } catch let error as CocoaError {
        throw RunFault(.failed, "\(copy) cannot be written: \(error.localizedDescription)")
      }
    }
    let size = try? FileManager.default.attributesOfItem(atPath: copy)[.size] as? Int
    return Backup(ledger: path, copy: copy, bytes: size ?? 0)
  }

  /// Reads one consistent state of a ledger.
  static func read<Result>(_ path: String, _ body: (LedgerTransaction) throws -> Result) throws
    -> Result
  {
    try reportingLedgerFaults(path) { try LedgerReader(path: path).read(body) }
  }

  private static func reportingLedgerFaults<Result>(_ path: String, _ work: () throws -> Result)
    throws -> Result
  {
    guard FileManager.default.fileExists(atPath: path) else {
      throw RunFault(.noInput, "there is no ledger at \(path); the first run makes it")
    }
    try Access.refuseUnfitLedger(path)
    do {
      return try work()
    } catch let fault as LedgerFault {
      throw RunFault(fault, at: path)
    }
  }
}
