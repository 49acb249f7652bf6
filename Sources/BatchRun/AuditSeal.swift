import Foundation
import Ledger

/// The audit's line that stands for all documents of a run: one hash over their paths and hashes.
///
/// A run is sealed in the transaction that decides it. Printing comes after that and is sealed
/// again, so that of several seals of a run the last one holds.
enum AuditSeal {
  static let decision = "documents"

  /// One hash over paths and hashes, as `sha256sum` prints them; `run.json` is not among them,
  /// since it carries the head of the chain.
  static func digest(of documents: [String: String]) -> String {
    let lines = documents.filter { $0.key != Publication.manifestFile }
      .map { "\($0.value)  \($0.key)\n" }.sorted()
    return FileDigest.ofText(lines.joined())
  }

  /// Seals the documents that a run has in its outbox, unless its last line has done so.
  static func seal(_ run: RunRecord, in transaction: LedgerTransaction) throws {
    let entry = AuditEntry(
      decision: decision,
      document: run.folder,
      sha256: digest(of: try transaction.documents(ofRun: run.number))
    )
    let line = String(decoding: try JSONText.line(entry), as: UTF8.self)
    guard try transaction.lastAuditEntry(ofRun: run.number) != line else { return }
    try transaction.audit(line, run: run.number)
  }

  /// Seals a decided run anew, when its documents have changed, and gives its `run.json` the head.
  static func renew(_ run: RunRecord, in transaction: LedgerTransaction) throws {
    try seal(run, in: transaction)
    var manifest = try RunManifest.waiting(of: run, in: transaction)
    let head = try transaction.auditHead()
    guard manifest.auditHead != head else { return }
    manifest.auditHead = head
    try manifest.replaceWaiting(of: run, in: transaction)
  }
}

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
