package import AttendanceModel
import GRDB
package import NotifyPolicy

extension LedgerTransaction {
  /// Makes the stored triggers of a person what they are now.
  ///
  /// A trigger that no longer holds stays as a record that it once fired. Only what has changed is
  /// written.
  /// - Parameters:
  ///   - person: by the ledger's text.
  ///   - triggers: all that hold now.
  ///   - terms: class and `again` of a trigger's rule.
  ///   - asOf: the run's date.
  /// - Returns: the triggers with what the ledger remembers of each: the date on which it was first
  ///   seen, and when its rule told again at that time.
  /// - Throws: `LedgerFault`.
  package func replaceTriggers(
    of person: String,
    with triggers: [Trigger],
    terms: (Trigger) -> (ruleClass: RuleClass, again: RepeatPolicy),
    asOf: CivilDay
  ) throws -> [SeenTrigger] {
    var holding: Set<Trigger.Identity> = []
    let horizon = try horizon()
    let seen = try triggers.compactMap { trigger -> SeenTrigger? in
      let stored = try storedTrigger(trigger.identity)
      let isFrozen = stored.map { $0.isFrozen(behind: horizon, asOf: asOf) } ?? false
      guard trigger.isWhole(above: horizon, isFrozen: isFrozen) else { return nil }
      holding.insert(trigger.identity)
      let terms = terms(trigger)
      guard let known = stored else {
        try insert(trigger, person, terms.ruleClass, terms.again, firstSeen: asOf)
        return SeenTrigger(trigger, firstSeen: asOf, again: terms.again)
      }
      if known.trigger != trigger || known.person != person || !known.holds
        || known.ruleClass != terms.ruleClass || known.again == nil
      {
        try update(trigger, person, terms.ruleClass, known.again ?? terms.again)
      }
      return SeenTrigger(
        trigger,
        firstSeen: known.firstSeen,
        again: known.again ?? terms.again
      )
    }
    for gone in try heldTriggers(of: person) where !holding.contains(gone) {
      try database.cachedStatement(
        sql: """
          UPDATE rule_trigger SET holds = 0
          WHERE rule = ? AND provider_code = ? AND attendance_id = ?
          """
      ).execute(arguments: [
        gone.rule, gone.attendance.providerCode, gone.attendance.attendanceID,
      ])
    }
    return seen
  }

  /// Makes the triggers at an attendance ones that are first seen on a date, since it has become
  /// another person's: those are new triggers (S10).
  package func renewTriggers(of key: AttendanceKey, firstSeen: CivilDay) throws {
    try database.cachedStatement(
      sql: "UPDATE rule_trigger SET first_seen = ? WHERE provider_code = ? AND attendance_id = ?"
    ).execute(arguments: [firstSeen.rawValue, key.providerCode, key.attendanceID])
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

  /// Hands over every trigger that holds, by rule and S1's order: the plain way, over the whole
  /// history, to which what the ledger keeps by day is held.
  package func forEachTrigger(_ body: (Trigger) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: Self.selectTrigger
        + " WHERE holds = 1 ORDER BY rule, arrival, provider_code, attendance_id"
    )
    while let row = try rows.next() { try body(Self.trigger(row)) }
  }

  static let selectTrigger = """
    SELECT rule, rule_version, provider_code, attendance_id, arrival, count, window_from, window_to
    FROM rule_trigger
    """

  /// Reads a row of ``selectTrigger``.
  static func trigger(_ row: Row) -> Trigger {
    Trigger(
      rule: row[0],
      ruleVersion: row[1],
      attendance: AttendanceKey(providerCode: row[2], attendanceID: row[3]),
      arrival: AttendanceRow.arrival(civilMinutes: row[4]),
      count: row[5],
      window: CivilDay(rawValue: row[6])...CivilDay(rawValue: row[7])
    )
  }
}

/// A trigger as the table holds it.
private struct KnownTrigger {
  var trigger: Trigger
  var person: String
  var ruleClass: RuleClass?
  var firstSeen: CivilDay
  var holds: Bool
  /// Nil for one that an earlier version of the ledger wrote.
  var again: RepeatPolicy?

