import AttendanceModel
import RuleLanguage

/// Which bit of a row's answers means what, for one set of rules.
struct AnswerSlots: Sendable {
  /// A rule's own slots, and the nodes of its conditions.
  struct OfRule: Sendable {
    /// The node of `for` and `when` together.
    var holds: Int
    var population: Int
    /// The row may be a trigger.
    var fires: Int
    /// The row would be a trigger if its age, which is unknown, fitted; suspected harm only.
    var ageUnsettled: Int?
    /// `for` alone holds of the row, when the engine is to note it.
    var isOfPopulation: Int?
    /// The row matches `where`; shared between rules that count the same.
    var counts: Int?
    /// The node of `where`.
    var matching: Int?
    /// The place of the rule's `distinct` field among the rows' values.
    var distinct: Int?
    /// The rule is unknown because of the subject.
    var unknown: [(subject: Condition.Subject, slot: Int)]
    /// By a test's node, the slot of its subject in `unknown`; -1 for other nodes.
    var unknownSlots: [Int] = []
  }

  private(set) var table = ConditionTable()
  private(set) var rules: [OfRule] = []
  /// Fields that a rule counts distinct values of.
  private(set) var distinctFields: [AttendanceField] = []
  private(set) var count = 0

  /// Numbers the slots; with `notesPopulations` a row also remembers of which rules `for` holds,
  /// which no trigger needs and a report counts.
  init(_ rules: [Rule], notesPopulations: Bool = false) {
    // What evaluation reads at every row comes first, within the 64 bits that need no look-up.
    self.rules = rules.map { rule in
      OfRule(
        holds: table.number(of: rule.holds.withDatesApart),
        population: table.number(of: rule.population.withDatesApart),
        fires: next(),
        unknown: []
      )
    }
    var counting: [Int: Int] = [:]
    for (index, rule) in rules.enumerated() {
      guard let count = rule.count else { continue }
      let node = table.number(of: count.matching.withDatesApart)
      let slot = counting[node] ?? next()
      counting[node] = slot
      self.rules[index].counts = slot
      self.rules[index].matching = node
      self.rules[index].distinct = count.distinct.map { place(of: $0) }
    }
    for (index, rule) in rules.enumerated() where rule.ruleClass == .suspectedHarm {
      self.rules[index].ageUnsettled = next()
    }
    for (index, rule) in rules.enumerated() {
      self.rules[index].unknownSlots = Array(repeating: -1, count: table.nodes.count)
      let conditions = [rule.holds] + [rule.count?.matching].compactMap(\.self)
      for test in conditions.flatMap(\.withDatesApart.tests) {
        let known = self.rules[index].unknown.firstIndex { $0.subject == test.subject }
        let place = known ?? self.rules[index].unknown.endIndex
        if known == nil { self.rules[index].unknown.append((test.subject, next())) }
        let slot = self.rules[index].unknown[place].slot
        self.rules[index].unknownSlots[table.number(of: .test(test))] = slot
      }
    }
    guard notesPopulations else { return }
    for index in rules.indices { self.rules[index].isOfPopulation = next() }
  }

  private mutating func next() -> Int {
    count += 1
    return count - 1
  }

  private mutating func place(of field: AttendanceField) -> Int {
    if let known = distinctFields.firstIndex(of: field) { return known }
    distinctFields.append(field)
    return distinctFields.count - 1
  }
}

extension Rule {
  /// `for` and `when` together.
  var holds: Condition { .all([population, condition]) }
}
