/// What an extract stands for (design S2).
package enum LoadMode: String, CaseIterable, Sendable {
  /// Its rows are new attendances, corrections and deletions; what it leaves out stays.
  case netChange = "net-change"
  /// Its rows are all attendances of a period; what it leaves out is gone. The period is stated by
  /// the file's name (``FilePattern``) or by the configuration, never inferred from the rows.
  case replacePeriod = "replace-period"
}
