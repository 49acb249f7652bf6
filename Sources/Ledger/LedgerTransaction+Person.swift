package import AttendanceModel
import GRDB
import Linkage
import NotifyPolicy

/// All that the ledger knows of one person, for those who look.
extension LedgerTransaction {
  /// The same transaction, reading NHS numbers as the last run did.
  package func readingAsLastRun() throws -> LedgerTransaction {
    let pairs = try Row.fetchAll(database, sql: "SELECT old, resolved FROM superseded_number")
      .compactMap { row -> SupersededNumbers.Pair? in
        guard let old = NHSNumber(row[0] as String), let new = NHSNumber(row[1] as String) else {
          return nil
        }
        return SupersededNumbers.Pair(old: old, new: new)
      }
    var transaction = self
    // What a run has stored holds no chain and no circle.
    transaction.superseded = (try? SupersededNumbers(pairs)) ?? .none
    return transaction
  }

  /// An NHS number, or the one that it was merged into.
  package func standing(_ number: NHSNumber) -> NHSNumber { superseded.current(number) }

  /// The person, by the ledger's text, to whom an attendance belongs that is not deleted.
  package func person(of key: AttendanceKey) throws -> String? {
    try String.fetchOne(
      database,
      sql: """
        SELECT person FROM attendance
        WHERE provider_code = ? AND attendance_id = ? AND is_deleted = 0
        """,
      arguments: [key.providerCode, key.attendanceID]
    )
  }

  /// The names of the sources of a person's live attendances.
  package func sources(of person: String) throws -> [AttendanceKey: String] {
    Dictionary(
      try timeline(of: person).map { ($0.attendance.key, $0.source) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// What the ledger keeps of an attendance that its person's timeline does not have.
  package struct Remnant: Hashable, Sendable {
    package var key: AttendanceKey
    package var arrival: Arrival
    /// Deleted by its source; else let go of by retention.
    package var isDeleted: Bool
  }

  /// The deleted and the purged attendances of a person, in S1's order.
  package func remnants(of person: String) throws -> [Remnant] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT provider_code, attendance_id, arrival, is_deleted FROM attendance
        WHERE person = ? AND (is_deleted = 1 OR purged = 1) AND arrival IS NOT NULL
        ORDER BY arrival, provider_code, attendance_id
        """,
      arguments: [person]
    ).map { row in
      Remnant(
        key: AttendanceKey(providerCode: row[0], attendanceID: row[1]),
        arrival: AttendanceRow.arrival(civilMinutes: row[2]),
        isDeleted: row[3]
      )
    }
  }

  /// The triggers of a person that hold, by rule and S1's order.
  package func triggers(of person: String) throws -> [Trigger] {
    try Row.fetchAll(
      database,
      sql: Self.selectTrigger
        + """
         WHERE person = ? AND holds = 1
        ORDER BY rule, arrival, provider_code, attendance_id
        """,
      arguments: [person]
    ).map(Self.trigger)
  }

  /// Notifications that were taken back, of attendances that are not the person's now: among them
  /// are those that told of this person by mistake.
  package func takenBackNotifications(elsewhereThan person: String) throws -> [StoredNotification] {
    try notifications(
      where: """
        notification.state = 'withdrawn' AND told_patient IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM attendance AS visit
          WHERE visit.provider_code = notification.provider_code
            AND visit.attendance_id = notification.attendance_id AND visit.person = ?)
        """,
      [person]
    )
  }

  /// An entry of the audit with the run that it stands under.
  package struct DatedEntry: Hashable, Sendable {
    package var run: RunRecord
    package var entry: String
  }

  /// The audit's entries about some attendances, in their order.
  ///
  /// - Complexity: reads the whole audit.
  package func auditEntries(about keys: Set<AttendanceKey>) throws -> [DatedEntry] {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT run.number, as_of, folder, entry, json_extract(entry, '$.provider_code'),
          json_extract(entry, '$.attendance_id')
        FROM audit JOIN run ON run.number = audit.run
        WHERE json_extract(entry, '$.attendance_id') IS NOT NULL ORDER BY audit.number
        """
    )
    var entries: [DatedEntry] = []
    while let row = try rows.next() {
      let provider: String? = row[4]
      guard keys.contains(AttendanceKey(providerCode: provider ?? "", attendanceID: row[5]))
      else { continue }
      let run = RunRecord(number: row[0], asOf: CivilDay(rawValue: row[1]), folder: row[2])
      entries.append(DatedEntry(run: run, entry: row[3]))
    }
    return entries
  }
}
