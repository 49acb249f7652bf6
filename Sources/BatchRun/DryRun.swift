package import AttendanceModel
import ExtractReading
import Linkage
import NotifyPolicy
import RuleEngine
import RuleLanguage

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
    package var triggers: [Trigger] = []

    /// Data rows of all extracts.
    package var rows: Int { extracts.reduce(0) { $0 + $1.rows } }
    /// Rows that could not be read.
    package var quarantined: Int { extracts.reduce(0) { $0 + $1.quarantined } }
    /// Versions that changed nothing because a later one was held.
    package var superseded: Int { extracts.reduce(0) { $0 + $1.superseded } }
    /// Rows that delete an attendance.
    package var deletes: Int { extracts.reduce(0) { $0 + $1.deletes } }

    /// Whether somebody should look at the data: the command's exit code says 2.
    package var needsAttention: Bool { quarantined > 0 || identityConflicts > 0 }
  }

  /// What is kept of a row: who, when, and what the rules need of it.
  private struct KeptRow {
    var identity: RowIdentity
    var arrival: Arrival
    var answers: RowAnswers

    var position: TimelinePosition { TimelinePosition(arrival: arrival, key: identity.key) }
  }

  private let book: RuleBook
  private let asOf: CivilDay
  private var rows: [KeptRow] = []
  private var versions = LatestVersions<UInt32>()
  private var report: Report

  private init(book: RuleBook, asOf: CivilDay) {
    self.book = book
    self.asOf = asOf
    report = Report(asOf: asOf)
  }

  /// Reads the extracts in the order given, links, evaluates and sums up.
  ///
  /// - Parameters:
  ///   - book: the rules.
  ///   - asOf: the run's “today”; later arrivals are quarantined.
  ///   - extracts: paths of files in one layout.
  ///   - name: the name of their source profile.
  ///   - progress: is told in a few words what is being done.
  /// - Returns: what was read and found.
  /// - Throws: ``RunFault``; a refused file ends the command.
  package static func perform(
    book: RuleBook,
    asOf: CivilDay,
    extracts: [String],
    profile name: String,
    progress: (String) -> Void = { _ in }
  ) throws -> Report {
    let profile = try book.profile(name)
    var run = DryRun(book: book, asOf: asOf)
    do {
      for path in extracts {
        progress("reading \(path)")
        try run.take(path, profile)
      }
    } catch let refusal as ExtractRefusal {
      throw RunFault(refusal.isMissingInput ? .noInput : .badData, refusal.description)
    }
    progress("evaluating rules")
    return run.evaluate()
  }

  private mutating func take(_ path: String, _ profile: SourceProfile) throws {
    let reader = ExtractReader(
      path: path,
      profile: profile,
      asOf: asOf,
      fields: book.rules.reduce(into: [.birthDate]) { $0.formUnion($1.fieldsRead) }
    )
    var superseded = 0
    let digest = try? FileDigest.ofFile(path)
    let summary = try reader.read { outcome in
      switch outcome {
      case .version(let attendance, _):
        let row = UInt32(rows.count)
        let outcome = versions.take(row, of: attendance.key, applicable: attendance.applicable)
        guard outcome.holdsNew else {
          superseded += 1
          return
        }
        rows.append(
          KeptRow(
            identity: RowIdentity(attendance),
            arrival: attendance.arrival,
            answers: book.engine.answers(for: attendance)
          )
        )
      case .delete(let key, let applicable, _):
        versions.take(nil, of: key, applicable: applicable)
      case .quarantined: break
      }
    }
    report.extracts.append(
      RunManifest.Extract(
        Intake.TakenFile(
          source: profile.name,
          file: path,
          sha256: digest ?? "",
          summary: summary,
          superseded: superseded,
          quarantined: []
        )
      )
    )
  }

  private mutating func evaluate() -> Report {
    var joins = IdentityJoins()
    for row in versions.live { joins.take(rows[Int(row)].identity) }
    var timelines: [PersonKey: [UInt32]] = [:]
    for row in versions.live {
      timelines[joins.person(of: rows[Int(row)].identity), default: []].append(row)
    }
    report.persons = timelines.keys.count(where: \.isIdentified)
    report.unidentified = timelines.count - report.persons
    report.undatedDeletes = versions.undatedDeletes.count
    var results = Dictionary(
      book.rules.map { ($0.name, RuleResult(rule: $0.name, title: $0.title)) },
      uniquingKeysWith: { _, later in later }
    )
    for (person, unordered) in timelines {
      let ordered = unordered.sorted { rows[Int($0)].position < rows[Int($1)].position }
      evaluate(person, ordered, joins, &results)
    }
    report.triggers.sort()
    report.rules = results.values.sorted { precedesAsBytes($0.rule, $1.rule) }
    return report
  }

  private mutating func evaluate(
    _ person: PersonKey,
    _ ordered: [UInt32],
    _ joins: IdentityJoins,
    _ results: inout [String: RuleResult]
  ) {
    let entries = ordered.map { row in
      TimelineEntry(row: row, arrival: rows[Int(row)].arrival, answers: rows[Int(row)].answers)
    }
    let key = { [rows] (row: UInt32) in rows[Int(row)].identity.key }
    report.attendances += entries.count
    for entry in entries {
      report.firstArrival = min(report.firstArrival ?? entry.arrival.day, entry.arrival.day)
      report.lastArrival = max(report.lastArrival ?? entry.arrival.day, entry.arrival.day)
      for unknown in book.engine.unknowns(in: entry.answers) {
        results[unknown.rule]?.unknown[unknown.subject.word, default: 0] += 1
      }
    }
    let conflicts = IdentityConflict.conflicts(
      among: ordered.map { rows[Int($0)].identity },
      numbersOf: joins.numbers(of:)
    )
    let triggers = book.engine.triggers(
      in: entries[...],
      identified: person.isIdentified,
      key: key
    )
    report.ageUnsettled += book.engine.ageUnsettled(in: entries[...], key: key).count
    guard !triggers.isEmpty else { return }
    if !conflicts.isEmpty { report.identityConflicts += 1 }
    report.triggers += triggers
    for (name, found) in Dictionary(grouping: triggers, by: \.rule) {
      results[name]?.persons += 1
      results[name]?.triggers += found.count
      guard person.isIdentified else { continue }
      for route in book.rules.last(where: { $0.name == name })?.routes ?? [] {
        let told = told(found, by: name)
        if route.form.isLetter { results[name]?.letters += told }
        if route.form.isAlert { results[name]?.alerts += told }
      }
    }
  }

  /// How many of a person's triggers of one rule would have been told, had a run seen each on its
  /// day.
  private func told(_ triggers: [Trigger], by name: String) -> Int {
    guard let rule = book.rules.last(where: { $0.name == name }) else { return 0 }
    let policy = NotifyPolicy(lateAfter: CalendarPeriod(30, .days))
    return policy.outcome(
      triggers: triggers.map { SeenTrigger($0, firstSeen: $0.arrival.day) },
      notifications: [],
      again: rule.again,
      ruleClass: rule.ruleClass,
      tellsWhenLate: false
    ).decided.count { $0.decision == .tell }
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
