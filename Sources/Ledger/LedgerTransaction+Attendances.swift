package import AttendanceModel
import GRDB
package import Linkage

/// Where a version came from.
package struct VersionOrigin: Hashable, Sendable {
  package var source: String
  /// The ledger's number of the extract; of two versions with one date the later extract's wins.
  package var extract: Int64?

  package init(source: String, extract: Int64? = nil) {
    self.source = source
    self.extract = extract
  }
}

/// What taking a version did.
package struct TakenVersion: Hashable, Sendable {
  package var outcome: VersionOutcome
  /// The ledger's number of the attendance, where the version holds and it is at hand.
  package var number: Int64?
  /// Whether a version of the attendance was there before, also a deleted one.
  package var hadEarlier = false
  /// Whether a live version gave way, and the extract that it had come from.
  package var putAsideLive = false
  package var putAsideExtract: Int64?
}

extension LedgerTransaction {
  /// Takes a version of an attendance (S2).
  package func apply(
    _ attendance: Attendance,
    from origin: VersionOrigin,
    touching touched: inout TouchedPersons
  ) throws -> TakenVersion {
    let held = try heldVersion(attendance.key)
    let outcome = held.outcome(of: attendance.applicable, isDelete: false, from: origin.extract)
    guard outcome.holdsNew else { return TakenVersion(outcome: outcome) }
    let row = RowIdentity(attendance, superseded: superseded)
    let person = row.person(numbersOfLocal: [])
    try database.cachedStatement(sql: StoredFields.whole.upsert)
      .execute(arguments: StoredFields.whole.values(of: attendance, person: person, from: origin))
    if let held { touched.replaces(held, of: attendance.key) }
    touched.add(row, of: person)
    return TakenVersion(outcome, over: held)
  }

  /// Takes a deletion and leaves a tombstone, also for an attendance never seen (S2).
  package func delete(
    _ key: AttendanceKey,
    applicable: Instant?,
    from origin: VersionOrigin,
    touching touched: inout TouchedPersons
  ) throws -> TakenVersion {
    let held = try heldVersion(key)
    let outcome = held.outcome(of: applicable, isDelete: true, from: origin.extract)
    guard outcome.holdsNew else { return TakenVersion(outcome: outcome) }
    try database.cachedStatement(
      sql: """
        INSERT INTO attendance
          (provider_code, attendance_id, is_deleted, applicable, source, extract)
        VALUES (?, ?, 1, ?, ?, ?)
        ON CONFLICT (provider_code, attendance_id) DO UPDATE SET
          is_deleted = 1, applicable = excluded.applicable, extract = excluded.extract
        """
    ).execute(arguments: [
      key.providerCode, key.attendanceID, applicable?.nanoseconds, origin.source, origin.extract,
    ])
    if let held { touched.replaces(held, of: key) }
    return TakenVersion(outcome, over: held)
  }

  /// Whether a version might replace a live one, could it be read; one whose date is missing or
  /// cut off might.
  package func mightReplaceLive(_ key: AttendanceKey, applicable: Instant?) throws -> Bool {
    guard let held = try heldVersion(key), !held.stamp.isDelete else { return false }
    return applicable == nil
      || held.outcome(of: applicable, isDelete: false, from: nil).holdsNew
  }

  /// The live attendances of a person, in S1's order.
  package func timeline(of person: String) throws -> [StoredAttendance] {
    try Array(
      Row.fetchCursor(
        try database.cachedStatement(
          sql: AttendanceRow.select
            + """
             WHERE person = ? AND is_deleted = 0 AND purged = 0
            ORDER BY arrival, provider_code, attendance_id
            """
        ),
        arguments: [person]
      ).map(stored)
    )
  }

  /// The last known version of an attendance, also of a deleted one.
  package func lastKnown(_ key: AttendanceKey) throws -> StoredAttendance? {
    try Row.fetchOne(
      database,
      sql: AttendanceRow.select
        + " WHERE provider_code = ? AND attendance_id = ? AND arrival IS NOT NULL",
      arguments: [key.providerCode, key.attendanceID]
    ).map(stored)
  }

  /// An attendance as people are to see it: a superseded number never shows.
  private func stored(_ row: Row) -> StoredAttendance {
    var stored = AttendanceRow.stored(row)
    stored.attendance = superseded.current(stored.attendance)
    return stored
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
          SELECT is_deleted, applicable, person, nhs_number, local_patient_id, extract, number
          FROM attendance WHERE provider_code = ? AND attendance_id = ?
          """
      ),
      arguments: [key.providerCode, key.attendanceID]
    ).map { row in
      HeldVersion(
        number: row[6],
        stamp: VersionStamp(
          applicable: (row[1] as Int64?).map(Instant.init(nanoseconds:)),
          isDelete: row[0]
        ),
        identity: HeldIdentity(
          person: row[2],
          nhsNumber: current(row[3]),
          localPatientID: row[4]
        ),
        extract: row[5]
      )
    }
  }
}

/// The latest version that the ledger holds of an attendance.
struct HeldVersion {
  /// The ledger's number of the attendance.
  var number: Int64
  var stamp: VersionStamp
  var identity: HeldIdentity
  /// The extract it came from; nil when a ledger older than that column took it.
  var extract: Int64?

  func outcome(of applicable: Instant?, isDelete: Bool, from extract: Int64?) -> VersionOutcome {
    VersionOutcome(
      of: VersionStamp(applicable: applicable, isDelete: isDelete),
      over: stamp,
      isFromEarlierExtract: extract.flatMap { new in self.extract.map { new < $0 } } ?? false
    )
  }
}

extension HeldVersion? {
  /// What a version does to the held one; the first of an attendance always holds.
  func outcome(of applicable: Instant?, isDelete: Bool, from extract: Int64?)
    -> VersionOutcome
  {
    self?.outcome(of: applicable, isDelete: isDelete, from: extract) ?? .replaces
  }
}

extension TakenVersion {
  init(_ outcome: VersionOutcome, over held: HeldVersion?) {
    self.outcome = outcome
    number = held?.number
    hadEarlier = held != nil
    guard let held, !held.stamp.isDelete else { return }
    putAsideLive = true
    putAsideExtract = held.extract
  }
}

/// Who a stored version says the patient is.
struct HeldIdentity {
  var person: String?
  var nhsNumber: String?
  var localPatientID: String?

  /// Whether it leads to nobody (S3).
  var isNobody: Bool { nhsNumber == nil && localPatientID == nil }

  /// Whether another version of the same attendance is about somebody else.
  ///
  /// It is when they have no NHS number in common, nor, where one of them has none, a local id.
  /// Of nobody in particular nobody was told.
  func names(anotherPersonThan other: HeldIdentity) -> Bool {
    if isNobody { return false }
    if let nhsNumber, let number = other.nhsNumber { return nhsNumber != number }
    guard let localPatientID, let id = other.localPatientID else { return true }
    return localPatientID != id
  }
}
