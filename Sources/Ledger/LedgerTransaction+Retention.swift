package import AttendanceModel
import GRDB

/// Retention: what is older than it need be goes, and nothing that was decided changes.
///
/// An attendance before the horizon loses everything but who, when and which, and goes whole when
/// nothing leads to it. A trigger whose window reaches behind the horizon cannot be counted again:
/// it stays as it was last decided, and no notification of it is taken back.
extension LedgerTransaction {
  /// What a purge did.
  package struct Purge: Hashable, Sendable {
    package var attendances = 0
    package var notifications = 0

    package init() {}

    /// Whether nothing was old enough.
    package var isEmpty: Bool { attendances == 0 && notifications == 0 }
  }

  /// The first day whose attendances are all kept; nil before the first purge.
  package func horizon() throws -> CivilDay? {
    try Int32.fetchOne(
      try database.cachedStatement(sql: "SELECT horizon FROM retention")
    ).map(CivilDay.init(rawValue:))
  }

  /// Of a row of `rule_trigger`: whether its window reaches behind the horizon.
  static let isFrozen = "coalesce(window_from < (SELECT horizon FROM retention), 0)"

  /// Forgets attendances that arrived before a day.
  ///
  /// An attendance stays that a presentation joins to a later one: presentations are dated by their
  /// first attendance.
  /// - Parameters:
  ///   - horizon: the first day to keep; one before an earlier purge's changes nothing.
  ///   - gap: the longest time between attendances of one presentation, in minutes.
  /// - Returns: how many were forgotten.
  /// - Throws: the database's error.
  package func purgeAttendances(before horizon: CivilDay, gap: Int) throws -> Int {
    if let earlier = try self.horizon(), earlier > horizon { return 0 }
    try database.execute(
      sql:
        "INSERT INTO retention VALUES (1, ?) ON CONFLICT DO UPDATE SET horizon = excluded.horizon",
      arguments: [horizon.rawValue]
    )
    let old = try Row.fetchAll(
      database,
      sql: """
        SELECT number, coalesce(person, ''), arrival FROM attendance
        WHERE purged = 0 AND arrival IS NOT NULL AND arrival < ? ORDER BY 2, 3 DESC
        """,
      arguments: [Arrival(horizon).civilMinutes]
    ).map { (number: $0[0] as Int64, person: $0[1] as String, arrival: $0[2] as Int) }
    var person: String?
    var kept: Int?
    var count = 0
    for row in old {
      if row.person != person {
        person = row.person
        kept = try firstArrival(of: row.person, from: horizon)
      }
      if let next = kept, next - row.arrival < gap {
        kept = row.arrival
        continue
      }
      kept = nil
      try purge(row.number)
      count += 1
    }
    return count
  }

  /// Forgets notifications that were told before a day, and what only they needed.
  ///
  /// Alerts that still stand stay, and so does what a suspected-harm rule has ever fired on (S13).
  package func purgeNotifications(toldBefore day: CivilDay) throws -> Int {
    try database.execute(
      sql: """
        CREATE TEMP TABLE forgotten AS
        SELECT number, rule, provider_code, attendance_id FROM notification
        WHERE run IN (SELECT number FROM run WHERE as_of < ?)
          AND NOT (recipient = 'icr' AND state = 'told' AND ended_run IS NULL)
          AND EXISTS (SELECT 1 FROM rule_trigger
            WHERE rule_trigger.rule = notification.rule
              AND rule_trigger.provider_code = notification.provider_code
              AND rule_trigger.attendance_id = notification.attendance_id
              AND \(Self.isFrozen))
        """,
      arguments: [day.rawValue]
    )
    try database.execute(
      sql: """
        UPDATE notification SET replaces = NULL WHERE replaces IN (SELECT number FROM forgotten);
        DELETE FROM notification WHERE number IN (SELECT number FROM forgotten);
        """
    )
    let count = database.changesCount
    try database.execute(
      sql: """
        DELETE FROM worklist WHERE state = 'closed'
          AND (rule, provider_code, attendance_id) IN
            (SELECT rule, provider_code, attendance_id FROM forgotten);
        DELETE FROM rule_trigger WHERE rule_class <> 'suspected-harm'
          AND (rule, provider_code, attendance_id) IN
            (SELECT rule, provider_code, attendance_id FROM forgotten)
          AND NOT EXISTS (SELECT 1 FROM notification
            WHERE notification.rule = rule_trigger.rule
              AND notification.provider_code = rule_trigger.provider_code
              AND notification.attendance_id = rule_trigger.attendance_id);
        DELETE FROM attendance WHERE purged = 1
          AND (provider_code, attendance_id) IN
            (SELECT provider_code, attendance_id FROM forgotten)
          AND NOT EXISTS (SELECT 1 FROM rule_trigger
            WHERE rule_trigger.provider_code = attendance.provider_code
              AND rule_trigger.attendance_id = attendance.attendance_id);
        DROP TABLE forgotten;
        """
    )
    return count
  }

