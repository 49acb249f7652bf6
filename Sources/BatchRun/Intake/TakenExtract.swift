import AttendanceModel
import ExtractReading
import Ledger
import Linkage

/// What became of one file that was read.
struct TakenExtract {
  var source: String
  var file: String
  var sha256: String
  /// The ledger's number, or the place among a dry-run's files.
  var number: Int64
  var summary: ExtractSummary
  /// What became of its rows, once everything is read.
  var balance = RowBalance()
  /// Attendances that its period has no longer, because it left them out.
  var removed = 0
  /// Quarantined rows, to be written under the header.
  var quarantined: [QuarantinedRow] = []
  /// The as-of date for which an earlier run had read it; only rows that arrive later, and had
  /// waited, were taken now.
  var readAsOf: CivilDay?

  var isReadAgain: Bool { readAsOf != nil }

  /// Whether it is a quarantine file that came back.
  var isMended: Bool { summary.isMended }

  /// Whether a live attendance is a row that was taken now.
  func brought(_ stored: StoredAttendance) -> Bool {
    stored.extract == number && readAsOf.map { $0 < stored.attendance.arrival.day } ?? true
  }

  /// Makes sure that nothing of it is lost.
  ///
  /// - Throws: ``RunFault`` when rows cannot be accounted for: a mistake of the program.
  func checkBalance() throws {
    do {
      try balance.check()
    } catch {
      throw RunFault(
        .failed,
        "internal error: \(file) has \(error.rows) rows and \(error.accounted) are accounted for;"
          + " nothing was published"
      )
    }
  }
}
