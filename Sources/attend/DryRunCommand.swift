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
        attend dry-run --source ecds --as-of 2026-11-01 'inbox/ae-*.csv' --triggers triggers.csv
        zcat extract.csv.gz | attend dry-run -
        attend dry-run --report report.html extract.csv
        attend dry-run --report report.html --persons extract.csv

      The extracts are read in the order given; of two versions of an attendance with the same \
      date the later wins. No name, number or address is printed.

      The report is one HTML file that needs nothing else. It holds numbers alone, small ones \
      hidden and the rest rounded, unless --persons asks for a table of persons.

      --json prints as_of, extracts (with findings and damage), attendances, persons, unidentified, \
      identity_conflicts, age_unsettled, undated_deletes, and for each of the rules its persons, \
      triggers, letters, alerts and unknown.
      """
  )

  @OptionGroup var extracts: ExtractArguments

  @OptionGroup var inputs: ExtractOptions

  @OptionGroup var numbers: SupersededNumbersOption

  @OptionGroup var settings: RuleSettingOptions

  @Option(help: ArgumentHelp("Write the triggers as CSV.", valueName: "file"), completion: .file())
  var triggers: String?

  @OptionGroup(title: "Report") var reporting: ReportOptions

  @Option(
    help: ArgumentHelp(
      "How many threads work; the default is one for each processor. No result depends on it.",
      valueName: "number"
    )
  )
  var threads: Int?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard threads.map({ (1...1024).contains($0) }) ?? true else {
      throw ValidationError("--threads takes a number from 1 to 1024")
    }
  }

  func run() throws {
    let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    let line = common.progressLine()
    defer { line.end() }
    let report = try reportingFaults {
      let triggers = try triggers.map { try ResultFile($0, of: "--triggers") }
      let page = try reporting.file()
      let extracts = try extracts.files()
      try ResultFile.check(
        [triggers, page].compactMap(\.self),
        reading: extracts
          + [inputs.layout.practices, numbers.supersededNumbers].compactMap(\.self)
      )
      let book = try RuleBook(folder: inputs.rules.path(), settings: settings.set)
      try book.checkRoutesIfWritten()
      let report = try DryRun.perform(
        book: book,
        asOf: common.today,
        extracts: extracts,
        profile: inputs.layout.source,
        practices: inputs.layout.practices,
        supersededNumbers: numbers.supersededNumbers,
        threads: threads,
        withDigests: common.json,
        scope: reporting.scope,
        progress: line.show
      )
      if let triggers {
        line.show(.step("writing triggers"))
        try report.writeTriggers(to: triggers, threads: threads)
      }
      try reporting.write(report, to: page, variation: settings.sentence, progress: line.show)
      line.end()
      return report
    }
    if !common.json, let varied = settings.sentence { Console.print(varied + "\n") }
    Console.print(common.json ? try report.json() : DryRunSummary.text(of: report))
    if report.needsAttention { throw ExitCode.attention }
  }
}
