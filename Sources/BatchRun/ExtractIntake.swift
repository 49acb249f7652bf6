import AttendanceModel
import ExtractReading
import Foundation
import Ledger
import Linkage

/// Takes one file into the ledger, row by row.
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
  /// - Throws: Why the file is refused; the caller then undoes what was taken.
  func take(known: KnownExtract?, into report: inout Intake.Report) throws {
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
      isOfWholePeriod: profile.loadMode == .replacePeriod
    )
    let replacement = try replacement(of: number)
    let reader = ExtractReader(
      path: path,
      profile: profile,
      asOf: run.asOf,
      maxQuarantined: configuration.maxQuarantined
    )
    let summary = try reader.read { try take($0, number, &reading, &report) }
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
    }
    report.taken.append(taken)
  }

  /// What a file's rows have given so far.
  struct Reading {
    /// Of a known file: the as-of date up to which it was read.
    var readAsOf: CivilDay?
    /// Whether what it leaves out may be gone.
    var isOfWholePeriod: Bool
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
        sites: reading.sites
      )
    )
  }

  // MARK: Rows

  private func take(
    _ outcome: RowOutcome,
    _ number: Int64,
    _ reading: inout Reading,
    _ report: inout Intake.Report
  ) throws {
    let origin = VersionOrigin(source: source.name, extract: number)
    switch outcome {
    case .version(let attendance, _):
      if let readAsOf = reading.readAsOf, attendance.arrival.day <= readAsOf {
        reading.passedOver += 1
        return
      }
      let taken = try transaction.apply(
        book.needed(of: attendance),
        from: origin,
        touching: &report.touched
      )
      report.tally.count(taken, of: attendance.key, from: number)
      if let site = attendance.siteCode { reading.sites[site, default: 0] += 1 }
      if reading.isOfWholePeriod { reading.days[attendance.arrival.day, default: 0] += 1 }
      try settle(taken.outcome, of: attendance.key, &reading, &report)
    case .delete(let key, let applicable, _):
      guard reading.readAsOf == nil else {
        reading.passedOver += 1
        return
      }
      let taken = try transaction.delete(
        key,
        applicable: applicable,
        from: origin,
        touching: &report.touched
      )
      report.tally.count(deletion: taken, of: key, from: number)
      try settle(taken.outcome, of: key, &reading, &report)
    case .quarantined(let row):
      if case .arrivalAfterAsOf(_, let day) = row.reason {
        reading.due = min(reading.due ?? day, day)
      }
      guard reading.readAsOf == nil else {
        reading.passedOver += 1
        return
      }
      reading.quarantined.append(row)
      report.tally[number].quarantined += 1
      try note(row, &reading, &report)
    }
  }

  /// What follows from a version or deletion for the worklist, and for a load of its period.
  private func settle(
    _ outcome: VersionOutcome,
    of key: AttendanceKey,
    _ reading: inout Reading,
    _ report: inout Intake.Report
  ) throws {
    // A deletion that loses only because it carries no date is a person's to judge (S2).
    if outcome == .undatedDeleteLoses || outcome == .replacesUndatedDelete {
      report.worklist.append(WorklistItem(.undatedDelete, attendance: key))
    }
    guard outcome.holdsNew else {
      if reading.isOfWholePeriod { reading.carried.insert(key) }
      return
    }
    // What was quarantined has come in a readable version: nothing is open any more.
    let kind = WorklistKind.quarantinedCorrection.rawValue
    report.worklist.removeAll { $0.kind == kind && $0.attendance == key }
    try transaction.closeItems(kind: kind, attendance: key)
  }

  private func note(
    _ row: QuarantinedRow,
    _ reading: inout Reading,
    _ report: inout Intake.Report
  ) throws {
    guard let key = row.key else { return }
    if reading.isOfWholePeriod { reading.carried.insert(key) }
    let kind = WorklistKind.quarantinedCorrection.rawValue
    guard try transaction.mightReplaceLive(key, applicable: row.applicable),
      try !transaction.hasOpenItem(kind: kind, attendance: key),
      !report.worklist.contains(where: { $0.kind == kind && $0.attendance == key })
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
