import Foundation
import Ledger
import LocatedYAML

extension RunConfiguration {
  /// Reads a configuration file that nobody else may write.
  ///
  /// - Throws: ``RunFault`` with every mistake found.
  package static func read(_ path: String) throws -> RunConfiguration {
    do {
      let text = try TextFile.read(path, is: "configuration")
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
      let configuration = try read(text, file: path, folder: folder)
      try Access.refuseWritableByOthers(path, is: "configuration")
      try Access.refuseReplaceableByOthers(URL(fileURLWithPath: path).path, is: "configuration")
      return configuration
    } catch let error as Diagnostics {
      throw RunFault(error)
    }
  }

  /// Opens the ledger, which only its owner may read; makes it when it is not there.
  func openLedger() throws -> Ledger {
    do {
      try Access.makePrivateFolder(ledger.folderPart)
      try Access.refuseUnfitLedger(ledger)
      return try openOnceFree()
    } catch let held as RunLock.Held {
      let holder = held.holder.map { " (process \($0))" } ?? ""
      throw RunFault(.locked, "another run\(holder) is working on \(ledger); try again later")
    } catch let fault as LedgerFault {
      throw RunFault(fault, at: ledger)
    } catch let error as CocoaError {
      throw RunFault(.failed, "\(ledger) cannot be opened: \(error.localizedDescription)")
    }
  }

  /// Waits for somebody who works the worklist, who is soon done: a night must not be lost to that.
  private func openOnceFree() throws -> Ledger {
    let end = ContinuousClock.now + .seconds(5)
    while true {
      do {
        return try Ledger(path: ledger)
      } catch let held as RunLock.Held {
        guard ContinuousClock.now < end, !Interruption.hasCome else { throw held }
        Thread.sleep(forTimeInterval: 0.05)
      }
    }
  }

  /// Works on a ledger that is there already, in one transaction.
  func inExistingLedger<Result>(_ body: (LedgerTransaction) throws -> Result) throws -> Result {
    guard FileManager.default.fileExists(atPath: ledger) else {
      throw RunFault(.noInput, "there is no ledger at \(ledger); the first run makes it")
    }
    let opened = try openLedger()
    do {
      return try opened.transaction(body)
    } catch let fault as LedgerFault {
      throw RunFault(fault, at: ledger)
    }
  }
}
