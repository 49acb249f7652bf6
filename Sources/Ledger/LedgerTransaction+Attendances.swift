package import AttendanceModel
import GRDB

extension LedgerTransaction {
  /// What a version did to the ledger (S2).
  package enum VersionEffect: Hashable, Sendable {
    /// The attendance is new, or its latest version is this one now.
    case applied
    /// A later version is held already; nothing changed.
    case superseded
    /// A deletion lost to a dated version because it carries no date itself.
    case undatedDeleteLost
  }

  /// Takes a version of an attendance; of equal dates the later one wins.
  package func apply(
    _ attendance: Attendance,
    source: String,
    touching touched: inout TouchedPersons
  )
    throws -> VersionEffect
  {
    let held = try heldVersion(attendance.key)
    guard !isOlder(attendance.applicable, than: held) else { return .superseded }
    let person = touched.ownPerson(of: attendance)
    try database.cachedStatement(sql: AttendanceRow.upsert)
      .execute(arguments: AttendanceRow.arguments(attendance, person: person, source: source))
    if let held {
      touched.add(held.identity, of: attendance.key)
      if held.isLive, held.identity.names(anotherPersonThan: attendance.patient) {
        touched.changedIdentity.append(attendance.key)
      }
    }
    touched.add(attendance)
    return .applied
  }

  /// Takes a deletion and leaves a tombstone, also for an attendance never seen.
  package func delete(
    _ key: AttendanceKey,
    applicable: Instant?,
    source: String,
    touching touched: inout TouchedPersons
  ) throws -> VersionEffect {
    let held = try heldVersion(key)
    guard !isOlder(applicable, than: held) else {
      return applicable == nil && held?.isLive == true ? .undatedDeleteLost : .superseded
    }
    try database.cachedStatement(
      sql: """
        INSERT INTO attendance (provider_code, attendance_id, is_deleted, applicable, source)
        VALUES (?, ?, 1, ?, ?)
        ON CONFLICT (provider_code, attendance_id)
        DO UPDATE SET is_deleted = 1, applicable = excluded.applicable
        """
    ).execute(arguments: [key.providerCode, key.attendanceID, applicable?.nanoseconds, source])
    if let held { touched.add(held.identity, of: key) }
    return .applied
  }

  /// Whether a version of this date would replace a live one, could it be read.
  package func wouldReplaceLive(_ key: AttendanceKey, applicable: Instant?) throws -> Bool {
    guard let held = try heldVersion(key), held.isLive else { return false }
    return !isOlder(applicable, than: held)
  }

  /// The live attendances of a person, in S1's order.
  package func timeline(of person: String) throws -> [StoredAttendance] {
    try Row.fetchAll(
      try database.cachedStatement(
        sql: AttendanceRow.select
          + " WHERE person = ? AND is_deleted = 0 ORDER BY arrival, provider_code, attendance_id"
      ),
      arguments: [person]
    ).map(AttendanceRow.stored)
  }

  /// A live attendance, with the person it belongs to.
  package func attendance(_ key: AttendanceKey) throws -> (
    stored: StoredAttendance, person: String
  )? {
    guard
      let row = try Row.fetchOne(
        database,
        sql: AttendanceRow.select
          + " WHERE provider_code = ? AND attendance_id = ? AND is_deleted = 0",
        arguments: [key.providerCode, key.attendanceID]
      ),
      let person = try String.fetchOne(
        database,
        sql: "SELECT person FROM attendance WHERE provider_code = ? AND attendance_id = ?",
        arguments: [key.providerCode, key.attendanceID]
      )
    else { return nil }
    return (AttendanceRow.stored(row), person)
  }

  /// Every person with a live attendance, in byte order.
  package func allPersons() throws -> [String] {
    try String.fetchAll(
      database,
      sql: "SELECT DISTINCT person FROM attendance WHERE is_deleted = 0 ORDER BY person"
    )
  }

  /// Whether no attendance has ever been taken.
  package func isEmpty() throws -> Bool {
    try Int.fetchOne(database, sql: "SELECT 1 FROM attendance LIMIT 1") == nil
  }

  private func heldVersion(_ key: AttendanceKey) throws -> HeldVersion? {
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
        isLive: !(row[0] as Bool),
        applicable: (row[1] as Int64?).map(Instant.init(nanoseconds:)),
        identity: HeldIdentity(person: row[2], nhsNumber: row[3], localPatientID: row[4])
      )
    }
  }

  /// Blank is the oldest date; of equal dates the later version wins.
  private func isOlder(_ applicable: Instant?, than held: HeldVersion?) -> Bool {
    guard let held, let heldDate = held.applicable else { return false }
    return applicable.map { $0 < heldDate } ?? true
  }

  private struct HeldVersion {
    var isLive: Bool
    var applicable: Instant?
    var identity: HeldIdentity
  }
}

/// Who a stored version says the patient is.
struct HeldIdentity {
  var person: String?
  var nhsNumber: String?
  var localPatientID: String?

  /// Whether a new version of the same attendance is about somebody else: another NHS number,
  /// or without one to compare another local id.
  func names(anotherPersonThan patient: Attendance.Patient) -> Bool {
    if let nhsNumber, let other = patient.nhsNumber { return nhsNumber != other.plain }
    guard let localPatientID else { return false }
    return localPatientID != patient.localPatientID
  }
}
