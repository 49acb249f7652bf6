package import AttendanceModel
import GRDB

/// A live attendance that a load of its whole period does not carry.
package struct AbsentAttendance: Hashable, Sendable {
  package var key: AttendanceKey
  package var day: CivilDay
  /// The extract that its version came from.
  package var extract: Int64?
}

extension LedgerTransaction {
  /// How many live attendances of a source arrived on each day of a period.
  package func liveAttendances(of source: String, in period: ClosedRange<CivilDay>) throws
    -> [CivilDay: Int]
  {
    var days: [CivilDay: Int] = [:]
    let arrivals = try Int.fetchCursor(
      database,
      sql: "SELECT arrival FROM attendance" + Self.inPeriod,
      arguments: Self.arguments(source, period)
    )
    while let arrival = try arrivals.next() {
      days[AttendanceRow.arrival(civilMinutes: arrival).day, default: 0] += 1
    }
    return days
  }

  /// The live attendances of a source in a period whose version another extract brought, by key.
  package func attendances(
    of source: String,
    in period: ClosedRange<CivilDay>,
    notFrom extract: Int64
  ) throws -> [AbsentAttendance] {
    try Row.fetchAll(
      database,
      sql: "SELECT provider_code, attendance_id, arrival, extract FROM attendance" + Self.inPeriod
        + " AND extract IS NOT ? ORDER BY provider_code, attendance_id",
      arguments: Self.arguments(source, period) + [extract]
    ).map { row in
      AbsentAttendance(
        key: AttendanceKey(providerCode: row[0], attendanceID: row[1]),
        day: AttendanceRow.arrival(civilMinutes: row[2]).day,
        extract: row[3]
      )
    }
  }

  /// Deletes an attendance because a load of its whole period does not carry it.
  ///
  /// The tombstone keeps the applicable date-time of the version it removes: a later load that
  /// carries the same version brings it back, a newer version does, and an older one does not.
  ///
  /// - Returns: The ledger's number of the attendance.
  /// - Throws: What the database throws.
  package func remove(
    _ absent: AbsentAttendance,
    by extract: Int64,
    touching touched: inout TouchedPersons
  ) throws -> Int64? {
    let held = try heldVersion(absent.key)
    if let held { touched.replaces(held, of: absent.key) }
    try database.cachedStatement(
      sql: """
        UPDATE attendance SET is_deleted = 1, extract = ?
        WHERE provider_code = ? AND attendance_id = ?
        """
    ).execute(arguments: [extract, absent.key.providerCode, absent.key.attendanceID])
    return held?.number
  }

  /// Both ends of the period and `purged` are what the index of arrivals asks for.
  static let inPeriod =
    " WHERE source = ? AND is_deleted = 0 AND purged = 0 AND arrival >= ? AND arrival < ?"

  private static func arguments(_ source: String, _ period: ClosedRange<CivilDay>)
    -> StatementArguments
  {
    [
      source, Arrival(period.lowerBound).civilMinutes,
      Arrival(period.upperBound.adding(days: 1)).civilMinutes,
    ]
  }
}
