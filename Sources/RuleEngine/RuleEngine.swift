package import AttendanceModel
package import RuleLanguage

/// A set of rules, made ready to answer rows and timelines.
///
/// A pure function of rules and attendances: no clock, no order of files and no number of runs
/// changes an answer (design S8). Every condition looks at one row alone, so a caller may keep a
/// `TimelineEntry` of a row and forget the row.
package struct RuleEngine: Sendable {
  /// Every version of every rule, by name, then version.
  package let rules: [Rule]
  /// Codes of leaving before being seen, for remarks in evidence.
  let leftBeforeSeen: Set<String>
  let slots: AnswerSlots
  let remainders = AnswerRemainders()
  /// What evaluation needs of each rule version, without references.
  let plans: [EvaluationPlan]
  /// The in-force period of each rule version, and those of the later versions of the same rule.
  private let inForce: [InForce]
  private let superseding: [[InForce]]
  /// Whom the rules are about, each different condition's node once.
  private let populations: [Int]

  /// Prepares rules of any number and order; several versions of a rule may be among them.
  ///
  /// - Parameters:
  ///   - rules: Checked rules.
  ///   - leftBeforeSeen: Codes that say a person left before being seen, of discharge status or
  ///     diagnosis.
  package init(rules: [Rule], leftBeforeSeen: Set<String> = []) {
    self.init(rules: rules, leftBeforeSeen: leftBeforeSeen, notesPopulations: false)
  }

  /// The same engine, whose answers also say of which rules a row is in the population.
  package var notingPopulations: RuleEngine {
    RuleEngine(rules: rules, leftBeforeSeen: leftBeforeSeen, notesPopulations: true)
  }

  private init(rules: [Rule], leftBeforeSeen: Set<String>, notesPopulations: Bool) {
    let sorted = rules.sorted {
      $0.name == $1.name ? $0.version < $1.version : precedesAsBytes($0.name, $1.name)
    }
    self.rules = sorted
    self.leftBeforeSeen = leftBeforeSeen
    slots = AnswerSlots(sorted, notesPopulations: notesPopulations)
    plans = slots.plans(of: sorted)
    inForce = sorted.map(\.inForce)
    populations = Set(slots.rules.map(\.population)).sorted()
    superseding = sorted.indices.map { index in
      sorted[(index + 1)...].filter { $0.name == sorted[index].name }.map(\.inForce)
    }
  }

  /// What the rules need to remember of a row.
  package func answers(for attendance: Attendance) -> RowAnswers {
    let asked = AskedRow(attendance, slots.table.tests)
    let marks = marks(on: attendance.arrival.day) { asked.answer($0) }
    let remainder = AnswerRemainders.Remainder(
      words: marks.rest,
      values: distinctValues(of: attendance, marks)
    )
    return RowAnswers(bits: marks.bits, remainder: remainders.number(of: remainder))
  }

  /// Whether a rule may be about the row: its `for` is not settled as no.
  package func mayBeAbout(_ attendance: Attendance) -> Bool {
    let asked = AskedRow(attendance, slots.table.tests)
    var evaluation = RowEvaluation(by: slots.table)
    for node in populations where evaluation.answer(node, { asked.answer($0) }) != .no {
      return true
    }
    return false
  }

  /// The slots of a row that answers tests so, by their places in the table.
  func marks(on day: CivilDay, _ test: RowEvaluation.TestAnswers) -> SlotMarks {
    var evaluation = RowEvaluation(by: slots.table)
    var marks = SlotMarks()
    for (index, slots) in slots.rules.enumerated() {
      let matching = slots.matching.map { evaluation.answer($0, test) }
      if let counts = slots.counts, matching == .yes { marks.set(counts) }
      guard isInForce(index, on: day) else { continue }
      if let slot = slots.isOfPopulation, evaluation.answer(slots.population, test) == .yes {
        marks.set(slot)
      }
      let holds = evaluation.answer(slots.holds, test)
      if holds == .yes { marks.set(slots.fires) }
      if holds == .unknown { mark(slots, unknownIn: slots.holds, test, &evaluation, &marks) }
      if let node = slots.matching, matching == .unknown,
        evaluation.answer(slots.population, test) != .no
      {
        mark(slots, unknownIn: node, test, &evaluation, &marks)
      }
      if let unsettled = slots.ageUnsettled, holds == .unknown,
        slots.unknown.contains(where: { $0.subject == .age && marks.has($0.slot) }),
        self.slots.table.answerAssumingAgeHolds(slots.holds, test) == .yes
      {
        marks.set(unsettled)
      }
    }
    return marks
  }

  /// Whether a rule version is the one of its rule that triggers on a day: the latest in force.
  func isInForce(_ index: Int, on day: CivilDay) -> Bool {
    inForce[index].contains(day) && !superseding[index].contains { $0.contains(day) }
  }

  /// Marks the subjects because of which a node is unknown.
  private func mark(
    _ slots: AnswerSlots.OfRule,
    unknownIn node: Int,
    _ test: RowEvaluation.TestAnswers,
    _ evaluation: inout RowEvaluation,
    _ marks: inout SlotMarks
  ) {
    evaluation.forEachUnknownTest(in: node, test) { marks.set(slots.unknownSlots[$0]) }
  }

  /// The values that rules with `distinct` count, when one of these rules counts the row.
  private func distinctValues(of attendance: Attendance, _ marks: SlotMarks) -> [[String]] {
    guard !slots.distinctFields.isEmpty,
      slots.rules.contains(where: { rule in
        rule.distinct != nil && rule.counts.map { marks.has($0) } ?? false
      })
    else { return [] }
    return slots.distinctFields.map { attendance.values(of: $0) }
  }
}

/// A row and what it is asked, behind one reference: an optimised build copies what an answering
/// closure holds at every node of a condition, and an attendance is dear to copy.
private final class AskedRow {
  private let attendance: Attendance
  private let tests: [Condition.Test]

  init(_ attendance: Attendance, _ tests: [Condition.Test]) {
    self.attendance = attendance
    self.tests = tests
  }

  func answer(_ place: Int) -> Truth { tests[place].answer(for: attendance) }
}

/// Slots being marked: the first 64 in one word, the rest in a list that is rarely there.
struct SlotMarks {
  private(set) var bits: UInt64 = 0
  private(set) var rest: [UInt64] = []

  mutating func set(_ slot: Int) {
    if slot < 64 {
      bits |= 1 << slot
    } else {
      let word = slot / 64 - 1
      while rest.count <= word { rest.append(0) }
      rest[word] |= 1 << (slot % 64)
    }
  }

  func has(_ slot: Int) -> Bool {
    if slot < 64 { return bits >> slot & 1 == 1 }
    let word = slot / 64 - 1
    return word < rest.count && rest[word] >> (slot % 64) & 1 == 1
  }
}
