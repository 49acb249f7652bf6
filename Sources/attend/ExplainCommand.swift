import ArgumentParser
import AttendanceModel
import BatchRun

/// `attend explain`: why rules fired or did not.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why each rule fired or did not, for one attendance or one person.",
    discussion: """
      Examples:
        attend explain --provider RJE --attendance 00123 extract.csv
        attend explain --provider RJE --attendance 00123 --whole-person --rule previous-injuries \
      --source ecds 'inbox/ae-*.csv'
        attend explain --provider RJE --attendance 00123 --config attend.yaml

      An attendance is named as its extract names it. The answer lists which attendances counted, \
      which did not and why, and how far the count is from its threshold. It says who the person \
      is only with --identifiable. With --config the rules are the configuration's. --json prints \
      attendances (how many the person has), who, doubts, and answers by attendance and rule with \
      their evidence.
      """
  )

  @OptionGroup var asked: ExtractsOrLedger

  @Option(help: ArgumentHelp("The attendance's provider code.", valueName: "code"))
  var provider: String

  @Option(help: ArgumentHelp("The attendance's id.", valueName: "id"))
  var attendance: String

  @Flag(help: "Explain every attendance of the person.")
  var wholePerson = false

  @Option(help: ArgumentHelp("Only this rule.", valueName: "name"))
  var rule: String?

  @Flag(help: "Say who the person is.")
  var identifiable = false

  @OptionGroup var inputs: ExtractOptions

  @OptionGroup var printing: JSONOption
  @OptionGroup var numbers: SupersededNumbersOption

  @OptionGroup var common: AsOfOption

  func run() throws {
    let explanation = try reportingFaults { try explained() }
    Console.print(printing.json ? try explanation.json() : explanation.text)
  }

  private func explained() throws -> Explanation {
    let question = Explanation.Question(
      attendance: AttendanceKey(providerCode: provider, attendanceID: attendance),
      wholePerson: wholePerson,
      rule: rule,
      isIdentifiable: identifiable
    )
    if let config = asked.config { return try Explanation(question, configuration: config) }
    return try Explanation(
      question,
      book: try RuleBook(folder: inputs.rules.path()),
      extracts: try asked.files(),
      profile: inputs.layout.source,
      practices: inputs.layout.practices,
      supersededNumbers: numbers.supersededNumbers,
      asOf: common.today
    )
  }
}
