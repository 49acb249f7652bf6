package import AttendanceModel

/// Where a row stands in its file.
package struct RowPosition: Hashable, Sendable {
  /// Data rows from 1, the header not counted.
  package var record: Int
  /// Lines of the file from 1, the header's counted: where the row starts.
  package var line: Int

  package init(record: Int, line: Int) {
    self.record = record
    self.line = line
  }
}

/// What became of one data row.
package enum RowOutcome: Hashable, Sendable {
  /// An original or a replacement.
  case version(Attendance, at: RowPosition)
  /// A deletion (update type 1), and when it applies from.
  case delete(AttendanceKey, applicable: Instant?, at: RowPosition)
  /// A row that could not be read.
  case quarantined(QuarantinedRow)
}