  private func firstArrival(of person: String, from day: CivilDay) throws -> Int? {
    try Int.fetchOne(
      try database.cachedStatement(
        sql: """
          SELECT min(arrival) FROM attendance
          WHERE person = ? AND is_deleted = 0 AND purged = 0 AND arrival >= ?
          """
      ),
      arguments: [person, Arrival(day).civilMinutes]
    )
  }

  /// A row to which a trigger, an item or a shared local id leads keeps who, when and which.
  private func purge(_ number: Int64) throws {
    try database.cachedStatement(
      sql: """
        DELETE FROM attendance WHERE number = ?
          AND NOT EXISTS (SELECT 1 FROM rule_trigger
            WHERE rule_trigger.provider_code = attendance.provider_code
              AND rule_trigger.attendance_id = attendance.attendance_id)
          AND NOT EXISTS (SELECT 1 FROM worklist
            WHERE worklist.provider_code = attendance.provider_code
              AND worklist.attendance_id = attendance.attendance_id)
          AND NOT EXISTS (SELECT 1 FROM pause
            WHERE pause.provider_code = attendance.provider_code
              AND pause.attendance_id = attendance.attendance_id)
          AND NOT (local_patient_id IS NOT NULL AND nhs_number IS NOT NULL
            AND EXISTS (SELECT 1 FROM attendance AS other
              WHERE other.local_patient_id = attendance.local_patient_id
                AND other.provider_code = attendance.provider_code
                AND other.number <> attendance.number))
        """
    ).execute(arguments: [number])
    guard database.changesCount == 0 else { return }
    // Whom a notification told is kept so that it can be taken back, which it no longer is.
    try database.cachedStatement(
      sql: """
        UPDATE notification SET told_patient = NULL
        WHERE (provider_code, attendance_id) =
          (SELECT provider_code, attendance_id FROM attendance WHERE number = ?)
        """
    ).execute(arguments: [number])
    try database.cachedStatement(sql: Self.thin).execute(arguments: [number])
  }

  private static let thin: String = {
    let kept: Set<AttendanceField> = [.nhsNumber, .localPatientID]
    let gone = AttendanceRow.fields.filter { !kept.contains($0) }.map { "\($0.rawValue) = NULL" }
    return """
      UPDATE attendance SET purged = 1, unreadable = NULL, \(gone.joined(separator: ", "))
      WHERE number = ?
      """
  }()
}

extension Trigger {
  /// Whether it can be decided: all that its count looks at is still kept, or it is news and looks at
  /// its own attendance alone.
  ///
  /// - Parameters:
  ///   - horizon: The first day whose attendances are all kept.
  ///   - isFrozen: Whether it was decided long ago, and has reached behind the horizon since.
  /// - Returns: Whether a run is to decide it.
  func isWhole(above horizon: CivilDay?, isFrozen: Bool) -> Bool {
    guard let horizon, window.lowerBound < horizon else { return true }
    return !isFrozen && window.lowerBound == arrival.day
  }
}
