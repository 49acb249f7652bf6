package import AttendanceModel

/// A rule in plain English, made from its parsed form so that it cannot say anything else.
package struct RuleDescription: Encodable, Sendable {
  /// A headed part: a sentence, and a list when there is one.
  package struct Section: Encodable, Hashable, Sendable {
    package var heading: String
    package var sentence: String
    package var items: [ConditionPhrases.Item] = []
    /// What follows the list.
    package var ending: String?
  }

  package let title: String
  /// Name, version, class, owner, source, in force, approval: one line each.
  package let facts: [String]
  package let sections: [Section]

  package init(_ rule: Rule, phrases: ConditionPhrases) {
    title = rule.title
    facts = Self.facts(rule)
    var sections = [
      Self.section(
        "Whom it is about",
        everything: "Anybody.",
        "A person for whom, at the attendance:",
        phrases.items(rule.population)
      ),
      Self.section(
        "Which attendance sets it off",
        everything: "Any attendance.",
        "An attendance for which:",
        phrases.items(rule.condition)
      ),
    ]
    if let count = rule.count { sections.append(Self.count(count, phrases)) }
    sections.append(Self.told(rule.routes))
    sections.append(Section(heading: "When it tells again", sentence: Self.again(rule)))
    self.sections = sections
  }

  private static func facts(_ rule: Rule) -> [String] {
    let end = rule.inForce.to.map { " to \($0), both days included" } ?? ""
    let approval =
      rule.approval.map { "Approved by \($0.by), \($0.role), on \($0.on)" }
      ?? "Not approved by anybody"
    return [
      "Rule \(rule.name), version \(rule.version)",
      "Class: \(rule.ruleClass.phrase)",
      "Owner: \(rule.owner)",
      "Source: \(rule.source)",
      "In force from \(rule.inForce.from)\(end)",
      approval,
    ]
  }

  private static func section(
    _ heading: String,
    everything: String,
    _ sentence: String,
    _ items: [ConditionPhrases.Item]
  ) -> Section {
    Section(heading: heading, sentence: items.isEmpty ? everything : sentence, items: items)
  }

  private static func count(_ count: Count, _ phrases: ConditionPhrases) -> Section {
    let items = phrases.items(count.matching)
    let what =
      switch (count.distinct, count.unit) {
      case (let field?, _):
        "Different values of \(Condition.Subject.field(field).noun), among attendances"
      case (nil, .attendances): "Attendances"
      case (nil, .days): "Days with at least one attendance"
      case (nil, .presentations): "Presentations, made of attendances"
      }
    let which = items.isEmpty ? "of any kind." : "for which:"
    return Section(
      heading: "What is counted",
      sentence: "\(what) \(which)",
      items: items,
      ending: [
        window(count), gap(count.unit),
        "The rule fires when the count is \(count.threshold.phrase).",
      ].compactMap(\.self).joined(separator: " ")
    )
  }

  private static func window(_ count: Count) -> String {
    let first = count.excludesFirstDay ? "is left out" : "is the first that counts"
    let clamped =
      switch count.within.unit {
      case .days, .weeks: ""
      case .months, .years: " (the last of its month, where the month has no such day)"
      }
    return "It looks back \(count.within) from the attendance, which is the last that counts; the "
      + "day exactly \(count.within) earlier\(clamped) \(first)."
  }

  private static func gap(_ unit: CountingUnit) -> String? {
    guard case .presentations(let minutes) = unit else { return nil }
    let gap = minutes % 60 == 0 ? "\(minutes / 60) hours" : "\(minutes) minutes"
    return "An attendance that comes less than \(gap) after the one before belongs to the same "
      + "presentation, which is dated by its first attendance."
  }

  private static func told(_ routes: [Route]) -> Section {
    Section(
      heading: "Who is told",
      sentence: "When the rule fires:",
      items: routes.map { ConditionPhrases.Item(text: $0.phrase) }
    )
  }

  private static func again(_ rule: Rule) -> String {
    if rule.ruleClass == .suspectedHarm { return "Every time it fires." }
    let growth = rule.again.countGrowsBy.map { ", unless the count has grown by \($0) or more" }
    return "Not within \(rule.again.after) of the last time\(growth ?? "")."
  }
}

extension RuleClass {
  /// What the class is called, and what comes of it.
  fileprivate var phrase: String {
    switch self {
    case .pattern: "pattern"
    case .suspectedHarm: "suspected harm (tells every time, and never a parent)"
    case .administrative: "administrative"
    }
  }
}

extension Count.Threshold {
  /// `4 or more`, `at most 2`, `exactly 3`.
  package var phrase: String {
    switch self {
    case .atLeast(let number): "\(number) or more"
    case .atMost(let number): "at most \(number)"
    case .exactly(let number): "exactly \(number)"
    }
  }
}

extension Route {
  /// What is sent to whom, as a clause.
  package var phrase: String {
    let form =
      switch form {
      case .letter(let name): "the letter “\(name)” to \(recipient.phrase)"
      case .alert(let name): "the alert “\(name)” on \(recipient.phrase)"
      case .worklist(let urgency): "\(urgency.phrase) on the worklist of \(recipient.phrase)"
      }
    let detour = otherwise.map { "; to \($0.phrase) if that cannot be" }
    let ends = [
      endsWhen.map { _ in "a later attendance shows a registered practice" },
      endsAfter.map { "\($0) have passed" },
    ].compactMap(\.self)
    let ending = ends.isEmpty ? nil : "; it ends when \(ends.joined(separator: ", or when "))"
    return form + (detour ?? "") + (ending ?? "")
  }
}

extension Recipient {
  fileprivate var phrase: String {
    switch self {
    case .registeredPractice: "the GP practice"
    case .parent: "the parents"
    case .safeguardingTeam: "the safeguarding team"
    case .icr: "the integrated care record"
    }
  }
}

extension Route.Urgency {
  fileprivate var phrase: String {
    switch self {
    case .urgent: "an urgent line"
    case .routine: "a line"
    }
  }
}
