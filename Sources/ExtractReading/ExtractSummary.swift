package import AttendanceModel

/// What one file held (design section 6): counts and column names, never values.
package struct ExtractSummary: Hashable, Sendable {
  /// A count for a column, by its name in the header.
  package struct ColumnCount: Hashable, Sendable {
    package var column: String
    package var count: Int

    package init(column: String, count: Int) {
      self.column = column
      self.count = count
    }
  }

  package var header: ExtractHeader
  /// Whether the file is a quarantine file that comes back: a few rows, not all of a delivery.
  package var isMended = false
  /// Data rows: attendances, deletes and quarantined rows together.
  package var rows = 0
  package var attendances = 0
  package var deletes = 0
  package var quarantined = 0
  /// Lines of only spaces and tabs, skipped.
  package var blankLines = 0
  /// The fields that some column feeds.
  package var fieldsWithColumns: Set<AttendanceField> = []
  /// Columns that nothing maps, in the header's order.
  package var unmappedColumns: [String] = []
  /// Values that could not be read and count as absent, in the header's order.
  package var unreadableValues: [ColumnCount] = []
  /// Values that were damaged on their way, in the header's order, then by kind.
  package var damage: [ColumnDamage] = []
  /// By column of the header, values that are not blank; empty unless they were to be counted.
  package var filledValues: [Int] = []
  package var findings = Findings()

  package init(header: ExtractHeader) {
    self.header = header
  }

  /// The columns of which most values cannot be read, in the header's order; of a few rows nothing
  /// is said.
  package var columnsMostlyUnreadable: [String] {
    guard rows >= 10 else { return [] }
    return unreadableValues.filter { $0.count * 2 > rows }.map(\.column)
  }

  /// Rows whose values read but are doubtful; each counts rows.
  package struct Findings: Hashable, Sendable {
    package var birthAfterArrival = 0
    /// Births that make the patient older than anybody, often one date that stands for “not known”.
    package var ageBeyondBelief = 0
    package var invalidNHSNumber = 0
    /// Valid, but in no range that a health service issues.
    package var unissuedNHSNumber = 0
    /// An update type other than 1, 9 and blank, read as blank.
    package var unknownUpdateType = 0
    /// Dates before 1900, read as blank.
    package var dateBefore1900 = 0
    package var unreadableAge = 0

    package init() {}
  }
}

/// A file's first record as it stands, for the quarantine file beside it.
package struct ExtractHeader: Hashable, Sendable {
  /// As UTF-8, without byte-order mark and line end.
  package var bytes: [UInt8]
  package var form: TextForm
  package var lineEnd: [UInt8]

  package init(bytes: [UInt8], form: TextForm, lineEnd: [UInt8]) {
    self.bytes = bytes
    self.form = form
    self.lineEnd = lineEnd
  }
}
