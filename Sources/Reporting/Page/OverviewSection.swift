/// All rules beside each other, and how they meet in the same persons.
struct OverviewSection {
  let findings: ReportFindings
  let disclosure: Disclosure

  private static let mostCombinations = 15

  var markup: Markup {
    Markup(
      "section",
      ["id": "overview"],
      Markup("h2", [:], "What the rules find"),
      Markup("p", ["class": "lead"], Markup(lead)),
      table,
      Markup(
        "p",
        ["class": "note"],
        """
        Letters and alerts as if the rules had run every night: what was told lately is not told \
        again. A week is the mean over the \(grouped(findings.dayCount)) days from first arrival \
        to last.
        """
      ),
      overlap.map { [Markup("h3", [:], "In the same persons"), figures([$0])].joined } ?? Markup()
    )
  }

  private var lead: String {
    let total = disclosure.shown(findings.overlap.total)
    guard findings.overlap.total > 0 else { return "No rule finds anybody." }
    let letters = findings.rules.reduce(0) { $0 + $1.tally.told.count * $1.letters }
    let rate = disclosure.perWeek(letters, days: findings.dayCount)
    return """
      \(total.said("person is", "persons are")) flagged by one rule or more. Together the rules make \
      \(rate) letters a week; those of one person and night go into one envelope.
      """
  }

  private var table: Markup {
    Table(
      caption: "What each rule finds",
      columns: [
        .text("Rule"), .number("Persons"), .number("Only by this rule"), .number("Triggers"),
        .number("Letters a week"), .number("Alerts a week"),
      ],
      rows: findings.rules.enumerated().map { place, rule in
        let told = rule.tally.told.count
        let rate = { (number: Int) in
          number == 0 ? "–" : disclosure.perWeek(told * number, days: findings.dayCount)
        }
        return [
          "Rule \(place + 1): \(rule.title)", disclosure.shown(rule.persons).text,
          disclosure.shown(findings.overlap.only(place)).text,
          disclosure.shown(rule.tally.triggers.count).text, rate(rule.letters), rate(rule.alerts),
        ]
      }
    ).markup
  }

  private var overlap: Figure? {
    let sorted = findings.overlap.sorted
    guard sorted.count > 1 else { return nil }
    let shown = disclosure.shown(parts: sorted.map(\.persons))
    let combinations = zip(sorted, shown).map { (rules: $0.rules, persons: $1) }
    let several = sorted.filter { $0.rules.count > 1 }.reduce(0) { $0 + $1.persons }
    let more =
      combinations.count > Self.mostCombinations
      ? " The \(Self.mostCombinations) largest of \(combinations.count)." : ""
    return Figure(
      finding: several == 0
        ? "No two rules flag the same person"
        : "More than one rule flags \(disclosure.shown(several).said("person", "persons"))",
      plot: OverlapChart(
        ruleCount: findings.rules.count,
        combinations: Array(combinations.prefix(Self.mostCombinations))
      ).markup,
      caption:
        "Persons by exactly which rules flag them: filled dots are the rules, by the numbers "
        + "of the table above.\(more)",
      table: Table(
        caption: "Persons by exactly which rules flag them",
        columns: [.text("Rules"), .number("Persons")],
        rows: combinations.map { combination in
          [
            combination.rules.map { String($0 + 1) }.joined(separator: " + "),
            combination.persons.text,
          ]
        }
      ),
      isWide: true
    )
  }
}
