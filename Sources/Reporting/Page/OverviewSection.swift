/// All rules beside each other, and how they meet in the same persons.
struct OverviewSection {
  let findings: ReportFindings
  let numbers: [RuleNumbers]
  let shownOverlap: ShownOverlap

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
    guard shownOverlap.total != .number(0) else { return "No rule finds anybody." }
    // What is hidden of a rule stays hidden in the sum.
    let letters = ShownNumber.number(numbers.reduce(0) { $0 + ($1.letters.exact ?? 0) })
    let isWhole = !zip(findings.rules, numbers).contains { $0.letters > 0 && $1.told.isSuppressed }
    let rate = letters.perWeek(days: findings.dayCount)
    return """
      \(shownOverlap.total.said("person is", "persons are").capitalizedFirst) flagged by one rule or more. Together \
      the rules make \(isWhole ? "" : "at least ")\(rate) letters a week; those of one person and \
      night go into one envelope.
      """
  }

  private var table: Markup {
    Table(
      caption: "What each rule finds",
      columns: [
        .text("Rule"), .number("Persons"), .number("Only by this rule"), .number("Triggers"),
        .number("Letters a week"), .number("Alerts a week"),
      ],
      rows: zip(findings.rules, numbers).enumerated().map { place, pair in
        let (rule, numbers) = pair
        let days = findings.dayCount
        return [
          "Rule \(place + 1): \(rule.title)", numbers.persons.text, numbers.only.text,
          numbers.triggers.text, rule.letters == 0 ? "–" : numbers.letters.perWeek(days: days),
          rule.alerts == 0 ? "–" : numbers.alerts.perWeek(days: days),
        ]
      }
    ).markup
  }

  private var overlap: Figure? {
    let combinations = shownOverlap.combinations
    guard combinations.count > 1, !shownOverlap.isHidden else { return nil }
    let several = shownOverlap.several
    let more =
      combinations.count > Self.mostCombinations
      ? " The \(Self.mostCombinations) largest of \(combinations.count)." : ""
    return Figure(
      finding: several == .number(0)
        ? "No two rules flag the same person"
        : "More than one rule flags \(several.said("person", "persons"))",
      plot: OverlapChart(
        ruleCount: findings.rules.count,
        combinations: Array(combinations.prefix(Self.mostCombinations))
      ).markup,
      caption:
        "Persons by exactly which rules flag them: filled dots are the rules, by the numbers "
        + "of the table above.\(more)"
        + Bar.legend(combinations.map { Bar("", $0.persons) }),
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
