package import AttendanceModel
import GRDB
package import NotifyPolicy

extension LedgerTransaction {
  /// Makes the stored triggers of a person what they are now, and returns them with the date each
  /// was first seen.
  ///
  /// A trigger that no longer holds stays as a record that it once fired.
  package func replaceTriggers(
    of person: String,
    with triggers: [Trigger],
    classes: [String: RuleClass],
    asOf: CivilDay
  ) throws -> [SeenTrigger] {
    try database.cachedStatement(
      sql: """
        UPDATE rule_trigger SET holds = 0 WHERE person = ? AND holds = 1 AND NOT \(Self.isFrozen)
        """
    ).execute(arguments: [person])
    let horizon = try horizon()
    return try triggers.filter { $0.isWhole(above: horizon) }.map { trigger in
      let firstSeen = try Int32.fetchOne(
        try database.cachedStatement(
          sql: """
            INSERT INTO rule_trigger VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 1)
            ON CONFLICT (rule, provider_code, attendance_id) DO UPDATE SET
              rule_version = ?2, person = ?5, rule_class = ?6, arrival = ?7, count = ?8,
              window_from = ?9, window_to = ?10, holds = 1
            RETURNING first_seen
            """
        ),
        arguments: [
          trigger.rule, trigger.ruleVersion, trigger.attendance.providerCode,
          trigger.attendance.attendanceID, person,
          (classes[trigger.rule] ?? .pattern).rawValue, trigger.arrival.civilMinutes,
          trigger.count, trigger.window.lowerBound.rawValue, trigger.window.upperBound.rawValue,
          asOf.rawValue,
        ]
      )
      return SeenTrigger(trigger, firstSeen: firstSeen.map(CivilDay.init(rawValue:)) ?? asOf)
    }
  }

  /// Whether a suspected-harm rule has ever fired for a person, also where a correction has taken
  /// its trigger back since (S13).
  package func suspectedHarmEverFired(for person: String) throws -> Bool {
    try Int.fetchOne(
      try database.cachedStatement(
        sql: """
          SELECT 1 FROM rule_trigger JOIN attendance USING (provider_code, attendance_id)
          WHERE attendance.person = ? AND rule_class = ? LIMIT 1
          """
      ),
      arguments: [person, RuleClass.suspectedHarm.rawValue]
    ) != nil
  }

  /// Hands over every trigger that holds, by rule and S1's order.
  package func forEachTrigger(_ body: (Trigger) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT rule, rule_version, provider_code, attendance_id, arrival, count,
          window_from, window_to
        FROM rule_trigger WHERE holds = 1
        ORDER BY rule, arrival, provider_code, attendance_id
        """
    )
    while let row = try rows.next() {
      try body(
        Trigger(
          rule: row[0],
          ruleVersion: row[1],
          attendance: AttendanceKey(providerCode: row[2], attendanceID: row[3]),
          arrival: AttendanceRow.arrival(civilMinutes: row[4]),
          count: row[5],
          window: CivilDay(rawValue: row[6])...CivilDay(rawValue: row[7])
        )
      )
    }
  }
}
