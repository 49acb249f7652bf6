import AttendanceModel
import ExtractReading
import Ledger

/// A load that stands for all attendances of its source in a period: what it leaves out is gone
/// (S2).
///
/// Whatever row of the file names an attendance carries it, be it an older version, a deletion or
/// a row that could not be read. While any row does not say which attendance it is, or is cut off,
/// nothing is removed: what seems to be missing may be that row, or stand behind it.
struct PeriodReplacement {
  private let transaction: LedgerTransaction
  private let source: String
  private let file: String
  private let extract: Int64
  /// Nil when neither the configuration nor the file's name states it.
  private let period: ClosedRange<CivilDay>?
  private let maxRemoved: Double
  /// The source's live attendances by day, before the load.
  private let liveBefore: [CivilDay: Int]

  init(
    transaction: LedgerTransaction,
    source: String,
    file: String,
    extract: Int64,
    period: ClosedRange<CivilDay>?,
    maxRemoved: Double
  ) throws {
    self.transaction = transaction
    self.source = source
    self.file = file
    self.extract = extract
    self.period = period
    self.maxRemoved = maxRemoved
    liveBefore = try period.map { try transaction.liveAttendances(of: source, in: $0) } ?? [:]
  }

  /// Removes what the file, now read, does not carry; returns how many attendances that are.
  ///
  /// - Throws: ``ExtractIntake/Refusal`` when nothing states the period, ``RunFault`` when a day
  ///   would lose more than is allowed.
  func finish(_ reading: ExtractIntake.Reading, _ report: inout Intake.Report) throws -> Int {
    guard let period else {
      throw ExtractIntake.Refusal(
        sentence: "\(file): its name does not state the period that it replaces;"
          + " name it as the source's “file-pattern” says"
      )
    }
    let outside = reading.days.filter { !period.contains($0.key) }.values.reduce(0, +)
    if outside > 0 {
      report.alarms.append(
        .outsidePeriod(source: source, file: file, rows: outside, period: period)
      )
    }
    let absent = try transaction.attendances(of: source, in: period, notFrom: extract)
      .filter { !reading.carried.contains($0.key) }
    guard !absent.isEmpty else { return 0 }
    let unnamed = reading.quarantined.count(where: \.leavesOpenWhatIsMissing)
    if unnamed > 0 {
      report.alarms.append(
        .keptAbsent(source: source, file: file, attendances: absent.count, rows: unnamed)
      )
      return 0
    }
    try refuseTooMany(absent)
    for attendance in absent {
      let number = try transaction.remove(attendance, by: extract, touching: &report.touched)
      if let number { report.firstLook?.noteChange(of: number) }
      try transaction.closeItems(
        kind: WorklistKind.quarantinedCorrection.rawValue,
        attendance: attendance.key
      )
      report.tally.countRemoved(attendance)
    }
    return absent.count
  }

  private func refuseTooMany(_ absent: [AbsentAttendance]) throws {
    let removed = Dictionary(grouping: absent, by: \.day).mapValues(\.count)
    for (day, count) in removed.sorted(by: { $0.key < $1.key }) {
      let live = liveBefore[day] ?? count
      guard Double(count) > Double(live) * maxRemoved else { continue }
      let allowed = (maxRemoved * 1000).rounded() / 10
      throw RunFault(
        .failed,
        "\(file) would remove \(count) of the \(live) attendances of source “\(source)” on \(day),"
          + " more than “max-removed” (\(allowed) %) allows; nothing was published. Get the extract"
          + " again, or, when it is right, raise “max-removed” for one run"
      )
    }
  }
}
