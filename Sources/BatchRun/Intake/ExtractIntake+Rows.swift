import AttendanceModel
import ExtractReading
import Ledger
import Linkage

/// The rows of an extract on their way into the ledger: by several threads that read and work out
/// what to store, or one by one.
///
/// Both ways leave the same ledger. One by one is the meaning, and takes what the other leaves.
extension ExtractIntake {
  func readInBulk(
    _ number: Int64,
    threads: Int,
    _ reading: inout Reading,
    _ report: inout Intake.Report
  ) throws -> ExtractSummary {
    let preparation = preparation(number, report)
    let versions = try VersionIntake(transaction, counted: preparation.counted)
    let reader = BulkReader(
      path: path,
      profile: profile,
      asOf: run.asOf,
      maxQuarantined: configuration.maxQuarantined,
      questions: nil,
      threads: threads
    )
    return try reader.read(
      making: {
        { batch in
          // Nobody else needs them: the thread that made them lets go of them.
          defer { batch.attendances.removeAll(keepingCapacity: true) }
          let attendances = batch.attendances.span
          return attendances.indices.map { preparation.row(attendances[$0]) }
        }
      },
      { batch, prepared in
        for place in batch.places {
          switch place {
          case .quarantined(let index):
            try take(batch.quarantined[index], number, &reading, &report)
          case .row(let index):
            let row = batch.rows[index]
            if let whole = row.attendance.map(Int.init) {
              try take(prepared[whole], number, with: versions, &reading, &report)
            } else {
              try delete(batch.key(of: row), row.applicable, number, &reading, &report)
            }
          }
        }
      }
    )
  }

  func readPlainly(_ number: Int64, _ reading: inout Reading, _ report: inout Intake.Report) throws
    -> ExtractSummary
  {
    let preparation = preparation(number, report)
    let versions = try report.firstLook.map { _ in
      try VersionIntake(transaction, counted: preparation.counted)
    }
    let reader = ExtractReader(
      path: path,
      profile: profile,
      asOf: run.asOf,
      maxQuarantined: configuration.maxQuarantined
    )
    return try reader.read { outcome in
      switch outcome {
      case .version(let attendance, _):
        if let versions {
          try take(preparation.row(attendance), number, with: versions, &reading, &report)
        } else {
          try take(attendance, number, &reading, &report)
        }
      case .delete(let key, let applicable, _):
        try delete(key, applicable, number, &reading, &report)
      case .quarantined(let row): try take(row, number, &reading, &report)
      }
    }
  }

  private func preparation(_ number: Int64, _ report: Intake.Report) -> PreparedRow.Preparation {
    PreparedRow.Preparation(
      book,
      origin: VersionOrigin(source: source.name, extract: number),
      superseded: transaction.superseded,
      isFirstLoad: report.firstLook != nil
    )
  }

  private func take(
    _ row: PreparedRow,
    _ number: Int64,
    with versions: VersionIntake,
    _ reading: inout Reading,
    _ report: inout Intake.Report
  ) throws {
    guard isDue(row.arrival, &reading) else { return }
    let taken = try versions.take(row.version, touching: &report.touched)
    report.firstLook?.take(taken, row.answers, at: row.arrival)
    try note(
      taken,
      of: row.version.key,
      on: row.arrival.day,
      site: row.site,
      number,
      &reading,
      &report
    )
  }

  /// The plain way.
  private func take(
    _ attendance: Attendance,
    _ number: Int64,
    _ reading: inout Reading,
    _ report: inout Intake.Report
  ) throws {
    guard isDue(attendance.arrival, &reading) else { return }
    let taken = try transaction.apply(
      book.needed(of: attendance),
      from: VersionOrigin(source: source.name, extract: number),
      touching: &report.touched
    )
    try note(
      taken,
      of: attendance.key,
      on: attendance.arrival.day,
      site: attendance.siteCode,
      number,
      &reading,
      &report
    )
  }

  /// Whether no earlier run has taken a row of a known file.
  private func isDue(_ arrival: Arrival, _ reading: inout Reading) -> Bool {
    guard let readAsOf = reading.readAsOf, arrival.day <= readAsOf else { return true }
    reading.passedOver += 1
    return false
  }

  private func note(
    _ taken: TakenVersion,
    of key: AttendanceKey,
    on day: CivilDay,
    site: String?,
    _ number: Int64,
    _ reading: inout Reading,
    _ report: inout Intake.Report
  ) throws {
    report.tally.count(taken, of: key, from: number)
    if let site { reading.sites[site, default: 0] += 1 }
    if reading.isOfWholePeriod { reading.days[day, default: 0] += 1 }
    try settle(taken.outcome, of: key, &reading, &report)
  }

  private func delete(
    _ key: AttendanceKey,
    _ applicable: Instant?,
    _ number: Int64,
    _ reading: inout Reading,
    _ report: inout Intake.Report
  ) throws {
    guard reading.readAsOf == nil else {
      reading.passedOver += 1
      return
    }
    let taken = try transaction.delete(
      key,
      applicable: applicable,
      from: VersionOrigin(source: source.name, extract: number),
      touching: &report.touched
    )
    report.firstLook?.noteChange(taken)
    report.tally.count(deletion: taken, of: key, from: number)
    try settle(taken.outcome, of: key, &reading, &report)
  }

  private func take(
    _ row: QuarantinedRow,
    _ number: Int64,
    _ reading: inout Reading,
    _ report: inout Intake.Report
  ) throws {
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
