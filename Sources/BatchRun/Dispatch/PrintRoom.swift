import AttendanceModel
import Foundation
import Ledger
import LetterPrinting
import Letters
import NotifyPolicy

/// Prints the letters of a decided run between its decision and its publication.
///
/// Printing is slow, so that no transaction of the ledger waits for it: letters go out of the
/// outbox and PDFs into it a few at a time, each few in one short transaction. A process that ends
/// in between leaves the rest to the next run. A letter that cannot be printed goes to the
/// safeguarding team as a worklist item, and holds up no other (S12).
struct PrintRoom {
  /// Runs work in a transaction of the ledger.
  typealias Transact = (_ work: (LedgerTransaction) throws -> Void) throws -> Void

  let printer: LetterPrinter
  let formats: Set<RunConfiguration.LetterFormat>
  let wording: Wording

  /// How many letters are in hand between two transactions.
  private static let batch = 40

  /// Prints what waits; afterwards every letter of the run is there in the formats asked for.
  ///
  /// - Throws: `RendererUnusable`; what is decided then waits for the next run.
  func printLetters(of run: RunRecord, _ transact: Transact) throws {
    var letters: [OutboxFile] = []
    repeat {
      try transact { letters = try $0.lettersToPrint(run: run.number, limit: Self.batch) }
      let printed = try printer.print(
        letters.map { String(decoding: $0.content, as: UTF8.self) }
      )
      try transact { transaction in
        var failed: [(letter: OutboxFile, fault: PrintingFault)] = []
        for (letter, result) in zip(letters, printed) {
          switch result {
          case .success(let pdf):
            let path = String(letter.path.dropLast(".html".count) + ".pdf")
            try transaction.put(OutboxFile(path: path, content: pdf), run: run.number)
            try transaction.deliver(letter.path, as: path, run: run.number)
          case .failure(let fault): failed.append((letter, fault))
          }
        }
        if !failed.isEmpty { try handOver(failed, run, transaction) }
      }
    } while !letters.isEmpty
    try transact { transaction in
      if !formats.contains(.html) { try transaction.removePrintedHTML(run: run.number) }
      try AuditSeal.seal(run, in: transaction)
    }
  }

  /// Hands letters that cannot be printed over to the team, and puts the run's tables right.
  private func handOver(
    _ failed: [(letter: OutboxFile, fault: PrintingFault)],
    _ run: RunRecord,
    _ transaction: LedgerTransaction
  ) throws {
    var manifest = try RunManifest.waiting(of: run, in: transaction)
    let lines = try AuditEntry.entries(ofRun: run, in: transaction)
    for (letter, fault) in failed {
      let id = TextFile.stem(letter.path)
      try transaction.removeWaitingFile(letter.path, run: run.number)
      let reason = "letter \(id) cannot be printed: \(fault)"
      let held = try transaction.holdNotifications(ofDocument: id, run: run.number).map { told in
        AuditEntry(
          decision: "held",
          rule: told.notification.trigger.rule,
          version: told.ruleVersion,
          attendance: told.notification.trigger.attendance,
          route: told.form.name,
          recipient: told.recipient,
          document: id,
          reasons: [reason]
        )
      }
      // What the letter was to put right is told by nobody now.
      let notCorrected = lines.filter { $0.decision == "corrected" && $0.document == id }.map {
        var entry = $0
        entry.decision = AuditEntry.notCorrected
        entry.sha256 = nil
        entry.reasons = [reason]
        return entry
      }
      if !notCorrected.isEmpty { try retract(correction: id, run, transaction) }
      for entry in held + notCorrected {
        try entry.append(to: transaction, run: run.number)
        let item = WorklistItem(
          .letterFailed,
          rule: entry.rule,
          attendance: entry.attendance,
          reasons: [reason],
          route: entry.route.flatMap { Route.Form(name: $0) }
        )
        _ = try transaction.add(item, run: run.number)
        manifest.counts.worklist[WorklistKind.letterFailed.rawValue, default: 0] += 1
      }
      manifest.counts.leaveOut(letter.path)
    }
    let worklist = try WorklistTable.text(
      transaction.items(ofRun: run.number),
      wording: wording
    ) { try transaction.attendance(shownWith: $0) }
    try transaction.replace(
      OutboxFile(path: "worklist.csv", content: Array(worklist.utf8)),
      run: run.number
    )
    try manifest.replaceWaiting(of: run, in: transaction)
  }

  /// Has the run's items say that a correction did not go out.
  private func retract(correction id: String, _ run: RunRecord, _ transaction: LedgerTransaction)
    throws
  {
    let sent = TakenBack.words(of: "", correctedBy: id)
    for item in try transaction.items(ofRun: run.number)
    where item.reasons.contains(where: { $0.hasSuffix(sent) }) {
      try transaction.change(
        item.number,
        reasons: item.reasons.map { reason in
          guard reason.hasSuffix(sent) else { return reason }
          return TakenBack.words(of: String(reason.dropLast(sent.count)), correctedBy: nil)
        }
      )
    }
  }
}

extension RunManifest.Counts {
  /// One letter less, by the folder that it would have lain in.
  fileprivate mutating func leaveOut(_ path: String) {
    if path.hasPrefix("letters/practice/") {
      practiceLetters -= 1
    } else if path.hasPrefix("letters/parent/") {
      parentLetters -= 1
    } else {
      safeguardingLetters -= 1
    }
  }
}
