import AttendanceModel
import Linkage
import NotifyPolicy
import RuleEngine
import RuleLanguage
import Synchronization

/// Evaluates the rules over all that a dry-run has read, by several threads.
struct DryRunEvaluation {
  let book: RuleBook
  let threads: Int
  /// What to gather for a report, when one is wanted.
  let scope: DryRun.Scope?

  /// Persons evaluated at a time.
  private static let share = 1 << 14

  /// Fills in everything but the extracts, and settles these.
  func evaluate(
    _ reading: inout DryRunReading,
    into report: inout DryRun.Report,
    _ progress: (WorkProgress) -> Void
  ) throws {
    progress(.step("linking persons"))
    let answers = reading.answersByContent
    let isNeeded = answers.map { book.engine.mayTrigger($0) }
    let table = reading.takeTable() ?? AttendanceTable(expecting: 0)
    let linked = table.linked(needing: isNeeded, threads: threads)
    try reading.settle(linked)
    report.undatedDeletes = linked.undatedDeletes
    report.attendances = linked.attendances
    report.persons = linked.persons
    report.unidentified = linked.unidentified
    report.firstArrival = linked.firstArrival
    report.lastArrival = linked.lastArrival
    progress(.step("evaluating rules"))
    let collector = scope.flatMap { scope in
      reading.kinds.map { ReportCollector(book, kinds: $0, showsPersons: scope.showsPersons) }
    }
    let found = evaluated(linked, answers, collector)
    var findings = found.findings
    for (content, answers) in answers.enumerated() where linked.rowsByContent[content] > 0 {
      for unknown in book.engine.unknowns(in: answers) {
        findings.noteUnknown(unknown, times: linked.rowsByContent[content])
      }
    }
    report.ageUnsettled = findings.ageUnsettled
    report.identityConflicts = findings.identityConflicts
    report.rules = findings.results
    report.triggers = findings.sortedTriggers(
      in: linked,
      book.engine,
      threads: max(threads, 1)
    )
    if let scope, let kinds = reading.kinds, let collector = found.collector {
      report.analysis = try DryRunAnalysis(book: book, reading: reading, kinds: kinds, scope: scope)
        .findings(report, collector, in: linked, answers)
    }
    letGo(of: linked)
  }

  /// What the threads find together.
  private func evaluated(
    _ linked: LinkedTable,
    _ answers: [RowAnswers],
    _ collector: ReportCollector?
  ) -> TimelineEvaluation {
    // Small shares, so that a thread that is held up holds nobody up.
    let shares = linked.groups.flatMap { group in
      stride(from: 0, to: group.neededPersons, by: Self.share).map { first in
        (group: group, persons: first..<min(first + Self.share, group.neededPersons))
      }
    }
    let fresh = TimelineEvaluation(
      book: book,
      linked: linked,
      answers: answers,
      collector: collector
    )
    let next = Atomic(0)
    let found = inParallel(max(threads, 1)) { _ in
      var evaluation = fresh
      while true {
        let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard place < shares.count else { return evaluation }
        shares[place].group.forEach(in: shares[place].persons) {
          evaluation.evaluate($0, identified: true)
        }
      }
    }
    var evaluation = fresh
    for member in linked.unidentifiedMembers {
      evaluation.evaluate(CollectionOfOne(member).span, identified: false)
    }
    return found.reduce(into: evaluation) { $0 += $1 }
  }
}

/// One thread's evaluation of one timeline after another.
private struct TimelineEvaluation: Sendable {
  let book: RuleBook
  let linked: LinkedTable
  let answers: [RowAnswers]
  private(set) var findings: DryRunFindings
  private(set) var collector: ReportCollector?
  private var timeline: [TimelineEntry] = []
  /// The triggers of the timeline in hand.
  private var found: [FoundTrigger] = []

  init(book: RuleBook, linked: LinkedTable, answers: [RowAnswers], collector: ReportCollector?) {
    self.collector = collector
    self.book = book
    self.linked = linked
    self.answers = answers
    findings = DryRunFindings(book)
  }

  mutating func evaluate(_ person: Span<LinkedTable.Member>, identified: Bool) {
    timeline.removeAll(keepingCapacity: true)
    var isSorted = true
    for place in person.indices {
      let member = person[place]
      // Two in one minute are told apart by their keys.
      isSorted = isSorted && timeline.last.map { $0.arrival < member.arrival } ?? true
      timeline.append(
        TimelineEntry(
          row: member.row,
          arrival: member.arrival,
          answers: answers[Int(member.content)]
        )
      )
    }
    if !isSorted {
      timeline.sort { [linked] in
        $0.arrival == $1.arrival
          ? linked.key(of: $0.row) < linked.key(of: $1.row) : $0.arrival < $1.arrival
      }
    }
    findings.ageUnsettled += book.engine.countAgeUnsettled(in: timeline, using: &found)
    book.engine.find(in: timeline, identified: identified, into: &found)
    collect(identified: identified)
    guard !found.isEmpty else { return }
    if linked.isInConflict(person) { findings.identityConflicts += 1 }
    findings.take(found, in: timeline, identified: identified)
  }

  private mutating func collect(identified: Bool) {
    guard collector != nil else { return }
    let triggers = found.map { found in
      let entry = timeline[found.entry]
      return book.engine.trigger(
        ofRuleAt: found.rule,
        linked.key(of: entry.row),
        arrival: entry.arrival,
        count: found.count
      )
    }
    collector?.take(timeline, triggers, isIdentified: identified, in: linked)
  }

  static func += (sum: inout Self, more: Self) {
    sum.findings += more.findings
    if let more = more.collector { sum.collector? += more }
  }
}
