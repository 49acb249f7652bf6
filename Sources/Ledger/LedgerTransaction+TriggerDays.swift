package import AttendanceModel
import Crypto
package import Foundation
import GRDB

/// The lines of `triggers.csv`, where every trigger of the whole history stands that holds: the
/// ledger keeps them by rule and day, and a night writes anew only the days on which a trigger has
/// changed.
extension LedgerTransaction {
  /// Writes the lines anew of every rule and day of which a trigger has changed.
  ///
  /// - Parameter lines: the lines of a rule's triggers on one day, with their line ends.
  /// - Throws: the database's error.
  package func renewTriggerDays(_ lines: ([Trigger]) -> [UInt8]) throws {
    let changed = try Row.fetchAll(
      database,
      sql: "SELECT rule, day FROM trigger_day WHERE lines IS NULL ORDER BY rule, day"
    ).map { (rule: $0[0] as String, day: CivilDay(rawValue: $0[1])) }
    for (rule, day) in changed {
      let triggers = try triggers(of: rule, on: day)
      if triggers.isEmpty {
        try database.cachedStatement(sql: "DELETE FROM trigger_day WHERE rule = ? AND day = ?")
          .execute(arguments: [rule, day.rawValue])
      } else {
        try database.cachedStatement(
          sql: "UPDATE trigger_day SET lines = ? WHERE rule = ? AND day = ?"
        ).execute(arguments: [Data(lines(triggers)), rule, day.rawValue])
      }
    }
  }

  /// The rules and days whose kept lines are not those of their triggers: a scan of the whole history,
  /// for those who verify it.
  ///
  /// - Parameter lines: as for ``renewTriggerDays(_:)``.
  /// - Returns: the rules and days, in order.
  /// - Throws: the database's error.
  package func wrongTriggerDays(_ lines: ([Trigger]) -> [UInt8]) throws
    -> [(rule: String, day: CivilDay)]
  {
    let days = try Row.fetchCursor(
      database,
      sql: """
        SELECT rule, day, lines FROM trigger_day WHERE lines IS NOT NULL
        UNION ALL
        SELECT DISTINCT rule, \(Schema.day("rule_trigger")), X'' FROM rule_trigger
        WHERE holds = 1 AND (rule, \(Schema.day("rule_trigger"))) NOT IN
          (SELECT rule, day FROM trigger_day)
        ORDER BY rule, day
        """
    )
    var wrong: [(rule: String, day: CivilDay)] = []
    while let row = try days.next() {
      let (rule, day) = (row[0] as String, CivilDay(rawValue: row[1]))
      if try lines(triggers(of: rule, on: day)) != [UInt8](row[2] as Data) {
        wrong.append((rule, day))
      }
    }
    return wrong
  }

  /// Puts a file of all triggers into a run's outbox; the kept lines follow its content.
  ///
  /// The outbox holds the content alone: the lines cannot change before the run is published, since
  /// a run that finds another one unpublished publishes it first.
  ///
  /// - Parameters:
  ///   - file: the file, with what stands before the lines.
  ///   - run: the run.
  ///   - body: gets all bytes of the file, one piece after another.
  /// - Throws: the database's error, or what `body` throws.
  package func putWithTriggers(
    _ file: OutboxFile,
    run: Int64,
    handingTo body: (Data) throws -> Void = { _ in }
  ) throws {
    var hash = SHA256()
    func take(_ piece: Data) throws {
      hash.update(data: piece)
      try body(piece)
    }
    try take(Data(file.content))
    try forEachTriggerDay(take)
    try database.cachedStatement(
      sql: """
        INSERT INTO outbox (run, path, sha256, content, with_triggers) VALUES (?, ?, ?, ?, 1)
        """
    ).execute(arguments: [run, file.path, hexadecimal(hash.finalize()), Data(file.content)])
  }

  /// The kept lines of all triggers, by rule and S1's order.
  func forEachTriggerDay(_ body: (Data) throws -> Void) throws {
    let lines = try Data?.fetchCursor(
      database,
      sql: "SELECT lines FROM trigger_day ORDER BY rule, day"
    )
    while let kept = try lines.next() {
      // A run renews the days before it reads them, and nothing changes them until it is published.
      guard let kept else {
        throw LedgerFault.damaged("lines of triggers.csv are missing that its last run had decided")
      }
      try body(kept)
    }
  }

  private func triggers(of rule: String, on day: CivilDay) throws -> [Trigger] {
    let rows = try Row.fetchCursor(
      try database.cachedStatement(
        sql: Self.selectTrigger
          + """
           WHERE holds = 1 AND rule = ? AND arrival >= ? AND arrival < ?
          ORDER BY arrival, provider_code, attendance_id
          """
      ),
      arguments: [
        rule, Arrival(day).civilMinutes, Arrival(day.adding(days: 1)).civilMinutes,
      ]
    )
    var triggers: [Trigger] = []
    while let row = try rows.next() { triggers.append(Self.trigger(row)) }
    return triggers
  }
}
