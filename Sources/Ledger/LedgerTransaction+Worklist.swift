package import AttendanceModel
import GRDB

extension LedgerTransaction {
  /// Puts an item on the worklist and returns it with its number.
  package func add(_ item: WorklistItem, run: Int64) throws -> WorklistItem {
    try database.cachedStatement(
      sql: """
        INSERT INTO worklist (run, kind, urgency, rule, provider_code, attendance_id, subject,
          reasons, route, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')
        """
    ).execute(arguments: [
      run, item.kind, item.urgency.rawValue, item.rule, item.attendance?.providerCode,
      item.attendance?.attendanceID, item.subject,
      WorklistItem.ledgerText(of: item.reasons), item.route?.name,
    ])
    var numbered = item
    numbered.number = database.lastInsertedRowID
    return numbered
  }

  /// Whether an open item of a kind stands for any of a person's attendances; with a rule, one of
  /// that rule's.
  package func hasOpenItem(kind: String, person: String, rule: String? = nil) throws -> Bool {
    try Int.fetchOne(
      try database.cachedStatement(
        sql: """
          SELECT 1 FROM attendance CROSS JOIN worklist USING (provider_code, attendance_id)
          WHERE person = ?1 AND kind = ?2 AND state = 'open' AND (?3 IS NULL OR rule = ?3) LIMIT 1
          """
      ),
      arguments: [person, kind, rule]
    ) != nil
  }

  /// Whether an item of a kind and rule is open for an attendance, or was dismissed by somebody, who
  /// need not do so again.
  package func hasOpenOrDismissedItem(kind: String, rule: String?, attendance: AttendanceKey) throws
    -> Bool
  {
    try Int.fetchOne(
      try database.cachedStatement(
        sql: """
          SELECT 1 FROM worklist
          WHERE provider_code = ? AND attendance_id = ? AND kind = ? AND rule IS ?
            AND (state = 'open' OR handling = 'dismissed') LIMIT 1
          """
      ),
      arguments: [attendance.providerCode, attendance.attendanceID, kind, rule]
    ) != nil
  }

