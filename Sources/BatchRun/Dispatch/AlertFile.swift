/// The paths of a run's files for the care record.
enum AlertFile {
  /// One FHIR Flag a line.
  static let flags = "alerts/flags.ndjson"
  /// The same Flags as one transaction.
  static let bundle = "alerts/flags-bundle.json"
  /// Every alert, whether it has a Flag or not.
  static let table = "alerts/alerts.csv"
}
