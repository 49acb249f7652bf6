import AttendanceModel
import ExtractReading
import Foundation
import Ledger
import Linkage

/// Takes the night's extracts into the ledger: S2's versions, quarantine, refusals.
struct Intake {
  /// What became of one file.
  struct TakenFile {
    var source: String
    var file: String
    var sha256: String
    var summary: ExtractSummary
    /// Versions that changed nothing because a later one is held.
    var superseded: Int
    /// Quarantined rows and the header to write them under.
    var quarantined: [QuarantinedRow]
  }

  /// All that the night's reading gave.
  struct Report {
    var taken: [TakenFile] = []
    /// Files taken by an earlier run, by name; they are not read again.
    var seenBefore: [String] = []
    /// The sentences of refused files.
    var refused: [String] = []
    /// Sources that are expected daily and brought nothing for this as-of date.
    var missingSources: [String] = []
    var touched = TouchedPersons()
    /// Items that rows themselves raise: quarantined corrections, undated deletes that lost.
    var worklist: [WorklistItem] = []

    var rowsRead: Int { taken.reduce(0) { $0 + $1.summary.rows } }
    var quarantined: Int { taken.reduce(0) { $0 + $1.summary.quarantined } }

    /// A deletion that loses only because it carries no date is a person's to judge (S2).
    fileprivate mutating func note(_ outcome: VersionOutcome, of key: AttendanceKey) {
      if outcome == .undatedDeleteLoses || outcome == .replacesUndatedDelete {
        worklist.append(WorklistItem(.undatedDelete, attendance: key))
      }
    }
  }

  let transaction: LedgerTransaction
  let run: RunRecord
  let configuration: RunConfiguration
  let book: RuleBook
  let profiles: [String: SourceProfile]

  /// Reads every new file of every source, in source order, then by file name.
  ///
  /// A refused file leaves the ledger as it was and does not hold up the others.
  func take() throws -> Report {
    var report = Report()
    for source in configuration.sources {
      guard let profile = profiles[source.profile] else {
        preconditionFailure("a run starts with the profiles of all its sources")
      }
      for path in try SourceFiles.matching(source.files) {
        try take(path, source: source, profile: profile, into: &report)
      }
      if source.isExpectedDaily, try !transaction.tookExtract(from: source.name, asOf: run.asOf) {
        report.missingSources.append(source.name)
      }
    }
    try transaction.relink(&report.touched)
    return report
  }

  private func take(
    _ path: String,
    source: RunConfiguration.Source,
    profile: SourceProfile,
    into report: inout Report
  ) throws {
    let file = (path as NSString).lastPathComponent
    let digest: String
    do {
      digest = try FileDigest.ofFile(path)
    } catch {
      report.refused.append("\(file) cannot be read; check its permissions")
      return
    }
    if try transaction.fileName(ofExtract: digest) != nil {
      report.seenBefore.append(file)
      return
    }
    do {
      let before = report
      do {
        try transaction.undoingOnError {
          try read(path, file: file, digest: digest, source: source.name, profile, into: &report)
        }
      } catch let refusal as ExtractRefusal {
        report = before
        throw refusal
      }
    } catch let refusal as ExtractRefusal {
      report.refused.append(refusal.description)
    }
  }

  private func read(
    _ path: String,
    file: String,
    digest: String,
    source: String,
    _ profile: SourceProfile,
    into report: inout Report
  ) throws {
    var quarantined: [QuarantinedRow] = []
    var superseded = 0
    let reader = ExtractReader(
      path: path,
      profile: profile,
      asOf: run.asOf,
      maxQuarantined: configuration.maxQuarantined
    )
    let summary = try reader.read { outcome in
      switch outcome {
      case .version(let attendance, _):
        let outcome = try transaction.apply(
          book.needed(of: attendance),
          source: source,
          touching: &report.touched
        )
        report.note(outcome, of: attendance.key)
        if outcome.holdsNew {
          try settleCorrection(of: attendance.key, in: &report)
        } else {
          superseded += 1
        }
      case .delete(let key, let applicable, _):
        let outcome = try transaction.delete(
          key,
          applicable: applicable,
          source: source,
          touching: &report.touched
        )
        report.note(outcome, of: key)
        if outcome.holdsNew {
          try settleCorrection(of: key, in: &report)
        } else {
          superseded += 1
        }
      case .quarantined(let row):
        quarantined.append(row)
        if let key = row.key, try transaction.mightReplaceLive(key, applicable: row.applicable) {
          report.worklist.append(WorklistItem(.quarantinedCorrection, attendance: key))
        }
      }
    }
    try transaction.recordExtract(
      sha256: digest,
      source: source,
      file: file,
      rows: summary.rows,
      run: run.number
    )
    report.taken.append(
      TakenFile(
        source: source,
        file: file,
        sha256: digest,
        summary: summary,
        superseded: superseded,
        quarantined: quarantined
      )
    )
  }

  /// What was quarantined has come in a readable version: nothing is open any more.
  private func settleCorrection(of key: AttendanceKey, in report: inout Report) throws {
    let kind = WorklistKind.quarantinedCorrection.rawValue
    report.worklist.removeAll { $0.kind == kind && $0.attendance == key }
    try transaction.closeItems(kind: kind, attendance: key)
  }
}
