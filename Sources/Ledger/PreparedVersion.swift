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
  let columns: StoredFields.Columns
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
    (columns, values) =
      (counted ?? .whole).values(of: attendance, person: person, from: origin)
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

    init(_ columns: StoredFields.Columns, _ database: Database) throws {
      insertNew = try database.makeStatement(sql: StoredFields.insertNew(columns))
      upsert = try database.makeStatement(sql: StoredFields.upsert(columns))
    }
  }

  private let transaction: LedgerTransaction
  /// The statements that were needed so far, by the columns that they fill: rows of one extract
  /// have few kinds of gaps.
  private var statements: [StoredFields.Columns: Statements] = [:]
  /// Of an extract whose rows have every kind, no more are kept than this.
  private static let mostStatements = 256

  /// - Parameter transaction: Where the versions are taken.
  package init(_ transaction: LedgerTransaction) {
    self.transaction = transaction
  }

  private mutating func statements(filling columns: StoredFields.Columns) throws -> Statements {
    if let known = statements[columns] { return known }
    if statements.count == Self.mostStatements { statements = [:] }
    let new = try Statements(columns, transaction.database)
    statements[columns] = new
    return new
  }

  /// Takes a version of an attendance (S2).
  ///
  /// - Parameters:
  ///   - version: The version.
  ///   - touched: Is told whose attendances it changes.
  /// - Returns: What it did.
  /// - Throws: The database's error.
  package mutating func take(
    _ version: PreparedVersion,
    touching touched: inout TouchedPersons
  ) throws -> TakenVersion {
    let statements = try statements(filling: version.columns)
    // GRDB lends the texts to the statement: of up to 20 values it copies none.
    try statements.insertNew.execute(arguments: version.values)
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
    try statements.upsert.execute(arguments: version.values)
    touched.add(held.identity, of: version.key)
    if !held.stamp.isDelete { touched.remember(held.identity, of: version.key) }
    touched.add(version.row, of: version.person)
    return TakenVersion(outcome, over: held)
  }
}
