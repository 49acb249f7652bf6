package import AttendanceModel
import Letters
import RuleEngine
import RuleLanguage

/// What a change of rules adds and takes away on some extracts.
package struct RuleComparison: Sendable {
  /// A trigger that only one of the two has.
  struct Change: Sendable {
    var trigger: Trigger
    var isAdded: Bool
    /// Whether the rule fires for the person only on this side.
    var isOnlyHere: Bool
    /// From 1, in the order of the list; says who belongs together and not who it is.
    var person: Int
    var lines: [EvidenceWords.Line]
  }

  /// The numbers of one rule on both sides.
  struct Row: Sendable {
    var rule: String
    var before: DryRun.RuleResult?
    var after: DryRun.RuleResult?
    var added: Int
    var removed: Int
  }

  let rows: [Row]
  let changes: [Change]
  private let attendances: Int
  private let days: ClosedRange<CivilDay>?

  /// Applies both books to the extracts and explains each trigger that only one of them finds.
  ///
  /// - Throws: ``RunFault``; a refused extract ends the command.
  package init(
    old: RuleBook,
    new: RuleBook,
    extracts: [String],
    profile: String,
    practices: String? = nil,
    supersededNumbers: String? = nil,
    asOf: CivilDay,
    progress: (WorkProgress) -> Void = { _ in }
  ) throws {
    func apply(_ book: RuleBook) throws -> DryRun.Report {
      try DryRun.perform(
        book: book,
        asOf: asOf,
        extracts: extracts,
        profile: profile,
        practices: practices,
        supersededNumbers: supersededNumbers,
        progress: progress
      )
    }
    let (before, after) = (try apply(old), try apply(new))
    let (oldKeys, newKeys) = (Set(before.triggers.map(Key.init)), Set(after.triggers.map(Key.init)))
    let removed = before.triggers.filter { !newKeys.contains(Key($0)) }
    let added = after.triggers.filter { !oldKeys.contains(Key($0)) }
    progress(.step("gathering evidence"))
    let persons = try PersonTimelines(
      extracts: extracts,
      profile: try new.profile(profile, practices: practices),
      asOf: asOf,
      superseded: try SupersededNumberFile.read(supersededNumbers)
    ).persons(of: Set((removed + added).map(\.attendance)))
    var explainer = Explainer(old: old, new: new, persons: persons)
    explainer.words = EvidenceWords(
      wording: try new.letterTemplates().wording,
      phrases: ConditionPhrases()
    )
    changes = (removed.map { ($0, false) } + added.map { ($0, true) })
      .sorted { ($0.0, $0.1 ? 1 : 0) < ($1.0, $1.1 ? 1 : 0) }
      .compactMap { explainer.change($0, isAdded: $1) }
    let names = Set(before.rules.map(\.rule) + after.rules.map(\.rule)).sorted()
    rows = names.map { name in
      Row(
        rule: name,
        before: before.rules.first { $0.rule == name },
        after: after.rules.first { $0.rule == name },
        added: added.count { $0.rule == name },
        removed: removed.count { $0.rule == name }
      )
    }
    attendances = after.attendances
    days = after.firstArrival.flatMap { first in after.lastArrival.map { first...$0 } }
  }

  /// The identity of a trigger (design S8).
  private struct Key: Hashable {
    var rule: String
    var attendance: AttendanceKey

    init(_ trigger: Trigger) {
      rule = trigger.rule
      attendance = trigger.attendance
    }
  }
}

extension RuleComparison {
  /// Says of each changed trigger who it is about, by number, and what counted.
  private struct Explainer {
    let old: RuleBook
    let new: RuleBook
    let persons: [AttendanceKey: PersonTimeline]
    var words: EvidenceWords?
    private var numbers: [PersonKey: Int] = [:]

    init(old: RuleBook, new: RuleBook, persons: [AttendanceKey: PersonTimeline]) {
      self.old = old
      self.new = new
      self.persons = persons
    }

    mutating func change(_ trigger: Trigger, isAdded: Bool) -> Change? {
      guard let person = persons[trigger.attendance], let words else { return nil }
      let number = numbers[person.person] ?? numbers.count + 1
      numbers[person.person] = number
      let (here, there) = isAdded ? (new, old) : (old, new)
      let answers = ReferenceEngine(rules: here.rules.filter { $0.name == trigger.rule })
        .answers(in: person.attendances, identified: person.person.isIdentified)
      let answer = answers.first { $0.attendance == trigger.attendance && $0.fires }
      let evidence = here.engine.evidence(for: trigger, in: person.attendances) ?? []
      let others = there.engine.triggers(
        in: person.attendances,
        identified: person.person.isIdentified
      )
      return Change(
        trigger: trigger,
        isAdded: isAdded,
        isOnlyHere: !others.contains { $0.rule == trigger.rule },
        person: number,
        lines: answer.map { words.lines(for: $0, evidence, in: person.attendances) } ?? []
      )
    }
  }

  /// Letters of a rule for each week of arrivals, to one decimal.
  func lettersAWeek(_ result: DryRun.RuleResult?) -> String {
    guard let result, let days else { return "-" }
    let weeks = Double(days.upperBound.days(since: days.lowerBound) + 1) / 7
    let tenths = (Double(result.letters) / weeks * 10).rounded()
    return "\(Int(tenths) / 10).\(Int(tenths) % 10)"
  }

  /// The list of changes as text, at most so many of them with their evidence.
  package func text(most: Int) -> String {
    var lines = changes.prefix(most).flatMap { change -> [String] in
      let trigger = change.trigger
      let side = change.isAdded ? "new" : "old"
      let only = change.isOnlyHere ? ", for whom only the \(side) rules fire" : ""
      return [
        "\(change.isAdded ? "+" : "-") \(trigger.rule), version \(trigger.ruleVersion), at "
          + "\(trigger.arrival) (\(trigger.attendance.providerCode) "
          + "\(trigger.attendance.attendanceID)): count \(trigger.count), person "
          + "\(change.person)\(only)"
      ] + change.lines.map { "    \($0.text)" }
    }
    if changes.count > most { lines.append("and \(changes.count - most) more") }
    return lines.joined(separator: "\n")
  }

  /// The numbers of each rule: header, then rows.
  package var table: (header: [String], rows: [[String]]) {
    (
      [
        "rule", "triggers before", "after", "removed", "added", "persons before", "after",
        "letters a week before", "after",
      ],
      rows.map { row in
        let number = { (value: Int?) in value.map(String.init) ?? "-" }
        return [
          row.rule, number(row.before?.triggers), number(row.after?.triggers),
          String(row.removed), String(row.added), number(row.before?.persons),
          number(row.after?.persons), lettersAWeek(row.before), lettersAWeek(row.after),
        ]
      }
    )
  }
}
