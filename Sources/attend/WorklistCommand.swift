import ArgumentParser
import AttendanceModel
import BatchRun

/// `attend worklist …`: the safeguarding team works its list.
struct WorklistCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worklist",
    abstract: "Work the safeguarding team's list: see it, settle items, release letters, pause.",
    discussion: """
      Examples:
        attend worklist list --config attend.yaml
        attend worklist release --config attend.yaml 12 --by "N. Nurse" --because "family told"
        attend worklist pause --config attend.yaml --provider RJE --attendance 00123 \
      --until 2027-01-31 --by "N. Nurse" --because "inquiry under way"

      Every step says who and why and is audited. A released letter goes out with the next run, if \
      nothing that cannot be overruled stands against it then. A pause holds back a child's \
      letters; it never holds back suspected harm, alerts or worklist items. Do not name patients \
      in --because.
      """,
    subcommands: [List.self] + steps + [Pause.self, Resume.self]
  )

  private static let steps: [any ParsableCommand.Type] = [
    Acknowledge.self, Dismiss.self, Release.self, Hold.self,
  ]

  /// Which ledger, and what day it is.
  struct Options: ParsableArguments {
    @Option(
      help: ArgumentHelp("The configuration of the trust's run.", valueName: "file"),
      completion: .file()
    )
    var config: String

    @OptionGroup var day: AsOfOption

    func desk() throws -> WorklistDesk {
      try WorklistDesk(configuration: config, today: day.today)
    }
  }

  /// Who, and why.
  struct Account: ParsableArguments {
    @Option(help: ArgumentHelp("Who does this.", valueName: "name"))
    var by: String

    @Option(help: ArgumentHelp("Why, without naming the patient.", valueName: "reason"))
    var because: String
  }

  /// A step on items.
  struct StepOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Numbers of items, as the list shows them.", valueName: "item"))
    var items: [Int64]

    @OptionGroup var options: Options
    @OptionGroup var account: Account
    @OptionGroup var printing: JSONOption

    func take(_ step: WorklistDesk.Step, done: String) throws {
      try reportingFaults {
        try options.desk().take(step, on: items, by: account.by, because: account.because)
      }
      let numbers = items.map(String.init).joined(separator: ", ")
      Console.print(
        printing.json
          ? try WorklistResult(step: step.rawValue, numbers: items).json()
          : "\(done): \(numbers)",
        isAll: false
      )
    }
  }

  struct Acknowledge: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say that somebody has seen items and looks after them; they stay open.",
      discussion: """
        Example:
          attend worklist acknowledge --config attend.yaml 12 --by "N. Nurse" --because "ringing the practice"

        --json prints step and numbers.
        """
    )
    @OptionGroup var step: StepOptions
    func run() throws { try step.take(.acknowledge, done: "acknowledged") }
  }

  struct Dismiss: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Close items: nothing more is to be done. A letter that waits is never sent.",
      discussion: """
        Example:
          attend worklist dismiss --config attend.yaml 12 --by "N. Nurse" --because "seen in clinic"

        --json prints step and numbers.
        """
    )
    @OptionGroup var step: StepOptions
    func run() throws { try step.take(.dismiss, done: "dismissed") }
  }

  struct Release: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let letters that wait go out with the next run.",
      discussion: """
        Example:
          attend worklist release --config attend.yaml 12 --by "N. Nurse" --because "family told"

        --json prints step and numbers.
        """
    )
    @OptionGroup var step: StepOptions
    func run() throws {
      try step.take(.release, done: "released, goes out with the next run where the record lets it")
    }
  }

  struct Hold: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take releases back before the next run; the letters wait again.",
      discussion: """
        Example:
          attend worklist hold --config attend.yaml 12 --by "N. Nurse" --because "new information"

        --json prints step and numbers.
        """
    )
    @OptionGroup var step: StepOptions
    func run() throws { try step.take(.hold, done: "held again") }
  }
}
