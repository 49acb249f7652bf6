import ArgumentParser
import BatchRun
import Foundation

/// `attend run`: the night's job.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Do the night's work: read extracts, decide, write letters and alerts.",
    discussion: """
      Examples:
        attend run --config attend.yaml --first-load baseline
        attend run --config attend.yaml
        attend run --config attend.yaml --preview

      Each run publishes one folder below “output”, whole or not at all. Extracts that an earlier \
      run has read are not read again. Exit code 2 means: done, but somebody must look.

      --json prints what run.json of the folder holds, among it extracts, counts, alarms and \
      audit_head.
      """
  )

  @Option(
    help: ArgumentHelp("The configuration of the run.", valueName: "file"),
    completion: .file()
  )
  var config: String

  @Option(
    help: """
      What the first run on an empty ledger does with the triggers it finds: \
      baseline records them and tells nobody, notify tells.
      """
  )
  var firstLoad: NightlyRun.FirstLoad?

  @Flag(help: "Write tonight's documents into OUTPUT/preview; store and send nothing.")
  var preview = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    // A ledger goes forward only, and forgets what is old: a mistyped year cannot be taken back.
    guard common.day.daysAhead <= 366 else {
      throw ValidationError(
        "--as-of \(common.today) lies more than a year ahead of today; check the year"
      )
    }
  }

  func run() throws {
    // Whatever a run makes is for its own user alone (design section 11).
    umask(0o077)
    let line = common.progressLine()
    defer { line.end() }
    let (night, result) = try reportingFaults {
      line.show(.step("reading the configuration"))
      let night = try NightlyRun(
        configuration: config,
        asOf: common.today,
        firstLoad: firstLoad,
        isPreview: preview
      )
      return (night, try night.perform(progress: line.show))
    }
    line.end()
    Console.print(
      common.json ? try result.manifest.json() : RunSummary.text(of: result),
      isAll: false
    )
    let now = Int(Date().timeIntervalSince1970)
    do {
      try night.writeMetrics(of: result, at: now)
    } catch let fault as RunFault {
      // The night itself is done.
      for sentence in fault.sentences { Console.error(sentence) }
      throw ExitCode.attention
    }
    if result.needsAttention { throw ExitCode.attention }
  }
}

extension NightlyRun.FirstLoad: ExpressibleByArgument {}
