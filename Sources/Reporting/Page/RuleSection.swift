/// One rule: over time, for whom, what another threshold would do, and what is lost on the way.
struct RuleSection {
  let place: Int
  let rule: RuleFindings
  let numbers: RuleNumbers
  let findings: ReportFindings
  let disclosure: Disclosure

  var markup: Markup {
    Markup(
      "section",
      ["id": "rule-\(place + 1)", "class": "rule"],
      Markup(
        "h2",
        [:],
        Markup("span", ["class": "number"], "Rule \(place + 1)"),
        " \(rule.title)"
      ),
      Markup("p", ["class": "lead"], Markup(lead)),
      Markup("p", ["class": "note"], Markup(note)),
      whenAndWho,
      rule.tally.map.map { RuleThresholds(self, map: $0).markup } ?? Markup(),
      findings.reading.rows > 0
        ? [Markup("h3", [:], "From rows to letters"), figures([attrition])].joined : Markup()
    )
  }

  private var whenAndWho: Markup {
    guard rule.persons > 0 else { return Markup() }
    guard !numbers.persons.isSuppressed else {
      return Markup("p", [:], "Too few persons to show when, who and where.")
    }
    return [
      Markup("h3", [:], "When"), RuleOverTime(self).markup,
      Markup("h3", [:], "Who and where"), figures([ages, sites]),
    ].joined
  }

  private var lead: String {
    guard rule.persons > 0 else { return "Finds nobody." }
    let days = findings.dayCount
    let rates = [
      rule.letters > 0 ? "\(numbers.letters.perWeek(days: days)) letters a week" : nil,
      rule.alerts > 0 ? "\(numbers.alerts.perWeek(days: days)) alerts a week" : nil,
    ].compactMap(\.self)
    let only =
      numbers.only == .suppressed ? "some" : numbers.only == .number(0) ? "none" : numbers.only.said
    let found =
      "Flags \(numbers.persons.said("person", "persons")), \(only) of them found by no other rule."
    guard !rates.isEmpty, !numbers.told.isSuppressed else { return found }
    return "\(found) Makes \(rates.joined(separator: " and "))."
  }

  private var note: String {
    let unknown = rule.unknown.map {
      "\($0.name) in \(disclosure.shown($0.count).said("attendance", "attendances"))"
    }
    let approval = rule.isApproved ? "" : ", not clinically approved"
    let doubts =
      unknown.isEmpty
      ? "" : " Could not know, and so did not count: \(unknown.joined(separator: ", "))."
    return "\(rule.name), version \(rule.version)\(approval).\(doubts)"
  }

  // MARK: Who and where

  private var ages: Figure {
    let groups = AgeGroup.allCases.filter { rule.tally.ages[$0.rawValue] > 0 || $0.isChild }
    return breakdown(
      groups.map { NamedCount($0.label, rule.tally.ages[$0.rawValue]) },
      finding: { "The most frequent age at the first trigger: \($0)" },
      what: "age at first trigger"
    ) { bars, description in
      ColumnChart(bars: bars, axis: "years old at the first trigger", description: description).svg
    }
  }

  private var sites: Figure {
    let names = findings.coverage.sites.map(\.name)
    let sites = rule.tally.sites.map { NamedCount(names[$0.key], $0.value) }
      .sorted(by: NamedCount.isMore)
    return breakdown(
      Array(sites.prefix(Self.mostSites)) + Self.others(sites.dropFirst(Self.mostSites)),
      finding: { "\($0) sees the most first triggers" },
      what: "site of first trigger"
    ) { bars, description in BarChart(bars: bars, description: description).svg }
  }

  private static let mostSites = 12

  /// What is not drawn one by one, so that the parts still make the whole.
  private static func others(_ sites: ArraySlice<NamedCount>) -> [NamedCount] {
    guard let last = sites.first, sites.count > 1 else { return Array(sites) }
    let sum = sites.dropFirst().reduce(last.count) { $0 + $1.count }
    return [NamedCount("\(sites.count) other sites", sum)]
  }

