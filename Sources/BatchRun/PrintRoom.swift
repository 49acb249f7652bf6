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
    for (letter, fault) in failed {
      let id = TextFile.stem(letter.path)
      try transaction.removeWaitingFile(letter.path, run: run.number)
      let held = try transaction.holdNotifications(ofDocument: id, run: run.number)
      let reason = "letter \(id) cannot be printed: \(fault)"
      for told in held.isEmpty ? [nil] : held.map(Optional.some) {
        try AuditEntry(
          decision: "held",
          rule: told?.notification.trigger.rule,
          version: told?.ruleVersion,
          attendance: told?.notification.trigger.attendance,
          route: told?.form.name,
          recipient: told?.recipient,
          document: id,
          reasons: [reason]
        ).append(to: transaction, run: run.number)
      }
      let items =
        held.isEmpty
        ? [WorklistItem(.letterFailed, attendance: nil, reasons: [reason])]
        : held.map {
          WorklistItem(
            .letterFailed,
            rule: $0.notification.trigger.rule,
            attendance: $0.notification.trigger.attendance,
            reasons: [reason],
            route: $0.form
          )
        }
      for item in items { _ = try transaction.add(item, run: run.number) }
      manifest.counts.worklist[WorklistKind.letterFailed.rawValue, default: 0] += items.count
      manifest.counts.leaveOut(letter.path)
    }
    let worklist = try WorklistTable.text(
      transaction.items(ofRun: run.number),
      wording: wording
    ) { try transaction.listed($0) }
    try transaction.replace(
      OutboxFile(path: "worklist.csv", content: Array(worklist.utf8)),
      run: run.number
    )
    try manifest.replaceWaiting(of: run, in: transaction)
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
