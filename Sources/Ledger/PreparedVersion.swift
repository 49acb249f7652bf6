package import AttendanceModel
import GRDB
package import Linkage

/// A version of an attendance with all worked out that the ledger need not be asked for: any thread
/// may make it, and taking it is then little work.
package struct PreparedVersion: Sendable {
  package let key: AttendanceKey
  let applicable: Instant?
  let row: RowIdentity
  let person: PersonKey
  let origin: VersionOrigin
  let values: StatementArguments

  /// - Parameters:
  ///   - attendance: What to store of it.
  ///   - origin: Where it came from.
  ///   - superseded: The numbers that are read as others, as in the transaction that takes it.
  package init(
    _ attendance: Attendance,
    from origin: VersionOrigin,
    superseded: SupersededNumbers
  ) {
    key = attendance.key
    applicable = attendance.applicable
    row = RowIdentity(attendance, superseded: superseded)
    person = row.person(numbersOfLocal: [])
    self.origin = origin
    values = AttendanceRow.arguments(attendance, person: person, from: origin)
  }
}

/// Takes prepared versions, doing what ``LedgerTransaction/apply(_:from:touching:)`` does.
///
/// Most attendances are new: the row is put there at once, and only when one stands there already
/// is it asked which is the later.
package struct VersionIntake {
  private let transaction: LedgerTransaction
  private let insertNew: Statement
  private let upsert: Statement

  package init(_ transaction: LedgerTransaction) throws {
    self.transaction = transaction
    insertNew = try transaction.database.makeStatement(sql: AttendanceRow.insertNew)
    upsert = try transaction.database.makeStatement(sql: AttendanceRow.upsert)
  }

  /// Takes a version of an attendance (S2).
  package func take(_ version: PreparedVersion, touching touched: inout TouchedPersons) throws
    -> TakenVersion
  {
    // As many values as there are columns, so that there is nothing to check.
    insertNew.setUncheckedArguments(version.values)
    try insertNew.execute()
    let database = transaction.database
    if database.changesCount > 0 {
      touched.add(version.row, of: version.person)
      return TakenVersion(outcome: .replaces, number: database.lastInsertedRowID)
    }
    let held = try transaction.heldVersion(version.key)
    let outcome = held.outcome(
      of: version.applicable,
      isDelete: false,
      from: version.origin.extract
    )
    guard let held, outcome.holdsNew else { return TakenVersion(outcome: outcome) }
    upsert.setUncheckedArguments(version.values)
    try upsert.execute()
    touched.add(held.identity, of: version.key)
    if !held.stamp.isDelete { touched.remember(held.identity, of: version.key) }
    touched.add(version.row, of: version.person)
    return TakenVersion(outcome, over: held)
  }
}
