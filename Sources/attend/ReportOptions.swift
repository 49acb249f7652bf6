import ArgumentParser
import BatchRun

/// Options of the analyst's report.
struct ReportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Write a report for people, as one HTML file.", valueName: "file")
  )
  var report: String?

  @Flag(help: "Show flagged persons in it, under random ids and with dates moved.")
  var persons = false

  @Flag(help: "Show these persons as they are.")
  var identifiable = false

  func validate() throws {
    if persons, report == nil { throw ValidationError("--persons needs --report") }
    if identifiable, !persons { throw ValidationError("--identifiable needs --persons") }
  }

  /// What to gather, when a report is wanted.
  var scope: DryRun.Scope? {
    guard report != nil else { return nil }
    return identifiable ? .identifiable : persons ? .pseudonymous : .aggregates
  }

  /// Writes the report, when one is wanted; the only place where chance comes in.
  func write(
    _ outcome: DryRun.Report,
    variation: String?,
    progress: (WorkProgress) -> Void
  ) throws {
    guard let report, let scope else { return }
    progress(.step("writing \(report)"))
    var random = SystemRandomNumberGenerator()
    try outcome.writeAnalysis(to: report, scope, variation: variation, using: &random)
  }
}
