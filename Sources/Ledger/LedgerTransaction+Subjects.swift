package import AttendanceModel
import GRDB

/// Worklist items that are about no attendance, and what is open of those that are.
extension LedgerTransaction {
  /// Whether an open item of a kind stands for an attendance.
  package func hasOpenItem(kind: String, attendance: AttendanceKey) throws -> Bool {
    try Int.fetchOne(
      try database.cachedStatement(
        sql: """
          SELECT 1 FROM worklist
          WHERE provider_code = ? AND attendance_id = ? AND kind = ? AND state = 'open' LIMIT 1
          """
      ),
      arguments: [attendance.providerCode, attendance.attendanceID, kind]
    ) != nil
  }

  /// Whether an open item of a kind stands for a source, a file or a site.
  package func hasOpenItem(kind: String, subject: String) throws -> Bool {
    try Int.fetchOne(
      database,
      sql: "SELECT 1 FROM worklist WHERE subject = ? AND kind = ? AND state = 'open' LIMIT 1",
      arguments: [subject, kind]
    ) != nil
  }

  /// What follows a prefix in the subjects of the open items of a kind.
  package func openSubjects(kind: String, startingWith prefix: String) throws -> Set<String> {
    Set(
      try String.fetchAll(
        database,
        sql: """
          SELECT substr(subject, length(?1) + 1) FROM worklist
          WHERE subject >= ?1 AND subject < ?1 || char(0x10FFFF) AND kind = ?2 AND state = 'open'
          """,
        arguments: [prefix, kind]
      )
    )
  }

  /// Closes the open items of a kind on a subject, because what they asked for has come.
  package func closeItems(kind: String, subject: String) throws {
    try database.execute(
      sql: """
        UPDATE worklist SET state = 'closed' WHERE subject = ? AND kind = ? AND state = 'open'
        """,
      arguments: [subject, kind]
    )
  }
}
