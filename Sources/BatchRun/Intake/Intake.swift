import AttendanceModel
import ExtractReading
import Foundation
import Ledger
import Linkage

/// Takes the night's extracts into the ledger: S2's versions, quarantine, refusals, alarms.
struct Intake {
  /// All that the night's reading gave.
  struct Report {
    var taken: [TakenExtract] = []
    /// Files taken by an earlier run, by name; they are not read again.
    var seenBefore: [String] = []
    /// Files that say there is nothing to report, as their profile says such files look.
    var nilReturns: [String] = []
    /// The sentences of refused files.
    var refused: [String] = []
    /// What an operator must look at in the feeds.
    var alarms: [FeedAlarm] = []
    var touched = TouchedPersons()
    /// In a first load, what tells whom to look at.
    var firstLook: FirstLook?
    /// What became of the rows of each extract.
    var tally = RowTally()
    /// Items that rows themselves raise: quarantined corrections, undated deletes that lost.
    var worklist: [WorklistItem] = []
    /// The attendances of those of them that are quarantined corrections.
    var corrections: Set<AttendanceKey> = []
    /// The attendances of those of them that are undated deletes.
    var undatedDeletes: Set<AttendanceKey> = []

    /// All but the first look, a copy of which would be as large as all that has been read.
    var withoutLook: Report {
      var report = self
      report.firstLook = nil
      return report
    }

    /// Forgets what an extract gave that was refused.
    mutating func goBack(to before: Report, looked: Int) {
      let look = firstLook
      self = before
      firstLook = look
      firstLook?.forget(since: looked)
    }
  }

  let transaction: LedgerTransaction
  let run: RunRecord
  let configuration: RunConfiguration
  let book: RuleBook
  let profiles: [String: SourceProfile]
  /// How many threads read; nil takes rows one by one.
  let threads: Int?

  /// Reads every new file of every source, in source order, then by file name.
  ///
  /// A refused file leaves the ledger as it was and does not hold up the others.
  ///
  /// - Parameter touched: what the list of superseded numbers has touched.
  /// - Returns: what the reading gave.
  /// - Throws: ``RunFault`` when the run must stop.
  func take(touched: TouchedPersons) throws -> Report {
    var report = Report()
    report.touched = touched
    if touched.isFirstLoad {
      report.firstLook = FirstLook(book.engine)
      let loadsPeriods = configuration.sources.contains {
        profile(of: $0).loadMode == .replacePeriod
      }
      try transaction.withoutIndexes(loadsPeriods: loadsPeriods) { try takeSources(&report) }
    } else {
      try takeSources(&report)
    }
    try balance(&report)
    try transaction.relink(&report.touched)
    return report
  }

  private func profile(of source: RunConfiguration.Source) -> SourceProfile {
    guard let profile = profiles[source.profile].map(source.laid) else {
      preconditionFailure("a run starts with the profiles of all its sources")
    }
    return profile
  }

  private func takeSources(_ report: inout Report) throws {
    for source in configuration.sources {
      let profile = profile(of: source)
      let takenBefore = report.taken.count
      for path in try SourceFiles.matching(source.files) {
        try take(path, source: source, profile: profile, into: &report)
      }
      let watch = FeedWatch(
        transaction: transaction,
        asOf: run.asOf,
        habit: configuration.habit
      )
      report.alarms += try watch.alarms(
        of: source,
        brought: report.taken[takenBefore...].filter { !$0.isReadAgain && !$0.isMended }
      )
    }
  }

  /// Gives each extract its balance, which must add up.
  private func balance(_ report: inout Report) throws {
    for index in report.taken.indices {
      report.taken[index].balance = report.tally[report.taken[index].number]
      try report.taken[index].checkBalance()
    }
  }

  private func take(
    _ path: String,
    source: RunConfiguration.Source,
    profile: SourceProfile,
    into report: inout Report
  ) throws {
    let file = path.namePart
    guard !FileKind.isPipe(path) else {
      report.refused.append("\(file) is a pipe or a device and no file; take it away")
      return
    }
    let digest: String
    do {
      digest = try FileDigest.ofFile(path)
    } catch {
      report.refused.append("\(file) cannot be read; check its permissions")
      return
    }
    let intake = ExtractIntake(
      transaction: transaction,
      run: run,
      configuration: configuration,
      book: book,
      source: source,
      profile: profile,
      path: path,
      file: file,
      sha256: digest
    )
    let before = report.withoutLook
    let looked = report.firstLook?.count ?? 0
    do {
      do {
        try take(intake, threads: threads, into: &report)
      } catch is BulkReader.NeedsPlainReading {
        report.goBack(to: before, looked: looked)
        try take(intake, threads: nil, into: &report)
      }
    } catch let refusal as ExtractRefusal {
      report.goBack(to: before, looked: looked)
      report.refused.append(refusal.description)
    } catch let refusal as ExtractIntake.Refusal {
      report.goBack(to: before, looked: looked)
      report.refused.append(refusal.sentence)
    }
  }

  private func take(_ intake: ExtractIntake, threads: Int?, into report: inout Report) throws {
    try transaction.undoingOnError {
      let known = try transaction.extract(sha256: intake.sha256)
      if let known, try !isDue(known, of: intake, in: &report) { return }
      try intake.take(known: known, threads: threads, into: &report)
    }
  }

  /// Whether an extract that an earlier run took must be read again, because rows of it waited for
  /// a day that has come; says so when its bytes came again.
  private func isDue(
    _ known: KnownExtract,
    of intake: ExtractIntake,
    in report: inout Report
  ) throws -> Bool {
    let (file, source) = (intake.file, intake.source)
    let came = try transaction.see(
      known.number,
      source: source.name,
      file: file,
      run: run.number
    )
    // Nil returns look alike; one under a name that was not there is a new one.
    if came && known.isNil && intake.profile.nilReturn != nil {
      report.nilReturns.append(file)
      return false
    }
    if came && known.isNil {
      report.alarms.append(.noRows(source: source.name, file: file))
    } else if came {
      report.alarms.append(
        .cameAgain(source: source.name, file: file, takenAs: known.file)
      )
    }
    if let due = known.due, due <= run.asOf { return true }
    report.seenBefore.append(file)
    return false
  }
}
