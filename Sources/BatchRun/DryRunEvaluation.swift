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

  /// Persons evaluated at a time.
  private static let share = 1 << 14

  /// Fills in everything but the extracts.
  func evaluate(_ reading: inout DryRunReading, into report: inout DryRun.Report) {
    let answers = reading.answers.all
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
    var findings = findings(in: linked, answers)
    for (content, answers) in answers.enumerated() where linked.rowsByContent[content] > 0 {
      for unknown in book.engine.unknowns(in: answers) {
        findings.noteUnknown(unknown, times: linked.rowsByContent[content])
      }
    }
    report.ageUnsettled = findings.ageUnsettled
    report.identityConflicts = findings.identityConflicts
    report.rules = findings.results
    report.triggers = findings.sortedTriggers()
  }

  private func findings(in linked: LinkedTable, _ answers: [RowAnswers]) -> DryRunFindings {
    let next = Mutex(0)
    let sum = Mutex(DryRunFindings(book))
    let persons = linked.neededPersons
    DispatchQueue.concurrentPerform(iterations: max(threads, 1)) { _ in
      var evaluation = TimelineEvaluation(book: book, linked: linked, answers: answers)
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
      let findings = evaluation.findings
      sum.withLock { $0 += findings }
    }
    var evaluation = TimelineEvaluation(book: book, linked: linked, answers: answers)
    for row in linked.unidentifiedRows { evaluation.evaluate([row], identified: false) }
    return sum.withLock { sum in
      sum += evaluation.findings
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
  private var timeline: [TimelineEntry] = []

  init(book: RuleBook, linked: LinkedTable, answers: [RowAnswers]) {
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
    guard !triggers.isEmpty else { return }
    if linked.isInConflict(rows) { findings.identityConflicts += 1 }
    findings.take(triggers, identified: identified)
  }
}
