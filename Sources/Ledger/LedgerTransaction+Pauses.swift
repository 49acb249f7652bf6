package import AttendanceModel
import GRDB

/// A time in which a child's letters wait, because the named nurse said so.
package struct Pause: Hashable, Sendable {
  package var number: Int64
  /// The attendance by which the child was named.
  package var attendance: AttendanceKey
  /// Its last day.
  package var until: CivilDay
  package var paused: Handled
  /// When somebody ended it early.
  package var endedOn: CivilDay?
}

extension LedgerTransaction {
  /// Pauses the letters of the person to whom an attendance belongs, up to and including a day.
  ///
  /// - Returns: the pause's number, or nil when the ledger knows no such attendance.
  package func pause(_ attendance: AttendanceKey, until: CivilDay, _ by: Handled) throws -> Int64? {
    guard
      let person = try String.fetchOne(
        database,
        sql: "SELECT person FROM attendance WHERE provider_code = ? AND attendance_id = ?",
        arguments: [attendance.providerCode, attendance.attendanceID]
      )
    else { return nil }
    try database.execute(
      sql: """
        INSERT INTO pause (person, provider_code, attendance_id, until, paused_by, paused_because,
          paused_on)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        person, attendance.providerCode, attendance.attendanceID, until.rawValue, by.who, by.why,
        by.on.rawValue,
      ]
    )
    return database.lastInsertedRowID
  }

  /// Ends a pause early; says whether it was there and not ended.
  package func endPause(_ number: Int64, on day: CivilDay) throws -> Bool {
    try database.execute(
      sql: "UPDATE pause SET ended_on = ? WHERE number = ? AND ended_on IS NULL",
      arguments: [day.rawValue, number]
    )
    return database.changesCount > 0
  }

  /// The pauses in force on a day, in the order in which they were made.
  package func pauses(on day: CivilDay) throws -> [Pause] {
    try Row.fetchAll(
      database,
      sql: Self.selectPause + " WHERE until >= ? AND ended_on IS NULL ORDER BY number",
      arguments: [day.rawValue]
    ).map(Self.pause)
  }

  /// A pause, in force or over.
  package func pause(_ number: Int64) throws -> Pause? {
    try Row.fetchOne(
      database,
      sql: Self.selectPause + " WHERE number = ?",
      arguments: [number]
    ).map(Self.pause)
  }

  private static let selectPause = """
    SELECT number, provider_code, attendance_id, until, paused_by, paused_because, paused_on,
      ended_on
    FROM pause
    """

  private static func pause(_ row: Row) -> Pause {
    Pause(
      number: row[0],
      attendance: AttendanceKey(providerCode: row[1], attendanceID: row[2]),
      until: CivilDay(rawValue: row[3]),
      paused: Handled(who: row[4], why: row[5], on: CivilDay(rawValue: row[6])),
      endedOn: (row[7] as Int32?).map(CivilDay.init(rawValue:))
    )
  }

  /// Whether a pause in force on a day is about a person: as they were named when it was made, or
  /// by the attendance that named them, wherever it belongs since.
  package func isPaused(_ person: String, on day: CivilDay) throws -> Bool {
    try Int.fetchOne(
      try database.cachedStatement(
        sql: """
          SELECT 1 FROM pause WHERE person = ?1 AND until >= ?2 AND ended_on IS NULL
          UNION ALL
          SELECT 1 FROM attendance JOIN pause USING (provider_code, attendance_id)
          WHERE attendance.person = ?1 AND until >= ?2 AND ended_on IS NULL
          LIMIT 1
          """
      ),
      arguments: [person, day.rawValue]
    ) != nil
  }
}
