import AttendanceModel
import Linkage
import NotifyPolicy
import RuleEngine
import RuleLanguage

/// What some persons' timelines gave, by rule; sums of it may be made in any order.
struct DryRunFindings: Sendable {
  /// A rule, whatever its version, and how its triggers are told.
  private struct Told: Sendable {
    var again: RepeatPolicy
    var ruleClass: RuleClass
  }

  /// By rule, in byte order of names.
  private(set) var results: [DryRun.RuleResult]
  private let told: [Told]
  /// By rule version, what each trigger told makes.
  private let letters: [Int]
  private let alerts: [Int]
  private var triggers: [[TriggerList.Entry]]
  private let places: [String: Int]
  /// By rule version, the place of its rule.
  private let placeOfVersion: [Int]
  var ageUnsettled = 0
  /// Persons with triggers who may be two.
  var identityConflicts = 0

  init(_ book: RuleBook) {
    let latest = Dictionary(
      book.rules.map { ($0.name, $0) },
      uniquingKeysWith: { _, later in later }
    )
    .values.sorted { precedesAsBytes($0.name, $1.name) }
    results = latest.map { DryRun.RuleResult(rule: $0.name, title: $0.title) }
    told = latest.map { rule in
      Told(again: rule.again, ruleClass: rule.ruleClass)
    }
    letters = book.rules.map { $0.routes.count { $0.form.isLetter } }
    alerts = book.rules.map { $0.routes.count { $0.form.isAlert } }
    triggers = latest.map { _ in [] }
    let places = Dictionary(uniqueKeysWithValues: latest.enumerated().map { ($1.name, $0) })
    self.places = places
    placeOfVersion = book.rules.map { places[$0.name] ?? 0 }
  }

  /// Takes one person's triggers, by rule, then in S1's order.
  mutating func take(_ found: [FoundTrigger], in timeline: [TimelineEntry], identified: Bool) {
    var next = 0
    while next < found.count {
      let place = placeOfVersion[found[next].rule]
      let first = triggers[place].count
      while next < found.count, placeOfVersion[found[next].rule] == place {
        let entry = timeline[found[next].entry]
        triggers[place].append(
          TriggerList.Entry(
            arrival: entry.arrival,
            row: entry.row,
            rule: Int32(found[next].rule),
            count: found[next].count
          )
        )
        next += 1
      }
      results[place].persons += 1
      results[place].triggers += triggers[place].count - first
      guard identified else { continue }
      for trigger in toldOf(triggers[place][first...], by: told[place]) {
        results[place].letters += letters[Int(trigger.rule)]
        results[place].alerts += alerts[Int(trigger.rule)]
      }
    }
  }

  mutating func noteUnknown(_ unknown: UnknownAnswer, times: Int) {
    guard let place = places[unknown.rule] else { return }
    results[place].unknown[unknown.subject.word, default: 0] += times
  }

  static func += (sum: inout Self, more: Self) {
    for place in sum.results.indices {
      sum.results[place].persons += more.results[place].persons
      sum.results[place].triggers += more.results[place].triggers
      sum.results[place].letters += more.results[place].letters
      sum.results[place].alerts += more.results[place].alerts
      sum.results[place].unknown.merge(more.results[place].unknown) { $0 + $1 }
      sum.triggers[place] += more.triggers[place]
    }
    sum.ageUnsettled += more.ageUnsettled
    sum.identityConflicts += more.identityConflicts
  }

  /// All triggers by rule, then S1's order.
  func sortedTriggers(in linked: LinkedTable, _ engine: RuleEngine, threads: Int) -> TriggerList {
    let triggers = triggers
    let sorted = inParallel(threads) { share in
      stride(from: share, to: triggers.count, by: threads).map { rule in
        let ofRule = triggers[rule].sorted {
          // Minutes first: they decide nearly always, and compare faster than keys.
          $0.arrival.civilMinutes == $1.arrival.civilMinutes
            ? linked.key(of: $0.row) < linked.key(of: $1.row)
            : $0.arrival.civilMinutes < $1.arrival.civilMinutes
        }
        return (rule: rule, triggers: ofRule)
      }
    }
    let inOrder = sorted.joined().sorted { $0.rule < $1.rule }
    return TriggerList(inOrder.flatMap(\.triggers), in: linked, engine, threads: threads)
  }

  /// Which of a person's triggers of one rule would have been told, had a run seen each on its day.
  private func toldOf(_ triggers: ArraySlice<TriggerList.Entry>, by rule: Told)
    -> [TriggerList.Entry]
  {
    NotifyPolicy.forecast(
      triggers.map { NotifyPolicy.Foreseen(day: $0.arrival.day, count: $0.count) },
      again: rule.again,
      ruleClass: rule.ruleClass
    ).map { triggers[triggers.startIndex + $0] }
  }
}
