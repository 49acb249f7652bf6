import AttendanceModel
import BatchRun
import ExtractReading
import Linkage
import RuleEngine
import RuleLanguage

/// A dry-run in the most obvious way: whole attendances in dictionaries, every rule interpreted.
struct PlainDryRun: Equatable {
  var triggers: [Trigger] = []
  var attendances = 0
  var persons = 0
  var unidentified = 0
  var identityConflicts = 0
  var ageUnsettled = 0
  var undatedDeletes = 0
  var balance = RowBalance()
  var firstArrival: CivilDay?
  var lastArrival: CivilDay?
  var unknown: [String: [String: Int]] = [:]

  init(_ report: DryRun.Report) {
    triggers = Array(report.triggers)
    attendances = report.attendances
    persons = report.persons
    unidentified = report.unidentified
    identityConflicts = report.identityConflicts
    ageUnsettled = report.ageUnsettled
    undatedDeletes = report.undatedDeletes
    balance = report.balance
    firstArrival = report.firstArrival
    lastArrival = report.lastArrival
    for rule in report.rules where !rule.unknown.isEmpty { unknown[rule.rule] = rule.unknown }
  }

  init(
    book: RuleBook,
    asOf: CivilDay,
    extracts: [String],
    profile: String,
    superseded: SupersededNumbers = .none
  ) throws {
    var versions = LatestVersions<Attendance>()
    for path in extracts {
      let reader = ExtractReader(path: path, profile: try book.profile(profile), asOf: asOf)
      let summary = try reader.read { outcome in
        switch outcome {
        case .version(let attendance, _):
          versions.take(
            superseded.current(attendance),
            of: attendance.key,
            applicable: attendance.applicable
          )
        case .delete(let key, let applicable, _):
          versions.take(nil, of: key, applicable: applicable)
        case .quarantined: break
        }
      }
      balance.rows += summary.rows
      balance.quarantined += summary.quarantined
      balance.deleted += summary.deletes
    }
    balance.superseded = versions.superseded
    undatedDeletes = versions.undatedDeletes.count
    let live = Array(versions.live)
    attendances = live.count
    balance.attendances = live.count
    firstArrival = live.map(\.arrival.day).min()
    lastArrival = live.map(\.arrival.day).max()
    let linked = LinkedPersons(live.map { RowIdentity($0) })
    let timelines = Dictionary(grouping: live) { linked.persons[$0.key] }
    for (person, timeline) in timelines {
      guard let person else { continue }
      evaluate(person, timeline, book, isInConflict: linked.conflicts[person] != nil)
    }
    triggers.sort()
  }

  private mutating func evaluate(
    _ person: PersonKey,
    _ timeline: [Attendance],
    _ book: RuleBook,
    isInConflict: Bool
  ) {
    if person.isIdentified { persons += 1 } else { unidentified += 1 }
    let found = ReferenceEngine(rules: book.rules)
      .triggers(in: timeline, identified: person.isIdentified)
    triggers += found
    if isInConflict && !found.isEmpty { identityConflicts += 1 }
    let ordered = timeline.sorted { $0.position < $1.position }
    ageUnsettled += book.engine.ageUnsettled(in: ordered).count
    for attendance in timeline {
      for answer in book.engine.unknowns(in: book.engine.answers(for: attendance)) {
        unknown[answer.rule, default: [:]][answer.subject.word, default: 0] += 1
      }
    }
  }
}
