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
    let versions = try VersionIntake(transaction)
    let reader = BulkReader(
      path: path,
      profile: profile,
      asOf: run.asOf,
      maxQuarantined: configuration.maxQuarantined,
      questions: nil,
      threads: threads
    )
    return try reader.read(
      making: { { batch in batch.attendances.map(preparation.row) } },
      { batch, prepared in
        for place in batch.places {
          switch place {
          case .quarantined(let index):
            try take(batch.quarantined[index], number, &reading, &report)
          case .row(let index):
            let row = batch.rows[index]
            if let whole = row.attendance.map(Int.init) {
              try take(batch.attendances[whole], number, &reading, &report) { report in
                try take(prepared[whole], batch.attendances[whole], with: versions, &report)
              }
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
    let versions = try preparation.isFirstLoad ? VersionIntake(transaction) : nil
    let reader = ExtractReader(
      path: path,
      profile: profile,
      asOf: run.asOf,
      maxQuarantined: configuration.maxQuarantined
    )
    return try reader.read { outcome in
      switch outcome {
      case .version(let attendance, _):
        try take(attendance, number, &reading, &report) { report in
          if let versions {
            return try take(preparation.row(attendance), attendance, with: versions, &report)
          }
          return try transaction.apply(
            book.needed(of: attendance),
            from: preparation.origin,
            touching: &report.touched
          )
        }
      case .delete(let key, let applicable, _):
        try delete(key, applicable, number, &reading, &report)
      case .quarantined(let row): try take(row, number, &reading, &report)
      }
    }
  }

  private func preparation(_ number: Int64, _ report: Intake.Report) -> PreparedRow.Preparation {
    PreparedRow.Preparation(
      book: book,
      origin: VersionOrigin(source: source.name, extract: number),
      superseded: transaction.superseded,
      isFirstLoad: report.firstLook != nil
    )
  }

  private func take(
    _ row: PreparedRow,
    _ attendance: Attendance,
    with versions: VersionIntake,
    _ report: inout Intake.Report
  ) throws -> TakenVersion {
    let taken = try versions.take(row.version, touching: &report.touched)
    report.firstLook?.take(taken, row.answers, at: attendance.arrival)
    return taken
  }

  /// Takes a version with `apply`, which asks the ledger what becomes of it.
  private func take(
    _ attendance: Attendance,
    _ number: Int64,
    _ reading: inout Reading,
    _ report: inout Intake.Report,
    _ apply: (inout Intake.Report) throws -> TakenVersion
  ) throws {
    if let readAsOf = reading.readAsOf, attendance.arrival.day <= readAsOf {
      reading.passedOver += 1
      return
    }
    let taken = try apply(&report)
    report.tally.count(taken, of: attendance.key, from: number)
    if let site = attendance.siteCode { reading.sites[site, default: 0] += 1 }
    if reading.isOfWholePeriod { reading.days[attendance.arrival.day, default: 0] += 1 }
    try settle(taken.outcome, of: attendance.key, &reading, &report)
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
