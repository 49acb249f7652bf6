import Ledger

/// The audit's line that stands for all documents of a run: one hash over their paths and hashes.
///
/// A run is sealed in the transaction that decides it, before the head that `run.json` gives; so
/// that file is the same on every machine. PDFs, which embed the machine's fonts, are printed after
/// that and sealed again: of several seals of a run the last one holds, and the heads of later runs
/// stand for it.
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
    let line = entry.line
    guard try transaction.lastAuditEntry(ofRun: run.number) != line else { return }
    try transaction.audit(line, run: run.number)
  }
}
