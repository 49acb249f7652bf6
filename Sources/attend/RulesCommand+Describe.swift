import ArgumentParser
import BatchRun

extension RulesCommand {
  /// `attend rules describe`.
  struct Describe: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print each rule as plain English, made from what the program understands.",
      discussion: """
        Examples:
          attend rules describe
          attend rules describe --rule previous-injuries
          attend rules describe --format html Rules > rules.html

        --json prints a list with title, facts and sections of each rule.
        """
    )

    @OptionGroup var place: Folder

    @Option(help: ArgumentHelp("Only this rule.", valueName: "name"))
    var rule: String?

    @Option(help: "text, markdown or html.")
    var format: RuleDescriptions.Format = .text

    @OptionGroup var printing: JSONOption

    func run() throws {
      let descriptions = try reportingFaults {
        try RuleDescriptions(folder: place.path(), rule: rule)
      }
      Console.print(printing.json ? try descriptions.json() : descriptions.text(format))
    }
  }
}

extension RuleDescriptions.Format: ExpressibleByArgument {}
