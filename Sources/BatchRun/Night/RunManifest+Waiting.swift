import Foundation
import Ledger

extension RunManifest {
  /// What a run says of itself, as it waits to be published.
  static func waiting(of run: RunRecord, in transaction: LedgerTransaction) throws -> RunManifest {
    let text = try transaction.waitingFile(Publication.manifestFile, run: run.number)
    return try JSONDecoder().decode(RunManifest.self, from: Data(text ?? []))
  }

  /// Puts it in the place of the one that waits.
  func replaceWaiting(of run: RunRecord, in transaction: LedgerTransaction) throws {
    let content = Array(try JSONText.pretty(self))
    try transaction.replace(
      OutboxFile(path: Publication.manifestFile, content: content),
      run: run.number
    )
  }
}
