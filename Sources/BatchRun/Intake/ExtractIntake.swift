import AttendanceModel
import ExtractReading
import Foundation
import Ledger
import Linkage

/// Takes one file into the ledger; its rows see `ExtractIntake+Rows.swift`.
struct ExtractIntake {
  /// Why a file is refused whole, when that lies not in the file but in what it is to stand for.
  struct Refusal: Error {
    var sentence: String
  }

  let transaction: LedgerTransaction
  let run: RunRecord
  let configuration: RunConfiguration
  let book: RuleBook
  let source: RunConfiguration.Source
  let profile: SourceProfile
  let path: String
  let file: String
  let sha256: String

  /// Takes a new file, or what had waited of a known one.
  ///
  /// - Parameters:
  ///   - known: What an earlier run made of the file.
  ///   - threads: How many threads read; nil takes rows one by one.
  ///   - report: What the night's reading has given so far.
  /// - Throws: Why the file is refused, or ``BulkReader/NeedsPlainReading``; the caller then undoes
  ///   what was taken.
  func take(known: KnownExtract?, threads: Int?, into report: inout Intake.Report) throws {
    let number =
      try known?.number
      ?? transaction.startExtract(
        sha256: sha256,
        source: source.name,
        file: file,
        run: run.number
      )
    if known == nil {
      _ = try transaction.see(number, source: source.name, file: file, run: run.number)
      if try profile.nilReturn?.isWholeFile(path) ?? false {
        try transaction.finishExtract(
          number,
          ExtractRecord(rows: 0, readAsOf: run.asOf, isNil: true)
        )
        report.nilReturns.append(file)
        return
      }
    }
    report.tally.begin(number, isReadAgain: known != nil)
    var reading = Reading(
      readAsOf: known?.readAsOf,
      isOfWholePeriod: profile.loadMode == .replacePeriod,
      corrected: try transaction.attendances(
        withOpenItemsOfKind: WorklistKind.quarantinedCorrection.rawValue
      )
    )
    let replacement = try replacement(of: number)
    let summary =
      try threads.map { try readInBulk(number, threads: $0, &reading, &report) }
      ?? readPlainly(number, &reading, &report)
    // Rows of a known file that had not waited are in the balance of the run that took them.
    report.tally[number].rows = summary.rows - reading.passedOver
    var taken = TakenExtract(
      source: source.name,
      file: file,
      sha256: sha256,
      number: number,
      summary: summary,
      quarantined: reading.quarantined,
      readAsOf: known?.readAsOf
    )
    if known != nil {
      try transaction.readAgain(number, asOf: run.asOf, due: reading.due)
    } else {
      if !summary.isMended {
        taken.removed = try replacement?.finish(reading, &report) ?? 0
      }
      try finish(number, summary, reading, &report)
      let columns = summary.columnsMostlyUnreadable
      if !columns.isEmpty {
        report.alarms.append(.unreadable(source: source.name, file: file, columns: columns))
      }
    }
    report.taken.append(taken)
  }

  /// What a file's rows have given so far.
  struct Reading {
    /// Of a known file: the as-of date up to which it was read.
    var readAsOf: CivilDay?
    /// Whether what it leaves out may be gone.
    var isOfWholePeriod: Bool
    /// The attendances of which a correction was quarantined on an earlier night.
    var corrected: Set<AttendanceKey>
    var passedOver = 0
    var quarantined: [QuarantinedRow] = []
    /// The earliest arrival after the as-of date.
    var due: CivilDay?
    var sites: [String: Int] = [:]
    /// In a load of a whole period: attendances of rows that did not become the live version.
    var carried: Set<AttendanceKey> = []
    /// In a load of a whole period: how many rows arrive on each day.
    var days: [CivilDay: Int] = [:]
  }

  private func replacement(of number: Int64) throws -> PeriodReplacement? {
    guard profile.loadMode == .replacePeriod else { return nil }
    return try PeriodReplacement(
      transaction: transaction,
      source: source.name,
      file: file,
      extract: number,
      period: source.period(of: file, profile, asOf: run.asOf),
      maxRemoved: configuration.maxRemoved
    )
  }

  private func finish(
    _ number: Int64,
    _ summary: ExtractSummary,
    _ reading: Reading,
    _ report: inout Intake.Report
  ) throws {
    let isNil = summary.rows == 0 && profile.nilReturn == .headerOnly
    if isNil { report.nilReturns.append(file) }
    if summary.rows == 0 && !isNil {
      report.alarms.append(.noRows(source: source.name, file: file))
    }
    try transaction.finishExtract(
      number,
      ExtractRecord(
        rows: summary.rows,
        readAsOf: run.asOf,
        due: reading.due,
        isMended: summary.isMended,
        isNil: isNil,
        sites: reading.sites,
        fields: summary.fieldsWithColumns
      )
    )
  }

  /// What follows from a version or deletion for the worklist, and for a load of its period.
  func settle(
    _ outcome: VersionOutcome,
    of key: AttendanceKey,
    _ reading: inout Reading,
    _ report: inout Intake.Report
  ) throws {
    // A deletion that loses only because it carries no date is a person's to judge (S2).
    if outcome == .undatedDeleteLoses || outcome == .replacesUndatedDelete {
      // A source that sends its last weeks every night says it every night.
      if try !transaction.hasOpenItem(kind: WorklistKind.undatedDelete.rawValue, attendance: key),
        report.undatedDeletes.insert(key).inserted
      {
        report.worklist.append(WorklistItem(.undatedDelete, attendance: key))
      }
    }
    guard outcome.holdsNew else {
      if reading.isOfWholePeriod { reading.carried.insert(key) }
      return
    }
    // What was quarantined has come in a readable version: nothing is open any more.
    let kind = WorklistKind.quarantinedCorrection.rawValue
    if report.corrections.remove(key) != nil {
      report.worklist.removeAll { $0.kind == kind && $0.attendance == key }
    }
    if reading.corrected.contains(key) {
      try transaction.closeItems(kind: kind, attendance: key)
    }
  }

  /// What follows from a row that could not be read.
  func note(
    _ row: QuarantinedRow,
    _ reading: inout Reading,
    _ report: inout Intake.Report
  ) throws {
    guard let key = row.key else { return }
    if reading.isOfWholePeriod { reading.carried.insert(key) }
    let kind = WorklistKind.quarantinedCorrection.rawValue
    guard try transaction.mightReplaceLive(key, applicable: row.applicable),
      try !transaction.hasOpenItem(kind: kind, attendance: key),
      report.corrections.insert(key).inserted
    else { return }
    report.worklist.append(WorklistItem(.quarantinedCorrection, attendance: key))
  }
}

extension NilReturn {
  /// Whether a whole file is a nil return that is no CSV with column names.
  fileprivate func isWholeFile(_ path: String) throws -> Bool {
    switch self {
    case .headerOnly: false
    case .emptyFile: try FileHandle.firstBytes(of: path, 1).isEmpty
    case .line(let line):
      String(
        decoding: try FileHandle.firstBytes(of: path, line.utf8.count + 64),
        as: UTF8.self
      )
      .trimmingCharacters(in: CharacterSet(charactersIn: "\u{FEFF} \t\r\n")) == line
    }
  }
}

extension FileHandle {
  fileprivate static func firstBytes(of path: String, _ count: Int) throws -> Data {
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    return try handle.read(upToCount: count) ?? Data()
  }
}
