import AttendanceModel
import Linkage
import NotifyPolicy
import Reporting
import RuleEngine
import RuleLanguage

/// What one thread gathers for a report while it evaluates; sums may be made in any order.
struct ReportCollector: Sendable {
  /// What all threads look at and none changes.
  private struct Setting: Sendable {
    var book: RuleBook
    /// By rule name in byte order, the place of its latest version in the book.
    var latest: [Int]
    /// Of the rules that have a threshold map, plain numbers: looking at them counts no references.
    var mapped: [(place: Int, index: Int, isSuspectedHarm: Bool, isLikeLast: Bool)]
    var places: [String: Int]
    var kinds: [RowKind]
    var sitePlaces: [UInt32: Int]
  }

  private let setting: Setting
  private let engine: RuleEngine
  /// By rule, in byte order of names.
  private(set) var tallies: [RuleTally]
  private(set) var overlap = RuleOverlap()
  /// Nil when the report shows no persons.
  private(set) var flagged: FlaggedSelection?

  init(_ book: RuleBook, kinds: RowKindList, showsPersons: Bool) {
    let latest = book.rules.indices.filter { index in
      index + 1 == book.rules.count || book.rules[index + 1].name != book.rules[index].name
    }
    let names = latest.map { book.rules[$0].name }
    engine = book.engine
    setting = Setting(
      book: book,
      latest: latest,
      mapped: Self.mapped(latest, book),
      places: Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) }),
      kinds: kinds.all,
      sitePlaces: kinds.sites.places
    )
    tallies = latest.map { RuleTally(book.rules[$0].own) }
    flagged = showsPersons ? FlaggedSelection() : nil
  }

  private static func mapped(
    _ latest: [Int],
    _ book: RuleBook
  ) -> [(place: Int, index: Int, isSuspectedHarm: Bool, isLikeLast: Bool)] {
    var last: Int?
    return latest.enumerated().compactMap { place, index in
      let rule = book.rules[index]
      guard rule.own != nil else { return nil }
      defer { last = index }
      let isLikeLast = last.map { book.engine.countsAlike($0, index) } ?? false
      return (place, index, rule.ruleClass == .suspectedHarm, isLikeLast)
    }
  }

  /// The latest version of each rule, as ``tallies`` has them.
  var rules: [Rule] { setting.latest.map { setting.book.rules[$0] } }

  /// Takes one person.
  ///
  /// - Parameters:
  ///   - timeline: The person's live attendances in S1's order.
  ///   - triggers: By rule, then in S1's order.
  ///   - isIdentified: Whether there is an identity, without which nobody is told.
  ///   - linked: The table of the rows.
  mutating func take(
    _ timeline: [TimelineEntry],
    _ triggers: [Trigger],
    isIdentified: Bool,
    in linked: LinkedTable
  ) {
    var counted: CountedDays?
    for rule in setting.mapped {
      if !rule.isLikeLast { counted = engine.counted(byRuleAt: rule.index, in: timeline[...]) }
      guard isIdentified || rule.isSuspectedHarm, let counted else { continue }
      tallies[rule.place].take(counted, isTold: isIdentified)
    }
    guard !triggers.isEmpty else { return }
    var rules: [Int] = []
    var rest = triggers[...]
    while let first = rest.first, let place = setting.places[first.rule] {
      let ofRule = rest.prefix { $0.rule == first.rule }
      rest = rest.dropFirst(ofRule.count)
      rules.append(place)
      let rule = setting.book.rules[setting.latest[place]]
      let foreseen = ofRule.map { NotifyPolicy.Foreseen(day: $0.arrival.day, count: $0.count) }
      let told =
        isIdentified
        ? NotifyPolicy.forecast(foreseen, again: rule.again, ruleClass: rule.ruleClass)
          .map { foreseen[$0].day } : []
      let (age, site) = facts(of: first, timeline, linked)
      tallies[place].take(triggers: ofRule.map(\.arrival.day), told: told, age: age, site: site)
    }
    overlap.take(rules)
    guard flagged != nil, let last = triggers.max(by: { $0.position < $1.position }) else { return }
    let age = facts(of: last, timeline, linked).age
    flagged?.take(triggers, last: last, of: timeline, age: age)
  }

  static func += (sum: inout Self, more: Self) {
    for place in sum.tallies.indices { sum.tallies[place] += more.tallies[place] }
    sum.overlap += more.overlap
    if let flagged = more.flagged { sum.flagged? += flagged }
  }

  /// The patient's age at a trigger, and the place of its site.
  private func facts(
    of trigger: Trigger,
    _ timeline: [TimelineEntry],
    _ linked: LinkedTable
  ) -> (age: AgeGroup, site: Int) {
    let isAlone = timeline.count { $0.arrival == trigger.arrival } == 1
    let entry = timeline.first {
      $0.arrival == trigger.arrival && (isAlone || linked.key(of: $0.row) == trigger.attendance)
    }
    guard let entry else { return (.unknown, 0) }
    let found = setting.kinds[Int(linked.content(of: entry.row))]
    let age =
      linked.birthDate(of: entry.row).map { born in
        AgeGroup(Age(at: trigger.arrival.day, born: born, recorded: nil))
      } ?? found.recordedAge
    return (age, setting.sitePlaces[found.site] ?? 0)
  }
}

extension Rule {
  /// What a threshold map varies; nil for a rule that does not count up to a threshold.
  fileprivate var own: ThresholdMap.Own? {
    guard let count, count.distinct == nil, case .atLeast(let least) = count.threshold else {
      return nil
    }
    return ThresholdMap.Own(
      within: count.within,
      excludesFirstDay: count.excludesFirstDay,
      atLeast: least,
      again: again,
      ruleClass: ruleClass
    )
  }
}
