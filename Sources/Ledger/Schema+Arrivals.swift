extension Schema {
  /// Loads of a whole period find their attendances by arrival, as retention does.
  ///
  /// An index by source as well cost every row of every feed its place in one more, and few sources
  /// share a period.
  static let arrivals = "DROP INDEX attendance_source;"
}
