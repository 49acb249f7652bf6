import ArgumentParser
import BatchRun
import Foundation

/// `attend dry-run`: what rules would do with extracts.
struct DryRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dry-run",
    abstract: "Show what the rules would do with extracts; store and send nothing.",
    discussion: """
      Examples:
        attend dry-run extract.csv
        attend dry-run --source ecds --as-of 2026-11-01 inbox/ae-*.csv --triggers triggers.csv

      The extracts are read in the order given; of two versions of an attendance with the same \
      date the later wins. No name, number or address is printed.
      """
  )

  @Argument(help: ArgumentHelp("Extracts in one layout.", valueName: "extract"))
  var extracts: [String]

  @OptionGroup var inputs: ExtractOptions

  @OptionGroup var numbers: SupersededNumbersOption

  @OptionGroup var settings: RuleSettingOptions

  @Option(help: ArgumentHelp("Write the triggers as CSV.", valueName: "file"))
  var triggers: String?

  @Option(
    help: ArgumentHelp(
      "How many threads work; the default is one for each processor. No result depends on it.",
      valueName: "number"
    )
  )
  var threads: Int?

  @Flag(help: "Say on standard error how long each step takes.")
  var verbose = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let times = PhaseTimes(isOn: verbose)
    let report = try reportingFaults {
      let report = try DryRun.perform(
        book: try RuleBook(folder: inputs.rules, settings: settings.set),
        asOf: common.today,
        extracts: extracts,
        profile: inputs.source,
        practices: inputs.practices,
        supersededNumbers: numbers.supersededNumbers,
        threads: threads ?? ProcessInfo.processInfo.activeProcessorCount,
        withDigests: common.json,
        progress: { words in
          times.begin(words)
          common.progress(words)
        }
      )
      if let triggers {
        times.begin("writing triggers")
        try report.writeTriggers(to: triggers)
      }
      times.end()
      return report
    }
    if !common.json, let varied = settings.sentence { Console.print(varied + "\n") }
    Console.print(common.json ? try report.json() : DryRunSummary.text(of: report))
    if report.needsAttention { throw ExitCode.attention }
  }
}
