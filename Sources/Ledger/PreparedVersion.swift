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
  /// Whether all of it is stored, or what counts and links only.
  let isWhole: Bool
  let values: StatementArguments

  /// - Parameters:
  ///   - attendance: The version.
  ///   - counted: What to store of it, when no rule is about it; nil for all.
  ///   - origin: Where it came from.
  ///   - superseded: The numbers that are read as others, as in the transaction that takes it.
  package init(
    _ attendance: Attendance,
    keeping counted: StoredFields?,
    from origin: VersionOrigin,
    superseded: SupersededNumbers
  ) {
    key = attendance.key
    applicable = attendance.applicable
    row = RowIdentity(attendance, superseded: superseded)
    person = row.person(numbersOfLocal: [])
    self.origin = origin
    isWhole = counted == nil
    values = (counted ?? .whole).values(of: attendance, person: person, from: origin)
  }
}

/// Takes prepared versions, doing what ``LedgerTransaction/apply(_:from:touching:)`` does.
///
/// Most attendances are new: the row is put there at once, and only when one stands there already
/// is it asked which is the later.
package struct VersionIntake {
  private struct Statements {
    var insertNew: Statement
    var upsert: Statement

    init(_ fields: StoredFields, _ database: Database) throws {
      insertNew = try database.makeStatement(sql: fields.insertNew)
      upsert = try database.makeStatement(sql: fields.upsert)
    }
  }

  private let transaction: LedgerTransaction
  private let whole: Statements
  private let counted: Statements

  /// - Parameters:
  ///   - transaction: Where the versions are taken.
  ///   - counted: What versions that are not stored whole were prepared with.
  /// - Throws: The database's error.
  package init(_ transaction: LedgerTransaction, counted: StoredFields) throws {
    self.transaction = transaction
    whole = try Statements(.whole, transaction.database)
    self.counted = try Statements(counted, transaction.database)
  }

  /// Takes a version of an attendance (S2).
  package func take(_ version: PreparedVersion, touching touched: inout TouchedPersons) throws
    -> TakenVersion
  {
    let statements = version.isWhole ? whole : counted
    if version.isWhole {
      // As many values as the statement names, so that there is nothing to check.
      statements.insertNew.setUncheckedArguments(version.values)
      try statements.insertNew.execute()
    } else {
      // GRDB checks these, and lends their texts to the statement: of up to 20 values it copies none.
      try statements.insertNew.execute(arguments: version.values)
    }
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
    statements.upsert.setUncheckedArguments(version.values)
    try statements.upsert.execute()
    touched.replaces(held, of: version.key)
    touched.add(version.row, of: version.person)
    return TakenVersion(outcome, over: held)
  }
}
