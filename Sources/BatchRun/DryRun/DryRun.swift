package import AttendanceModel
import ExtractReading
package import Linkage
package import Reporting

/// What rules would do with extracts: nothing is stored, nothing is sent.
package struct DryRun {
  /// What one rule found and would send.
  package struct RuleResult: Sendable {
    package var rule: String
    package var title: String
    /// Persons with at least one trigger.
    package var persons = 0
    package var triggers = 0
    /// Letters and alerts, had the rule run every night: repeats that `again` covers are out.
    package var letters = 0
    package var alerts = 0
    /// Attendances of which the rule could not know whether they match, by what was unknown.
    package var unknown: [String: Int] = [:]
  }

  /// What was read and found.
  package struct Report: Sendable {
    package var asOf: CivilDay
    package var extracts: [RunManifest.Extract] = []
    package var attendances = 0
    package var persons = 0
    package var unidentified = 0
    package var identityConflicts = 0
    /// Attendances of a suspected-harm rule's codes whose age cannot be known (S4).
    package var ageUnsettled = 0
    package var undatedDeletes = 0
    package var firstArrival: CivilDay?
    package var lastArrival: CivilDay?
    package var rules: [RuleResult] = []
    /// Sorted by rule, then S1's order.
    package var triggers = TriggerList()
    /// What a report is made from, when one was asked for; holds who the persons are.
    package var analysis: ReportFindings?

    /// What became of the rows of all extracts.
    package var balance: RowBalance { extracts.reduce(into: RowBalance()) { $0 += $1.balance } }

    /// Whether somebody should look at the data: the command's exit code says 2.
    package var needsAttention: Bool { balance.quarantined > 0 || identityConflicts > 0 }
  }

  /// Reads the extracts in the order given, links, evaluates and sums up.
  ///
  /// - Parameters:
  ///   - book: the rules.
  ///   - asOf: the run's “today”; later arrivals are quarantined.
  ///   - extracts: paths of files in one layout.
  ///   - name: the name of their source profile.
  ///   - practices: the practice directory, for a profile whose source names practices.
  ///   - supersededNumbers: the path of a list of merged NHS numbers.
  ///   - threads: how many threads work; the result does not depend on it.
  ///   - withDigests: whether the report says each extract's SHA-256.
  ///   - scope: what to gather for an analyst's report, when one is wanted.
  ///   - progress: is told in a few words what is being done.
  /// - Returns: what was read and found.
  /// - Throws: ``RunFault``; a refused file ends the command.
  package static func perform(
    book: RuleBook,
    asOf: CivilDay,
    extracts: [String],
    profile name: String,
    practices: String? = nil,
    supersededNumbers: String? = nil,
    threads: Int = 2,
    withDigests: Bool = false,
    scope: Scope? = nil,
    progress: (WorkProgress) -> Void = { _ in }
  ) throws -> Report {
    let book = scope == nil ? book : book.notingPopulations
    let profile = try book.profile(name, practices: practices)
    let superseded = try SupersededNumberFile.read(supersededNumbers)
    func newReading(threads: Int?) -> DryRunReading {
      DryRunReading(
        book: book,
        asOf: asOf,
        profile: profile,
        superseded: superseded,
        threads: threads,
        kinds: scope.map { _ in RowKindList() }
      )
    }
    var reading = newReading(threads: threads)
    do {
      do {
        try reading.take(extracts, progress)
      } catch is BulkReader.NeedsPlainReading {
        reading = newReading(threads: nil)
        try reading.take(extracts, progress)
      }
    } catch let refusal as ExtractRefusal {
      throw RunFault(refusal.isMissingInput ? .noInput : .badData, refusal.description)
    }
    var report = Report(asOf: asOf)
    try DryRunEvaluation(book: book, threads: threads, scope: scope)
      .evaluate(&reading, into: &report, progress)
    report.extracts = reading.extracts.map { taken in
      var extract = RunManifest.Extract(taken)
      if withDigests { extract.sha256 = (try? FileDigest.ofFile(taken.file)) ?? "" }
      return extract
    }
    guard report.attendances == report.balance.attendances else {
      throw RunFault(
        .failed,
        "internal error: \(report.balance.attendances) rows should be live attendances and"
          + " \(report.attendances) are; nothing was published"
      )
    }
    return report
  }
}

extension ExtractRefusal {
  /// Whether there is nothing to read, as opposed to something unreadable.
  var isMissingInput: Bool {
    switch cause {
    case .noSuchFile, .isNotReadable, .isDirectory: true
    default: false
    }
  }
}