  /// Whether it reached behind the horizon as it stands, and is not another person's since tonight.
  func isFrozen(behind horizon: CivilDay?, asOf: CivilDay) -> Bool {
    horizon.map { trigger.window.lowerBound < $0 } ?? false && firstSeen < asOf
  }
}

extension LedgerTransaction {
  private func storedTrigger(_ identity: Trigger.Identity) throws -> KnownTrigger? {
    try Row.fetchOne(
      try database.cachedStatement(
        sql: """
          SELECT rule, rule_version, provider_code, attendance_id, arrival, count,
            window_from, window_to, person, rule_class, first_seen, holds, again
          FROM rule_trigger WHERE rule = ? AND provider_code = ? AND attendance_id = ?
          """
      ),
      arguments: [
        identity.rule, identity.attendance.providerCode, identity.attendance.attendanceID,
      ]
    ).map { row in
      KnownTrigger(
        trigger: Self.trigger(row),
        person: row[8],
        ruleClass: RuleClass(rawValue: row[9]),
        firstSeen: CivilDay(rawValue: row[10]),
        holds: row[11],
        again: (row[12] as String?).flatMap { RepeatPolicy(ledgerText: $0) }
      )
    }
  }

  private func heldTriggers(of person: String) throws -> [Trigger.Identity] {
    try Row.fetchAll(
      try database.cachedStatement(
        sql: """
          SELECT rule, provider_code, attendance_id FROM rule_trigger
          WHERE person = ? AND holds = 1 AND NOT \(Self.isFrozen)
          """
      ),
      arguments: [person]
    ).map { row in
      Trigger.Identity(
        rule: row[0],
        attendance: AttendanceKey(providerCode: row[1], attendanceID: row[2])
      )
    }
  }

  private func insert(
    _ trigger: Trigger,
    _ person: String,
    _ ruleClass: RuleClass,
    _ again: RepeatPolicy,
    firstSeen: CivilDay
  ) throws {
    // The table's triggers make it a statement of several writes. So that it could end half way and
    // be undone alone, SQLite would first copy every page that it changes; OR FAIL wants no such
    // thing, and what fails ends the run's transaction anyway.
    try database.cachedStatement(
      sql: """
        INSERT OR FAIL INTO rule_trigger (rule, rule_version, provider_code, attendance_id, person,
          rule_class, arrival, count, window_from, window_to, first_seen, holds, again)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
        """
    ).execute(arguments: [
      trigger.rule, trigger.ruleVersion, trigger.attendance.providerCode,
      trigger.attendance.attendanceID, person, ruleClass.rawValue, trigger.arrival.civilMinutes,
      trigger.count, trigger.window.lowerBound.rawValue, trigger.window.upperBound.rawValue,
      firstSeen.rawValue, again.ledgerText,
    ])
  }

  private func update(
    _ trigger: Trigger,
    _ person: String,
    _ ruleClass: RuleClass,
    _ again: RepeatPolicy
  ) throws {
    try database.cachedStatement(
      sql: """
        UPDATE rule_trigger SET rule_version = ?, person = ?, rule_class = ?, arrival = ?,
          count = ?, window_from = ?, window_to = ?, holds = 1, again = ?
        WHERE rule = ? AND provider_code = ? AND attendance_id = ?
        """
    ).execute(arguments: [
      trigger.ruleVersion, person, ruleClass.rawValue, trigger.arrival.civilMinutes,
      trigger.count, trigger.window.lowerBound.rawValue, trigger.window.upperBound.rawValue,
      again.ledgerText, trigger.rule, trigger.attendance.providerCode,
      trigger.attendance.attendanceID,
    ])
  }
}

extension RepeatPolicy {
  /// `6 months`, or `6 months; 4 more`.
  var ledgerText: String {
    countGrowsBy.map { "\(after); \($0) more" } ?? after.description
  }

  /// Reads what `ledgerText` wrote.
  init?(ledgerText: String) {
    let parts = ledgerText.split(separator: "; ")
    guard let first = parts.first, let after = CalendarPeriod(first) else { return nil }
    self.init(
      after: after,
      countGrowsBy: parts.dropFirst().first.flatMap { Int($0.prefix { $0 != " " }) }
    )
  }
}
