import AttendanceModel
import Foundation
import Reporting

extension DryRun.Report {
  /// Writes `triggers.csv`, whole or not at all.
  ///
  /// - Parameters:
  ///   - file: Where.
  ///   - threads: How many threads work; the bytes do not depend on it.
  /// - Throws: ``RunFault`` when the file cannot be written.
  package func writeTriggers(to file: ResultFile, threads: Int) throws {
    let pieces = TriggerTable.pieces(triggers, threads: threads)
    var content = Data(capacity: pieces.reduce(0) { $0 + $1.count })
    for piece in pieces { content += piece }
    try file.write(content, isOwnersAlone: false)
  }

  /// Writes the analyst's report, whole or not at all; with persons in it, for the owner alone.
  ///
  /// - Parameters:
  ///   - file: Where.
  ///   - scope: How much it shows of persons, as gathered.
  ///   - variation: A sentence on what differs from the rule files, if anything does.
  ///   - random: Makes the ids and dates of a pseudonymous report.
  /// - Throws: ``RunFault`` when the file cannot be written.
  package func writeAnalysis(
    to file: ResultFile,
    _ scope: DryRun.Scope,
    variation: String?,
    using random: inout some RandomNumberGenerator
  ) throws {
    guard var analysis else { preconditionFailure("a report was gathered for") }
    analysis.variation = variation
    if scope == .pseudonymous {
      analysis.flagged = analysis.flagged?.pseudonymous(using: &random)
    }
    try file.write(Array(ReportPage(analysis).html.utf8), isOwnersAlone: scope != .aggregates)
  }

  /// The report as JSON, without its triggers.
  package func json() throws -> String {
    try JSONText.result(JSONReport(self))
  }

  private struct JSONReport: Encodable {
    struct Rule: Encodable {
      var rule: String
      var persons: Int
      var triggers: Int
      var letters: Int
      var alerts: Int
      var unknown: [String: Int]
    }

    var asOf: String
    var extracts: [RunManifest.Extract]
    var attendances: Int
    var persons: Int
    var unidentified: Int
    var identityConflicts: Int
    var ageUnsettled: Int
    var undatedDeletes: Int
    var rules: [Rule]

    init(_ report: DryRun.Report) {
      asOf = report.asOf.description
      extracts = report.extracts
      attendances = report.attendances
      persons = report.persons
      unidentified = report.unidentified
      identityConflicts = report.identityConflicts
      ageUnsettled = report.ageUnsettled
      undatedDeletes = report.undatedDeletes
      rules = report.rules.map {
        Rule(
          rule: $0.rule,
          persons: $0.persons,
          triggers: $0.triggers,
          letters: $0.letters,
          alerts: $0.alerts,
          unknown: $0.unknown
        )
      }
    }
  }
}

extension RunManifest {
  /// The manifest as JSON.
  package func json() throws -> String {
    try JSONText.result(self)
  }
}