  /// The attendances on which an item of a kind is open.
  package func attendances(withOpenItemsOfKind kind: String) throws -> Set<AttendanceKey> {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT provider_code, attendance_id FROM worklist
        WHERE kind = ? AND state = 'open' AND attendance_id IS NOT NULL
        """,
      arguments: [kind]
    )
    var attendances: Set<AttendanceKey> = []
    while let row = try rows.next() {
      attendances.insert(AttendanceKey(providerCode: row[0], attendanceID: row[1]))
    }
    return attendances
  }

  /// Closes the open items of a kind on an attendance, because what they asked for has come; with
  /// a rule, only that rule's.
  package func closeItems(kind: String, rule: String? = nil, attendance: AttendanceKey) throws {
    try database.cachedStatement(
      sql: """
        UPDATE worklist SET state = 'closed'
        WHERE kind = ?1 AND provider_code = ?2 AND attendance_id = ?3 AND state = 'open'
          AND (?4 IS NULL OR rule = ?4)
        """
    ).execute(arguments: [kind, attendance.providerCode, attendance.attendanceID, rule])
  }

  /// Gives an item other reasons, because what they say has turned out otherwise.
  package func change(_ number: Int64, reasons: [String]) throws {
    try database.cachedStatement(sql: "UPDATE worklist SET reasons = ? WHERE number = ?")
      .execute(arguments: [WorklistItem.ledgerText(of: reasons), number])
  }

  /// Closes an item, because the run has done what it waited for.
  package func closeItem(_ number: Int64) throws {
    try database.cachedStatement(sql: "UPDATE worklist SET state = 'closed' WHERE number = ?")
      .execute(arguments: [number])
  }
}

/// What people do about items.
extension LedgerTransaction {
  /// An item, open or closed.
  package func item(_ number: Int64) throws -> WorklistItem? {
    try Row.fetchOne(
      database,
      sql: Self.selectItem + " WHERE worklist.number = ?",
      arguments: [number]
    ).map(Self.item)
  }

  /// The items in the order in which they were raised: the open ones, or all.
  package func items(closedToo: Bool) throws -> [WorklistItem] {
    try Row.fetchAll(
      database,
      sql: Self.selectItem + (closedToo ? "" : " WHERE worklist.state = 'open'")
        + " ORDER BY worklist.number"
    ).map(Self.item)
  }

  /// The items that a run put on the worklist, by number.
  package func items(ofRun run: Int64) throws -> [WorklistItem] {
    try Row.fetchAll(
      database,
      sql: Self.selectItem + " WHERE worklist.run = ? ORDER BY worklist.number",
      arguments: [run]
    ).map(Self.item)
  }

  /// The items of some kinds, open and closed, that the attendances of a person carry.
  package func items(kinds: [String], person: String) throws -> [WorklistItem] {
    try items(kinds: kinds, person: person, where: "")
  }

  /// The open items of some kinds that the live attendances of a person carry.
  package func openItems(kinds: [String], person: String) throws -> [WorklistItem] {
    try items(kinds: kinds, person: person, where: " AND worklist.state = 'open'")
  }

  private func items(kinds: [String], person: String, where condition: String) throws
    -> [WorklistItem]
  {
    try Row.fetchAll(
      try database.cachedStatement(
        sql: Self.selectItem
          + """
           JOIN attendance USING (provider_code, attendance_id)
          WHERE person = ?\(condition) ORDER BY worklist.number
          """
      ),
      arguments: [person]
    ).map(Self.item).filter { kinds.contains($0.kind) }
  }

  /// The persons whose items of some kinds are open, or who have a released item: a run looks at
  /// them whether or not new rows touch them.
  package func personsWithItems(openOfKind kind: String) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT DISTINCT person FROM worklist JOIN attendance USING (provider_code, attendance_id)
        WHERE worklist.number IN (
          SELECT number FROM worklist WHERE state = 'open' AND kind = ?
          UNION ALL
          SELECT number FROM worklist WHERE state = 'open' AND handling = 'released')
          AND person IS NOT NULL
        """,
      arguments: [kind]
    )
  }

  /// The persons about whom a run put items of a kind on the worklist, whatever has become of these.
  package func personsWithItems(ofKind kind: String, ofRun run: Int64) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT DISTINCT person FROM worklist JOIN attendance USING (provider_code, attendance_id)
        WHERE worklist.run = ? AND kind = ? AND person IS NOT NULL
        """,
      arguments: [run, kind]
    )
  }

  /// Notes what somebody did about an open item; a dismissed one is closed, the others stay open.
  ///
  /// `nil` for what was done takes back a release.
  package func handle(_ number: Int64, _ handling: WorklistItem.Handling?, _ by: Handled) throws {
    try database.execute(
      sql: """
        UPDATE worklist SET handling = ?, handled_by = ?, handled_because = ?, handled_on = ?,
          state = CASE WHEN ?1 = 'dismissed' THEN 'closed' ELSE state END
        WHERE number = ? AND state = 'open'
        """,
      arguments: [handling?.rawValue, by.who, by.why, by.on.rawValue, number]
    )
  }

  private static let selectItem = """
    SELECT worklist.number, worklist.kind, urgency, worklist.rule, worklist.provider_code,
      worklist.attendance_id, reasons, worklist.route, worklist.state = 'open', handling,
      handled_by, handled_because, handled_on, as_of, subject
    FROM worklist JOIN run ON run.number = worklist.run
    """

  private static func item(_ row: Row) -> WorklistItem {
    let provider: String? = row[4]
    var item = WorklistItem(
      number: row[0],
      kind: row[1],
      urgency: Route.Urgency(rawValue: row[2]) ?? .routine,
      rule: row[3],
      attendance: provider.map { AttendanceKey(providerCode: $0, attendanceID: row[5]) },
      subject: row[14],
      reasons: WorklistItem.reasons(ofLedgerText: row[6]),
      route: (row[7] as String?).flatMap { Route.Form(name: $0) }
    )
    item.isOpen = row[8]
    item.handling = (row[9] as String?).flatMap(WorklistItem.Handling.init)
    if let who = row[10] as String? {
      item.handled = Handled(who: who, why: row[11], on: CivilDay(rawValue: row[12]))
    }
    item.raisedOn = CivilDay(rawValue: row[13])
    return item
  }
}
