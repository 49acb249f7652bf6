/// The paths of a run's files for the care record.
///
/// An alert that has a Flag is told by it, whatever becomes of its row in the table.
package enum AlertFile {
  /// One FHIR Flag a line.
  package static let flags = "alerts/flags.ndjson"
  /// The same Flags as one transaction.
  package static let bundle = "alerts/flags-bundle.json"
  /// Every alert, whether it has a Flag or not.
  package static let table = "alerts/alerts.csv"
}
