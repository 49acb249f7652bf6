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

  /// Where it goes, when one is wanted.
  ///
  /// - Throws: `RunFault` for a place that it cannot be written to.
  func file() throws -> ResultFile? { try report.map { try ResultFile($0, of: "--report") } }

  /// Writes the report, when one is wanted; the only place where chance comes in.
  func write(
    _ outcome: DryRun.Report,
    to file: ResultFile?,
    variation: String?,
    progress: (WorkProgress) -> Void
  ) throws {
    guard let file, let scope else { return }
    progress(.step("writing \(file.path)"))
    var random = SystemRandomNumberGenerator()
    try outcome.writeAnalysis(to: file, scope, variation: variation, using: &random)
  }
}
