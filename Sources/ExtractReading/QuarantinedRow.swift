package import AttendanceModel

/// A row that could not be read: where, why, and its original bytes.
package struct QuarantinedRow: Hashable, Sendable {
  package var position: RowPosition
  package var reason: Reason
  /// The record as it stands in the file, without its line end.
  ///
  /// Holds patient values.
  package var originalBytes: [UInt8]
  /// The attendance that the row speaks of, when its two columns can be read: a quarantined
  /// correction names the live version (design S2).
  package var key: AttendanceKey?
  /// When the row applies from, when that can be read.
  package var applicable: Instant?

  package init(
    position: RowPosition,
    reason: Reason,
    originalBytes: [UInt8],
    key: AttendanceKey? = nil,
    applicable: Instant? = nil
  ) {
    self.position = position
    self.reason = reason
    self.originalBytes = originalBytes
    self.key = key
    self.applicable = applicable
  }

  /// Why a row cannot be read; a column by its name in the header.
  package enum Reason: Hashable, Sendable {
    case missing(column: String)
    case unreadable(column: String)
    case wrongFieldCount(expected: Int, found: Int)
    /// The arrival's day may be read on that day.
    case arrivalAfterAsOf(column: String, on: CivilDay)

    /// The column that the reason names, or empty.
    package var column: String {
      switch self {
      case .missing(let column), .unreadable(let column), .arrivalAfterAsOf(let column, _): column
      case .wrongFieldCount: ""
      }
    }
  }
}

extension QuarantinedRow.Reason: CustomStringConvertible {
  /// A sentence without a full stop and without any value of the row.
  package var description: String {
    switch self {
    case .missing(let column): "\(column) is missing"
    case .unreadable(let column): "\(column) cannot be read"
    case .wrongFieldCount(let expected, let found):
      "the row has \(found) values where the header has \(expected)"
    case .arrivalAfterAsOf: "the arrival is later than the as-of date"
    }
  }
}
