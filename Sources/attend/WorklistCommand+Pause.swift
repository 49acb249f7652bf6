import ArgumentParser
import AttendanceModel
import BatchRun

extension WorklistCommand {
  /// `attend worklist pause`.
  struct Pause: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Hold back a child's letters up to and including a day.",
      discussion: """
        Example:
          attend worklist pause --config attend.yaml --provider RJE --attendance 00123 \
        --until 2027-01-31 --by "N. Nurse" --because "inquiry under way"

        The child is named by one of their attendances. Letters that come up meanwhile wait and \
        go out after that day, unless somebody dismisses them; each can be released before. \
        Suspected harm, corrections of earlier letters, alerts and worklist items do not wait. \
        --json prints step, numbers (the pause's) and until.
        """
    )

    @Option(help: ArgumentHelp("The attendance's provider code.", valueName: "code"))
    var provider: String

    @Option(help: ArgumentHelp("The attendance's id.", valueName: "id"))
    var attendance: String

    @Option(help: ArgumentHelp("The last day of the pause.", valueName: "date"))
    var until: AsOf

    @OptionGroup var options: Options
    @OptionGroup var account: Account
    @OptionGroup var printing: JSONOption

    func run() throws {
      let number = try reportingFaults {
        try options.desk().pause(
          AttendanceKey(providerCode: provider, attendanceID: attendance),
          until: until.day,
          by: account.by,
          because: account.because
        )
      }
      let json = WorklistResult(step: "pause", numbers: [number], until: until.day.description)
      Console.print(
        printing.json ? try json.json() : "pause \(number) until \(until.day)",
        isAll: false
      )
    }
  }

  /// `attend worklist resume`.
  struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "End a pause before its last day.",
      discussion: """
        Example:
          attend worklist resume --config attend.yaml 3 --by "N. Nurse" --because "inquiry closed"

        --json prints step and numbers.
        """
    )

    @Argument(help: ArgumentHelp("The pause's number.", valueName: "pause"))
    var pause: Int64

    @OptionGroup var options: Options
    @OptionGroup var account: Account
    @OptionGroup var printing: JSONOption

    func run() throws {
      try reportingFaults {
        try options.desk().resume(pause, by: account.by, because: account.because)
      }
      let json = WorklistResult(step: "resume", numbers: [pause])
      Console.print(printing.json ? try json.json() : "pause \(pause) is over", isAll: false)
    }
  }
}
