import ArgumentParser
import AttendanceModel
import BatchRun
import SyntheticExtracts

/// `attend sample`: synthetic extracts to try everything with.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Make synthetic extracts of people who do not exist, and say what must come of them.",
    discussion: """
      Examples:
        attend sample --output sample
        attend sample --output sample --source ecds --rows 1000000 --years 5
        attend sample --output feed --source walk-in --from 2026-01-01 --to 2026-06-30 --daily \
      --bad-rows 0.1% --late 1% --corrections 2% --deletions 0.2% --duplicates 0.5%
        attend sample --output sample --cases frequent-attender-4-in-6-months=2%

      The folder holds the extracts, a practice directory, and in truth/ the triggers that the \
      shipped rules, version 1, must find, every planted case and every bad row. Its README.md \
      says how to compare. The same options give the same bytes on every machine.

      --json prints truth/truth.json: what was asked (source, seed, from, to), people, children, \
      people_without_number and rows, the dirt that was sown, for each of the rules its cases and \
      near misses, and for each of the extracts its sum.
      """
  )

  @Option(
    help: ArgumentHelp(
      "The folder to make; it must not be there, or be empty.",
      valueName: "folder"
    )
  )
  var output: String

  @OptionGroup var rules: RulesOption

  @Option(
    help: ArgumentHelp(
      "The source profile in whose layout to write; “standard” writes columns by their field names.",
      valueName: "profile"
    )
  )
  var source = "standard"

  @OptionGroup(title: "How much") var size: SampleSizeOptions

  @Option(help: ArgumentHelp("Another seed gives other people.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "The share of children with a history at which a rule fires; as many again nearly do. "
        + "Repeat it for several rules.",
      valueName: "rule=share"
    )
  )
  var cases: [CaseShare] = []

  @OptionGroup(title: "What goes wrong") var dirt: SampleDirtOptions

  @Flag(help: "Write a file for each day, as a nightly feed does, instead of one.")
  var daily = false

  @Flag(name: .shortAndLong, help: "Say nothing but results and mistakes.")
  var quiet = false

  @OptionGroup var printing: JSONOption

  func run() throws {
    let plan = SamplePlan(
      size: size.size,
      days: size.days,
      seed: seed,
      cases: cases.reduce(into: SamplePlan.usualCases) { $0[$1.rule] = $1.share },
      dirt: dirt.dirt,
      isDaily: daily
    )
    try reportingFaults {
      let truth = try Sample.make(
        plan,
        source: source,
        rules: try rules.path(),
        in: output,
        progress: { if !quiet { Console.note("\($0)…") } }
      )
      Console.print(
        printing.json ? try truth.json() : Self.text(of: truth, in: output),
        isAll: false
      )
    }
  }

  private static func text(of truth: GroundTruth, in output: String) -> String {
    let lines = TextTable(
      header: ["rule", "cases", "near misses", "triggers"],
      rows: truth.rules.map {
        [$0.rule, String($0.cases), String($0.nearMisses), String($0.triggers)]
      }
    ).lines
    let files = truth.extracts.count == 1 ? "1 extract" : "\(truth.extracts.count) extracts"
    return
      (lines + [
        "",
        "\(truth.rows) rows about \(truth.people) people in \(files); \(output)/README.md says what is"
          + " in them and how to try them.",
      ]).joined(separator: "\n")
  }
}

/// A rule and the share of children that are cases of it.
struct CaseShare: ExpressibleByArgument {
  var rule: PlantedRule
  var share: Share

  init?(argument: String) {
    guard let mark = argument.firstIndex(of: "="),
      let rule = PlantedRule(rawValue: String(argument[..<mark])),
      let share = Share(argument: String(argument[argument.index(after: mark)...]))
    else { return nil }
    self.rule = rule
    self.share = share
  }
}

extension Share: ExpressibleByArgument {
  /// Reads a share as the configuration writes it: `0.5 %`.
  public init?(argument: String) {
    guard let fraction = RunConfiguration.percent(argument), let share = Share(fraction)
    else { return nil }
    self = share
  }
}
