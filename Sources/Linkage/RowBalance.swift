/// What became of rows that were read: nothing is lost (rows read = attendances + superseded +
/// deleted + quarantined).
///
/// Rows are counted where records are read, the rest where each row is taken, so that a row that
/// vanished between the two shows.
package struct RowBalance: Hashable, Sendable {
  /// Records read.
  package var rows = 0
  /// Versions that are the live one of their attendance at the end of the run.
  package var attendances = 0
  /// Versions that another version put aside, and those that came too late.
  package var superseded = 0
  /// Deletions, and versions that a load of their whole period removed by leaving them out.
  package var deleted = 0
  package var quarantined = 0

  package init(
    rows: Int = 0,
    attendances: Int = 0,
    superseded: Int = 0,
    deleted: Int = 0,
    quarantined: Int = 0
  ) {
    self.rows = rows
    self.attendances = attendances
    self.superseded = superseded
    self.deleted = deleted
    self.quarantined = quarantined
  }

  /// Rows of which nobody can say what became of them.
  package struct Violated: Error, Hashable, Sendable {
    package var rows: Int
    package var accounted: Int
  }

  /// Makes sure that every row is accounted for.
  ///
  /// - Throws: ``Violated``.
  package func check() throws(Violated) {
    let accounted = attendances + superseded + deleted + quarantined
    guard rows == accounted, attendances >= 0, superseded >= 0 else {
      throw Violated(rows: rows, accounted: accounted)
    }
  }

  package static func += (sum: inout Self, more: Self) {
    sum.rows += more.rows
    sum.attendances += more.attendances
    sum.superseded += more.superseded
    sum.deleted += more.deleted
    sum.quarantined += more.quarantined
  }
}
