/// One rule: over time, for whom, what another threshold would do, and what is lost on the way.
struct RuleSection {
  let place: Int
  let rule: RuleFindings
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
      rule.persons == 0 ? Markup() : whenAndWho,
      rule.tally.map.map { RuleThresholds(self, map: $0).markup } ?? Markup(),
      Markup("h3", [:], "From rows to letters"),
      figures([attrition])
    )
  }

  private var whenAndWho: Markup {
    [
      Markup("h3", [:], "When"), RuleOverTime(self).markup,
      Markup("h3", [:], "Who and where"), figures([ages, sites]),
    ].joined
  }

  private var lead: String {
    guard rule.persons > 0 else { return "Finds nobody." }
    let told = rule.tally.told.count
    let rates = [
      rule.letters > 0
        ? "\(disclosure.perWeek(told * rule.letters, days: findings.dayCount)) letters a week"
        : nil,
      rule.alerts > 0
        ? "\(disclosure.perWeek(told * rule.alerts, days: findings.dayCount)) alerts a week" : nil,
    ].compactMap(\.self)
    let only = disclosure.shown(findings.overlap.only(place))
    let persons = disclosure.shown(rule.persons).said("person", "persons")
    return """
      Flags \(persons), \(only.said) of them found by no other rule. Makes \
      \(rates.joined(separator: " and ")).
      """
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
      finding: { "Most are \($0) years old at their first trigger" },
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
      Array(sites.prefix(12)),
      finding: { "\($0) sees the most first triggers" },
      what: "site of first trigger"
    ) { bars, description in BarChart(bars: bars, description: description).svg }
  }

  private func breakdown(
    _ parts: [NamedCount],
    finding: (String) -> String,
    what: String,
    _ plot: ([Bar], String) -> Markup
  ) -> Figure {
    let shown = disclosure.shown(parts: parts.map(\.count))
    let most = parts.indices.max { parts[$0].count < parts[$1].count }
    let says = most.map { shown[$0].isSuppressed } ?? true
    return Figure(
      finding: says
        ? "Too few persons to tell by \(what)" : finding(most.map { parts[$0].name } ?? ""),
      plot: plot(zip(parts, shown).map { Bar($0.name, $1) }, "Persons by \(what)"),
      caption: "Persons by \(what).",
      table: Table(
        caption: "Persons by \(what)",
        columns: [.text("\(what.prefix(1).uppercased())\(what.dropFirst())"), .number("Persons")],
        rows: zip(parts, shown).map { [$0.name, $1.text] }
      )
    )
  }

  // MARK: Attrition

  private var attrition: Figure {
    let reading = findings.reading
    let told = rule.tally.told.count
    let triggers = rule.tally.triggers.count
    let shown = { (count: Int) -> ShownNumber in disclosure.shown(count) }
    let letters = shown(told * rule.letters).said("letter", "letters")
    let alerts = shown(told * rule.alerts).said("alert", "alerts")
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
        lost: "the rest is not what the rule is about"
      ),
      FlowChart.Step(
        number: shown(rule.candidates),
        what: "attendances that the rule is about",
        lost: rule.tally.map.map { "the rest has fewer than \($0.own.atLeast) in the window" }
          ?? "the rest cannot be told of, or does not reach the count"
      ),
      FlowChart.Step(
        number: shown(triggers),
        what: "triggers, of \(shown(rule.persons).said("person", "persons"))",
        lost: "the rest is covered by what was told before, or has no identity"
      ),
      FlowChart.Step(
        number: shown(told),
        what: "times told: \(letters), \(alerts)",
        lost: nil
      ),
    ]
    return Figure(
      finding: """
        \(shown(triggers).said("trigger", "triggers")) in \(grouped(reading.rows)) rows, \
        \(shown(told).said) of them told
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
}

extension AgeGroup {
  /// The groups that a plot shows even when they are empty.
  fileprivate var isChild: Bool { self != .adult && self != .unknown }
}
