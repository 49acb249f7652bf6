package import AttendanceModel
import GRDB

/// A line of the safeguarding team's worklist.
package struct WorklistItem: Hashable, Sendable {
  package var number: Int64
  /// What it is about, a key of the wording file.
  package var kind: String
  package var urgency: Route.Urgency
  package var rule: String?
  package var attendance: AttendanceKey?
  /// What it is about when that is no attendance: a source, a file or a site.
  package var subject: String?
  /// Why, keys of the wording file.
  package var reasons: [String]

  package init(
    number: Int64 = 0,
    kind: String,
    urgency: Route.Urgency = .routine,
    rule: String? = nil,
    attendance: AttendanceKey?,
    subject: String? = nil,
    reasons: [String] = []
  ) {
    self.number = number
    self.kind = kind
    self.urgency = urgency
    self.rule = rule
    self.attendance = attendance
    self.subject = subject
    self.reasons = reasons
  }
}

extension LedgerTransaction {
  /// Puts an item on the worklist and returns it with its number.
  package func add(_ item: WorklistItem, run: Int64) throws -> WorklistItem {
    try database.cachedStatement(
      sql: """
        INSERT INTO worklist
          (run, kind, urgency, rule, provider_code, attendance_id, subject, reasons, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open')
        """
    ).execute(arguments: [
      run, item.kind, item.urgency.rawValue, item.rule, item.attendance?.providerCode,
      item.attendance?.attendanceID, item.subject, item.reasons.joined(separator: "; "),
    ])
    var numbered = item
    numbered.number = database.lastInsertedRowID
    return numbered
  }

  /// Whether an open item of a kind stands for any of a person's attendances.
  package func hasOpenItem(kind: String, person: String) throws -> Bool {
    try Int.fetchOne(
      try database.cachedStatement(
        sql: """
          SELECT 1 FROM worklist JOIN attendance USING (provider_code, attendance_id)
          WHERE person = ? AND kind = ? AND state = 'open' LIMIT 1
          """
      ),
      arguments: [person, kind]
    ) != nil
  }

  /// Whether an item of a kind was ever raised for an attendance.
  package func hasItem(kind: String, attendance: AttendanceKey) throws -> Bool {
    try Int.fetchOne(
      try database.cachedStatement(
        sql: """
          SELECT 1 FROM worklist
          WHERE provider_code = ? AND attendance_id = ? AND kind = ? LIMIT 1
          """
      ),
      arguments: [attendance.providerCode, attendance.attendanceID, kind]
    ) != nil
  }

  /// Closes the open items of a kind on an attendance, because what they asked for has come.
  package func closeItems(kind: String, attendance: AttendanceKey) throws {
    try database.cachedStatement(
      sql: """
        UPDATE worklist SET state = 'closed'
        WHERE kind = ? AND provider_code = ? AND attendance_id = ? AND state = 'open'
        """
    ).execute(arguments: [kind, attendance.providerCode, attendance.attendanceID])
  }
}
