import AttendanceModel
import GRDB
package import Linkage

extension LedgerTransaction {
  /// The same transaction, reading NHS numbers as tonight's list says.
  ///
  /// Persons whose numbers the list merges or parts since the last run are linked anew: their
  /// attendances move and they are touched. An attendance that a parted pair leads back to its own
  /// person, and of which somebody was told while the pair stood, was told of the wrong patient.
  package func reading(
    _ numbers: SupersededNumbers,
    run: Int64,
    touching touched: inout TouchedPersons
  ) throws -> LedgerTransaction {
    var transaction = self
    transaction.superseded = numbers
    let before = try supersededBefore()
    let changed = Set(before.keys).union(numbers.resolved.keys)
      .filter { before[$0]?.number != numbers.resolved[$0] }
      .sorted { $0.digits < $1.digits }
    for old in changed {
      try transaction.move(old, from: before[old], run: run, touching: &touched)
    }
    return transaction
  }

  private struct Merged {
    var number: NHSNumber
    /// The run that first knew it so.
    var since: Int64
  }

  private func supersededBefore() throws -> [NHSNumber: Merged] {
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT old, resolved, since FROM superseded_number"
    )
    return Dictionary(
      uniqueKeysWithValues: rows.compactMap { row in
        guard let old = NHSNumber(row[0] as String), let new = NHSNumber(row[1] as String) else {
          return nil
        }
        return (old, Merged(number: new, since: row[2]))
      }
    )
  }

  /// Moves the rows that carry one number from the person it stood for to the one it stands for.
  private func move(
    _ old: NHSNumber,
    from before: Merged?,
    run: Int64,
    touching touched: inout TouchedPersons
  ) throws {
    let earlier = PersonKey.nhsNumber(before?.number ?? old).text
    let now = PersonKey.nhsNumber(superseded.current(old)).text
    let rows: StatementArguments = [earlier, old.plain]
    let locals = try Row.fetchAll(
      database,
      sql: """
        SELECT DISTINCT provider_code, local_patient_id FROM attendance
        WHERE person = ? AND nhs_number = ? AND local_patient_id IS NOT NULL
        """,
      arguments: rows
    )
    for local in locals {
      touched.add(local: LocalIdentity(providerCode: local[0], patientID: local[1]))
    }
    // A chain that grows longer is still about the same person.
    let isParted = before.map { superseded.current($0.number) != superseded.current(old) } ?? false
    if let before, isParted {
      let told = try Row.fetchAll(
        database,
        sql: """
          SELECT DISTINCT provider_code, attendance_id
          FROM attendance JOIN notification USING (provider_code, attendance_id)
          WHERE attendance.person = ? AND attendance.nhs_number = ? AND is_deleted = 0
            AND purged = 0 AND notification.run >= ?
          """,
        arguments: rows + [before.since]
      )
      for row in told {
        touched.ledAway[AttendanceKey(providerCode: row[0], attendanceID: row[1])] = earlier
      }
    }
    try database.execute(
      sql: "UPDATE attendance SET person = ? WHERE person = ? AND nhs_number = ?",
      arguments: [now] + rows
    )
    touched.add(person: earlier)
    touched.add(person: now)
    guard let new = superseded.resolved[old] else {
      try database.execute(
        sql: "DELETE FROM superseded_number WHERE old = ?",
        arguments: [old.plain]
      )
      return
    }
    try database.execute(
      sql: """
        INSERT INTO superseded_number (old, resolved, since) VALUES (?, ?, ?)
        ON CONFLICT (old) DO UPDATE SET resolved = excluded.resolved, since = excluded.since
        """,
      arguments: [old.plain, new.plain, isParted ? run : before?.since ?? run]
    )
  }

  /// A stored number as the one that stands today.
  func current(_ number: String?) -> String? {
    guard !superseded.isEmpty else { return number }
    return number.flatMap { NHSNumber($0) }.map { superseded.current($0).plain }
  }
}
