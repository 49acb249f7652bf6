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
        attend dry-run --report report.html extract.csv
        attend dry-run --report report.html --persons extract.csv

      The extracts are read in the order given; of two versions of an attendance with the same \
      date the later wins. No name, number or address is printed.

      The report is one HTML file that needs nothing else. It holds numbers alone, small ones \
      hidden and the rest rounded, unless --persons asks for a table of persons.
      """
  )

  @Argument(help: ArgumentHelp("Extracts in one layout.", valueName: "extract"))
  var extracts: [String]

  @OptionGroup var inputs: ExtractOptions

  @OptionGroup var numbers: SupersededNumbersOption

  @OptionGroup var settings: RuleSettingOptions

  @Option(help: ArgumentHelp("Write the triggers as CSV.", valueName: "file"))
  var triggers: String?

  @OptionGroup(title: "Report") var reporting: ReportOptions

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
    let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    let report = try reportingFaults {
      let report = try DryRun.perform(
        book: try RuleBook(folder: inputs.rules, settings: settings.set),
        asOf: common.today,
        extracts: extracts,
        profile: inputs.source,
        practices: inputs.practices,
        supersededNumbers: numbers.supersededNumbers,
        threads: threads,
        withDigests: common.json,
        scope: reporting.scope,
        progress: { words in
          times.begin(words)
          common.progress(words)
        }
      )
      if let triggers {
        times.begin("writing triggers")
        try report.writeTriggers(to: triggers, threads: threads)
      }
      try reporting.write(report, variation: settings.sentence) { words in
        times.begin(words)
        common.progress(words)
      }
      times.end()
      return report
    }
    if !common.json, let varied = settings.sentence { Console.print(varied + "\n") }
    Console.print(common.json ? try report.json() : DryRunSummary.text(of: report))
    if report.needsAttention { throw ExitCode.attention }
  }
}