  private func breakdown(
    _ parts: [NamedCount],
    finding: (String) -> String,
    what: String,
    _ plot: ([Bar], String) -> Markup
  ) -> Figure {
    let shown = disclosure.shown(parts: parts.map(\.count))
    let most = parts.indices.max { parts[$0].count < parts[$1].count }
    let isHidden = shown.allSatisfy { $0.isSuppressed || $0 == .number(0) }
    let bars = zip(parts, shown).map { Bar($0.name, $1) }
    let says = most.map { shown[$0].isSuppressed || parts[$0].name.hasSuffix("other sites") }
    let heading = says == false ? finding(most.map { parts[$0].name } ?? "") : "Persons by \(what)"
    return Figure(
      finding: isHidden ? "Persons by \(what): hidden" : heading,
      plot: isHidden ? Markup() : plot(bars, "Persons by \(what)"),
      caption: isHidden
        ? "One or more numbers are 1 to 7; the others are hidden, so that these stay hidden."
        : "Persons by \(what).\(Bar.legend(bars))",
      table: Table(
        caption: "Persons by \(what)",
        columns: [.text(what.capitalizedFirst), .number("Persons")],
        rows: zip(parts, shown).map { [$0.name, $1.text] }
      )
    )
  }

  // MARK: Attrition

  private var attrition: Figure {
    let reading = findings.reading
    let shown = { (count: Int) -> ShownNumber in disclosure.shown(count) }
    let told = [
      rule.letters > 0 ? numbers.letters.said("letter", "letters") : nil,
      rule.alerts > 0 ? numbers.alerts.said("alert", "alerts") : nil,
    ].compactMap(\.self).joined(separator: ", ")
    let changed = reading.rows - reading.quarantined - reading.attendances
    let steps = [
      FlowChart.Step(
        number: .number(reading.rows),
        what: "rows in the files",
        lost: "\(grouped(reading.quarantined)) could not be read"
      ),
      FlowChart.Step(
        number: .number(reading.rows - reading.quarantined),
        what: "rows read",
        lost: "\(grouped(changed)) are older versions, deletes or deleted"
      ),
      FlowChart.Step(
        number: .number(reading.attendances),
        what: "attendances",
        lost: "the rest is not of the rule’s population, or cannot be known to be"
      ),
      FlowChart.Step(
        number: shown(rule.population),
        what: "attendances of its population: \(Self.named(rule.words.population, "anybody"))",
        lost: "of the rest the condition does not hold, or cannot be known to"
      ),
      FlowChart.Step(
        // Without a threshold these are the triggers, but for those without identity.
        number: numbers.persons.isSuppressed && rule.tally.map == nil
          ? .hidden : shown(rule.candidates),
        what: "at which its condition holds: \(Self.named(rule.words.condition, "always"))",
        lost: rule.tally.map.map {
          "the rest has fewer than \($0.own.atLeast) in \($0.own.within), or no identity"
        } ?? "the rest has no identity, or does not reach the count"
      ),
      FlowChart.Step(
        number: numbers.triggers,
        what: "triggers, of \(numbers.persons.said("person", "persons"))",
        lost: "the rest is covered by what was told before, or has no identity"
      ),
      FlowChart.Step(
        number: numbers.told,
        what: told.isEmpty ? "times told" : "times told: \(told)",
        lost: nil
      ),
    ]
    return Figure(
      finding: """
        \(numbers.triggers.said("trigger", "triggers").capitalizedFirst) in \
        \(grouped(reading.rows)) rows, \
        \(numbers.told.said) of them told
        """,
      plot: FlowChart(steps: steps).markup,
      caption: "Each bar is what reached that step; its dark part goes on and widens to the next.",
      table: Table(
        caption: "From rows to letters",
        columns: [.text("Step"), .number("Number"), .text("What does not go on")],
        rows: steps.map { [$0.what, $0.number.text, $0.lost ?? ""] }
      ),
      isWide: true
    )
  }

  /// A part of the rule in its own words, or a word for none.
  private static func named(_ words: String, _ none: String) -> String {
    words.isEmpty ? none : words
  }
}

extension AgeGroup {
  /// The groups that a plot shows even when they are empty.
  fileprivate var isChild: Bool { self != .adult && self != .unknown }
}
