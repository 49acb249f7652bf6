import AttendanceModel
import Dispatch
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

  /// Fills in everything but the extracts.
  func evaluate(_ reading: inout DryRunReading, into report: inout DryRun.Report) throws {
    let answers = reading.answersByContent
    let isNeeded = answers.map { book.engine.mayTrigger($0) }
    guard let table = reading.takeTable() else {
      report.rules = DryRunFindings(book).results
      return
    }
    report.undatedDeletes = table.undatedDeletes
    let linked = table.linked(needing: isNeeded)
    report.attendances = linked.attendances
    report.persons = linked.persons
    report.unidentified = linked.unidentified
    report.firstArrival = linked.firstArrival
    report.lastArrival = linked.lastArrival
    let collector = scope.flatMap { scope in
      reading.kinds.map { ReportCollector(book, kinds: $0, showsPersons: scope.showsPersons) }
    }
    let evaluated = evaluation(of: linked, answers, collector)
    var findings = evaluated.findings
    for (content, answers) in answers.enumerated() where linked.rowsByContent[content] > 0 {
      for unknown in book.engine.unknowns(in: answers) {
        findings.noteUnknown(unknown, times: linked.rowsByContent[content])
      }
    }
    report.ageUnsettled = findings.ageUnsettled
    report.identityConflicts = findings.identityConflicts
    report.rules = findings.results
    report.triggers = findings.sortedTriggers()
    if let scope, let kinds = reading.kinds, let collector = evaluated.collector {
      report.analysis = try DryRunAnalysis(book: book, reading: reading, kinds: kinds, scope: scope)
        .findings(report, collector, in: linked, answers)
    }
  }

  /// What the threads found together.
  private struct Evaluated {
    var findings: DryRunFindings
    var collector: ReportCollector?

    mutating func add(_ more: TimelineEvaluation) {
      findings += more.findings
      if let more = more.collector { collector? += more }
    }
  }

  private func evaluation(
    of linked: LinkedTable,
    _ answers: [RowAnswers],
    _ collector: ReportCollector?
  ) -> Evaluated {
    let next = Mutex(0)
    let sum = Mutex(Evaluated(findings: DryRunFindings(book), collector: collector))
    let begin = { @Sendable in
      TimelineEvaluation(book: book, linked: linked, answers: answers, collector: collector)
    }
    let persons = linked.neededPersons
    DispatchQueue.concurrentPerform(iterations: max(threads, 1)) { _ in
      var evaluation = begin()
      while true {
        let first = next.withLock { next in
          defer { next += Self.share }
          return next
        }
        guard first < persons else { break }
        for person in first..<min(first + Self.share, persons) {
          evaluation.evaluate(linked.rows(ofNeeded: person), identified: true)
        }
      }
      let done = evaluation
      sum.withLock { $0.add(done) }
    }
    var evaluation = begin()
    for row in linked.unidentifiedRows { evaluation.evaluate([row], identified: false) }
    return sum.withLock { sum in
      sum.add(evaluation)
      return sum
    }
  }
}

/// One thread's evaluation of one timeline after another.
private struct TimelineEvaluation {
  let book: RuleBook
  let linked: LinkedTable
  let answers: [RowAnswers]
  private(set) var findings: DryRunFindings
  private(set) var collector: ReportCollector?
  private var timeline: [TimelineEntry] = []

  init(book: RuleBook, linked: LinkedTable, answers: [RowAnswers], collector: ReportCollector?) {
    self.collector = collector
    self.book = book
    self.linked = linked
    self.answers = answers
    findings = DryRunFindings(book)
  }

  mutating func evaluate(_ rows: ArraySlice<UInt32>, identified: Bool) {
    timeline.removeAll(keepingCapacity: true)
    var isSorted = true
    for row in rows {
      let arrival = linked.arrival(of: row)
      // Two in one minute are told apart by their keys.
      isSorted = isSorted && timeline.last.map { $0.arrival < arrival } ?? true
      timeline.append(
        TimelineEntry(
          row: row,
          arrival: arrival,
          answers: answers[Int(linked.content(of: row))]
        )
      )
    }
    if !isSorted {
      timeline.sort { [linked] in
        $0.arrival == $1.arrival
          ? linked.key(of: $0.row) < linked.key(of: $1.row) : $0.arrival < $1.arrival
      }
    }
    let key = { [linked] in linked.key(of: $0) }
    let unsettled = book.engine.ageUnsettled(in: timeline[...], key: key)
    findings.ageUnsettled += unsettled.count
    let triggers = book.engine.triggers(in: timeline[...], identified: identified, key: key)
    collector?.take(
      timeline,
      kind: { [linked] in linked.content(of: $0) },
      triggers,
      isIdentified: identified,
      in: linked
    )
    guard !triggers.isEmpty else { return }
    if linked.isInConflict(rows) { findings.identityConflicts += 1 }
    findings.take(triggers, identified: identified)
  }
}
