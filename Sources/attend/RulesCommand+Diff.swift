import ArgumentParser
import BatchRun

extension RulesCommand {
  /// `attend rules diff`.
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what a change of rules adds and removes on extracts.",
      discussion: """
        Examples:
          attend rules diff Rules NewRules extract.csv
          attend rules diff Rules Rules --set frequent-attender-4-in-6-months.at-least=3 extract.csv

        Both folders are applied to the same extracts. Each trigger that only one of them finds is \
        listed with the attendances that counted and those that did not; the table below gives \
        triggers, persons and letters a week before and after. No name, number or address is \
        printed: a person is a number that holds for this list alone. --json prints every change: \
        changes, and for each of the rules added, removed, before and after.
        """
    )

    @Argument(help: ArgumentHelp("The folder of rules as they are.", valueName: "old"))
    var old: String

    @Argument(help: ArgumentHelp("The folder of rules as they may become.", valueName: "new"))
    var new: String

    @OptionGroup var extracts: ExtractArguments

    @OptionGroup var settings: RuleSettingOptions

    @OptionGroup var layout: LayoutOptions

    @OptionGroup var numbers: SupersededNumbersOption

    @Option(help: ArgumentHelp("How many changed triggers are listed.", valueName: "number"))
    var most = 100

    @OptionGroup var printing: JSONOption

    @OptionGroup var day: AsOfOption

    func run() throws {
      let comparison = try reportingFaults {
        try RuleComparison(
          old: try RuleBook(folder: old),
          new: try RuleBook(folder: new, settings: settings.set),
          extracts: try extracts.files(),
          profile: layout.source,
          practices: layout.practices,
          supersededNumbers: numbers.supersededNumbers,
          asOf: day.today
        )
      }
      if printing.json { return Console.print(try comparison.json()) }
      if let varied = settings.sentence { Console.print(varied + "\n") }
      let list = comparison.text(most: most)
      if !list.isEmpty { Console.print(list + "\n") }
      let (header, rows) = comparison.table
      Console.print(TextTable(header: header, rows: rows).lines.joined(separator: "\n"))
    }
  }
}

/// `--set`: numbers of rules varied without a copy of their files.
struct RuleSettingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Vary one number of a rule: RULE.at-least=3, “RULE.within=12 months”, “RULE.under=16 years”. \
      May be given several times.
      """,
      valueName: "rule.key=value"
    )
  )
  var set: [String] = []

  /// What was varied, for a reader of the result.
  var sentence: String? {
    self.set.isEmpty
      ? nil : "Not the rules as they are, but with \(self.set.joined(separator: ", "))"
  }
}
