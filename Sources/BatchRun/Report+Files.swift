import AttendanceModel
import Foundation

extension DryRun.Report {
  /// Writes `triggers.csv`, whole or not at all.
  ///
  /// - Throws: ``RunFault`` when the file cannot be written.
  package func writeTriggers(to path: String) throws {
    var table = TriggerTable()
    for trigger in triggers { table.add(trigger) }
    do {
      try Data(table.bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw RunFault(.failed, "\(path) cannot be written; check the folder and its permissions")
    }
  }

  /// The report as JSON, without its triggers.
  package func json() throws -> String {
    String(decoding: try JSONText.pretty(JSONReport(self)), as: UTF8.self)
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
    String(decoding: try JSONText.pretty(self), as: UTF8.self)
  }
}
