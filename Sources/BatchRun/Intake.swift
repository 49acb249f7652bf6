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
    /// What became of the rows of each extract.
    var tally = RowTally()
    /// Items that rows themselves raise: quarantined corrections, undated deletes that lost.
    var worklist: [WorklistItem] = []
  }

  let transaction: LedgerTransaction
  let run: RunRecord
  let configuration: RunConfiguration
  let book: RuleBook
  let profiles: [String: SourceProfile]

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
    for source in configuration.sources {
      guard let profile = profiles[source.profile].map(source.laid) else {
        preconditionFailure("a run starts with the profiles of all its sources")
      }
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
        broughtRows: report.taken[takenBefore...].contains { !$0.isReadAgain && !$0.isMended }
      )
    }
    try balance(&report)
    try transaction.relink(&report.touched)
    return report
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
    let file = (path as NSString).lastPathComponent
    let digest: String
    do {
      digest = try FileDigest.ofFile(path)
    } catch {
      report.refused.append("\(file) cannot be read; check its permissions")
      return
    }
    let before = report
    do {
      try transaction.undoingOnError {
        let known = try transaction.extract(sha256: digest)
        if let known, try !isDue(known, as: file, source: source, profile, in: &report) { return }
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
        try intake.take(known: known, into: &report)
      }
    } catch let refusal as ExtractRefusal {
      report = before
      report.refused.append(refusal.description)
    } catch let refusal as ExtractIntake.Refusal {
      report = before
      report.refused.append(refusal.sentence)
    }
  }

  /// Whether an extract that an earlier run took must be read again, because rows of it waited for
  /// a day that has come; says so when its bytes came again.
  private func isDue(
    _ known: KnownExtract,
    as file: String,
    source: RunConfiguration.Source,
    _ profile: SourceProfile,
    in report: inout Report
  ) throws -> Bool {
    let came = try transaction.see(
      known.number,
      source: source.name,
      file: file,
      run: run.number
    )
    // Nil returns look alike; one under a name that was not there is a new one.
    if came && known.isNil && profile.nilReturn != nil {
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
