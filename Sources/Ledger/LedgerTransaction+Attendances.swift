package import AttendanceModel
import GRDB
package import Linkage

extension LedgerTransaction {
  /// Takes a version of an attendance (S2).
  package func apply(
    _ attendance: Attendance,
    source: String,
    touching touched: inout TouchedPersons
  ) throws -> VersionOutcome {
    let held = try heldVersion(attendance.key)
    let outcome = held.outcome(of: attendance.applicable, isDelete: false)
    guard outcome.holdsNew else { return outcome }
    let row = RowIdentity(attendance)
    let person = row.person(numbersOfLocal: [])
    try database.cachedStatement(sql: AttendanceRow.upsert)
      .execute(arguments: AttendanceRow.arguments(attendance, person: person, source: source))
    if let held {
      touched.add(held.identity, of: attendance.key)
      if !held.stamp.isDelete { touched.remember(held.identity, of: attendance.key) }
    }
    touched.add(row, of: person)
    return outcome
  }

  /// Takes a deletion and leaves a tombstone, also for an attendance never seen (S2).
  package func delete(
    _ key: AttendanceKey,
    applicable: Instant?,
    source: String,
    touching touched: inout TouchedPersons
  ) throws -> VersionOutcome {
    let held = try heldVersion(key)
    let outcome = held.outcome(of: applicable, isDelete: true)
    guard outcome.holdsNew else { return outcome }
    try database.cachedStatement(
      sql: """
        INSERT INTO attendance (provider_code, attendance_id, is_deleted, applicable, source)
        VALUES (?, ?, 1, ?, ?)
        ON CONFLICT (provider_code, attendance_id)
        DO UPDATE SET is_deleted = 1, applicable = excluded.applicable
        """
    ).execute(arguments: [key.providerCode, key.attendanceID, applicable?.nanoseconds, source])
    if let held { touched.add(held.identity, of: key) }
    return outcome
  }

  /// Whether a version might replace a live one, could it be read; one whose date is missing or
  /// cut off might.
  package func mightReplaceLive(_ key: AttendanceKey, applicable: Instant?) throws -> Bool {
    guard let held = try heldVersion(key), !held.stamp.isDelete else { return false }
    return applicable == nil || held.outcome(of: applicable, isDelete: false).holdsNew
  }

  /// The live attendances of a person, in S1's order.
  package func timeline(of person: String) throws -> [StoredAttendance] {
    try Row.fetchAll(
      try database.cachedStatement(
        sql: AttendanceRow.select
          + """
             WHERE person = ? AND is_deleted = 0 AND purged = 0
            ORDER BY arrival, provider_code, attendance_id
            """
      ),
      arguments: [person]
    ).map(AttendanceRow.stored)
  }

  /// The last known version of an attendance, also of a deleted one.
  package func lastKnown(_ key: AttendanceKey) throws -> StoredAttendance? {
    try Row.fetchOne(
      database,
      sql: AttendanceRow.select
        + " WHERE provider_code = ? AND attendance_id = ? AND arrival IS NOT NULL",
      arguments: [key.providerCode, key.attendanceID]
    ).map(AttendanceRow.stored)
  }

  /// Every person who has or had an attendance, in byte order.
  package func allPersons() throws -> [String] {
    try String.fetchAll(
      database,
      sql: "SELECT DISTINCT person FROM attendance WHERE person IS NOT NULL ORDER BY person"
    )
  }

  /// Whether no attendance has ever been taken.
  package func holdsNothing() throws -> Bool {
    try Int.fetchOne(database, sql: "SELECT 1 FROM attendance LIMIT 1") == nil
  }

  func heldVersion(_ key: AttendanceKey) throws -> HeldVersion? {
    try Row.fetchOne(
      try database.cachedStatement(
        sql: """
          SELECT is_deleted, applicable, person, nhs_number, local_patient_id
          FROM attendance WHERE provider_code = ? AND attendance_id = ?
          """
      ),
      arguments: [key.providerCode, key.attendanceID]
    ).map { row in
      HeldVersion(
        stamp: VersionStamp(
          applicable: (row[1] as Int64?).map(Instant.init(nanoseconds:)),
          isDelete: row[0]
        ),
        identity: HeldIdentity(person: row[2], nhsNumber: row[3], localPatientID: row[4])
      )
    }
  }
}

/// The latest version that the ledger holds of an attendance.
struct HeldVersion {
  var stamp: VersionStamp
  var identity: HeldIdentity

  func outcome(of applicable: Instant?, isDelete: Bool) -> VersionOutcome {
    VersionOutcome(of: VersionStamp(applicable: applicable, isDelete: isDelete), over: stamp)
  }
}

extension HeldVersion? {
  /// What a version does to the held one; the first of an attendance always holds.
  fileprivate func outcome(of applicable: Instant?, isDelete: Bool) -> VersionOutcome {
    self?.outcome(of: applicable, isDelete: isDelete) ?? .replaces
  }
}

/// Who a stored version says the patient is.
struct HeldIdentity {
  var person: String?
  var nhsNumber: String?
  var localPatientID: String?

  /// Whether another version of the same attendance is about somebody else.
  ///
  /// It is when they have no NHS number in common, nor, where one of them has none, a local id.
  /// Of nobody in particular nobody was told.
  func names(anotherPersonThan other: HeldIdentity) -> Bool {
    if nhsNumber == nil && localPatientID == nil { return false }
    if let nhsNumber, let number = other.nhsNumber { return nhsNumber != number }
    guard let localPatientID, let id = other.localPatientID else { return true }
    return localPatientID != id
  }
}
