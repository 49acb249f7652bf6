package import AttendanceModel
import Crypto
import GRDB

extension LedgerTransaction {
  /// Whether what the audit says of a telling names an attendance among those that counted.
  ///
  /// - Parameters:
  ///   - notification: The number of what was told.
  ///   - key: The attendance.
  /// - Returns: Whether it does.
  /// - Throws: What the database throws.
  /// - Complexity: O(lines of the run that told).
  package func audit(ofTelling notification: Int64, names key: AttendanceKey) throws -> Bool {
    try Int.fetchOne(
      try database.cachedStatement(
        sql: """
          SELECT 1 FROM notification JOIN audit ON audit.run = notification.run
          WHERE notification.number = ?
            AND json_extract(entry, '$.rule') = notification.rule
            AND json_extract(entry, '$.provider_code') = notification.provider_code
            AND json_extract(entry, '$.attendance_id') = notification.attendance_id
            AND EXISTS (SELECT 1 FROM json_each(entry, '$.evidence') WHERE value = ?)
          LIMIT 1
          """
      ),
      arguments: [notification, "\(key.providerCode) \(key.attendanceID)"]
    ) != nil
  }

  /// The hash that the first entry of an audit follows.
  package static let auditRoot = String(repeating: "0", count: 64)

  /// Appends an entry to the audit; its hash covers the entry and the hash before it, so that no
  /// entry can be changed, dropped or put in between without breaking every later one.
  package func audit(_ entry: String, run: Int64) throws {
    let previous = try auditHead()
    let hash = hexadecimal(SHA256.hash(data: Array((previous + "\n" + entry).utf8)))
    try database.cachedStatement(
      sql: "INSERT INTO audit (run, entry, previous, hash) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [run, entry, previous, hash])
  }

  /// The hash of the audit's last entry.
  package func auditHead() throws -> String {
    try String.fetchOne(
      try database.cachedStatement(sql: "SELECT hash FROM audit ORDER BY number DESC LIMIT 1")
    )
      ?? Self.auditRoot
  }
}

extension LedgerTransaction {
  /// An entry of the audit as it stands in the ledger.
  package struct AuditLine: Hashable, Sendable {
    package var number: Int64
    package var run: Int64
    package var entry: String
    package var hash: String
    /// Whether it follows from the entry before it, and its hash from both.
    package var isSound: Bool
  }

  /// Hands over every entry from the first, each checked against the one before it.
  package func forEachAuditLine(_ body: (AuditLine) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT number, run, entry, previous, hash FROM audit ORDER BY number"
    )
    var head = Self.auditRoot
    while let row = try rows.next() {
      let entry: String = row[2]
      let previous: String = row[3]
      let hash: String = row[4]
      let sealed = hexadecimal(SHA256.hash(data: Array((previous + "\n" + entry).utf8)))
      let line = AuditLine(
        number: row[0],
        run: row[1],
        entry: entry,
        hash: hash,
        isSound: previous == head && sealed == hash
      )
      try body(line)
      head = hash
    }
  }

  /// The last entry of all, when it is of a run.
  package func lastAuditEntry(ofRun run: Int64) throws -> String? {
    try Row.fetchOne(
      database,
      sql: "SELECT run, entry FROM audit ORDER BY number DESC LIMIT 1"
    ).flatMap { $0[0] == run ? $0[1] : nil }
  }

  /// The entries of a run, in order.
  package func auditEntries(ofRun run: Int64) throws -> [String] {
    try String.fetchAll(
      database,
      sql: "SELECT entry FROM audit WHERE run = ? ORDER BY number",
      arguments: [run]
    )
  }

  /// The files that a run publishes, by path, with their SHA-256.
  package func documents(ofRun run: Int64) throws -> [String: String] {
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT path, sha256 FROM outbox WHERE run = ?",
      arguments: [run]
    )
    return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
  }

  /// Every run that was published, in order.
  package func publishedRuns() throws -> [RunRecord] {
    try Row.fetchAll(
      database,
      sql: "SELECT number, as_of, folder FROM run WHERE state = 'published' ORDER BY number"
    ).map { RunRecord(number: $0[0], asOf: CivilDay(rawValue: $0[1]), folder: $0[2]) }
  }
}
