import AttendanceModel
import Foundation
import Reporting

extension DryRun.Report {
  /// Writes `triggers.csv`, whole or not at all.
  ///
  /// - Throws: ``RunFault`` when the file cannot be written.
  package func writeTriggers(to path: String) throws {
    var table = TriggerTable()
    for trigger in triggers { table.add(trigger) }
    do {
      try Interruption.heldOff {
        try Data(table.bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
      }
    } catch {
      throw RunFault(.failed, "\(path) cannot be written; check the folder and its permissions")
    }
  }

  /// Writes the analyst's report, whole or not at all; with persons in it, for the owner alone.
  ///
  /// - Parameters:
  ///   - path: Where.
  ///   - scope: How much it shows of persons, as gathered.
  ///   - variation: A sentence on what differs from the rule files, if anything does.
  ///   - random: Makes the ids and dates of a pseudonymous report.
  /// - Throws: ``RunFault`` when the file cannot be written.
  package func writeAnalysis(
    to path: String,
    _ scope: DryRun.Scope,
    variation: String?,
    using random: inout some RandomNumberGenerator
  ) throws {
    guard var analysis else { preconditionFailure("a report was gathered for") }
    analysis.variation = variation
    if scope == .pseudonymous {
      analysis.flagged = analysis.flagged?.pseudonymous(using: &random)
    }
    let partial = "\(path).partial"
    let page = Data(ReportPage(analysis).html.utf8)
    do {
      try Interruption.heldOff {
        let made = FileManager.default.createFile(
          atPath: partial,
          contents: page,
          attributes: [.posixPermissions: scope == .aggregates ? 0o644 : 0o600]
        )
        guard made else { throw CocoaError(.fileWriteUnknown) }
        // Foundation's replacing of a file loses it on Linux; an old report is no loss.
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: partial, toPath: path)
      }
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      throw RunFault(.failed, "\(path) cannot be written; check the folder and its permissions")
    }
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
