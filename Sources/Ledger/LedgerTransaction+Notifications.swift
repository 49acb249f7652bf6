package import AttendanceModel
import GRDB
package import NotifyPolicy

/// A notification to be recorded.
package struct NewNotification: Hashable, Sendable {
  package var trigger: Trigger
  package var form: Route.Form
  package var state: Notification.State
  /// Who gets it in the end, which routing may have changed.
  package var recipient: Recipient
  /// The practice's code, when it is the recipient.
  package var practiceCode: String?
  /// The letter's or alert's id, when there is one.
  package var document: String?
  package var nhsNumber: NHSNumber?
  /// Whom it names, when somebody outside is told.
  package var patient: Attendance.Patient?
  /// The day an alert runs out.
  package var endsOn: CivilDay?
  /// The notification that this one stands in for (S10).
  package var replaces: Int64?

  package init(
    trigger: Trigger,
    form: Route.Form,
    state: Notification.State,
    recipient: Recipient,
    practiceCode: String? = nil,
    document: String? = nil,
    nhsNumber: NHSNumber? = nil,
    patient: Attendance.Patient? = nil,
    endsOn: CivilDay? = nil,
    replaces: Int64? = nil
  ) {
    self.trigger = trigger
    self.form = form
    self.state = state
    self.recipient = recipient
    self.practiceCode = practiceCode
    self.document = document
    self.nhsNumber = nhsNumber
    self.patient = patient
    self.endsOn = endsOn
    self.replaces = replaces
  }
}

/// A notification as the ledger holds it, with what a correction of it must name.
package struct StoredNotification: Hashable, Sendable {
  package var notification: Notification
  package var ruleVersion: Int
  package var form: Route.Form
  package var recipient: Recipient
  /// The practice's code, when it was the recipient.
  package var practiceCode: String?
  package var document: String?
  package var nhsNumber: NHSNumber?
  /// Whom it named; nil when nobody outside was told, or by an earlier version of the program.
  package var patient: Attendance.Patient?
  package var endsOn: CivilDay?
  /// Whether it is an alert that has run its course.
  package var hasEnded: Bool
  /// The as-of date of the run that told it.
  package var toldOn: CivilDay
}

extension LedgerTransaction {
  /// All notifications of the attendances that belong to a person now, by rule and route.
  ///
  /// The attendance leads to the person, so that histories which link later merge by themselves.
  package func notifications(of person: String) throws -> [StoredNotification] {
    try Array(
      Row.fetchCursor(
        try database.cachedStatement(
          sql: Self.selectNotification
            + """
             JOIN attendance USING (provider_code, attendance_id)
            WHERE attendance.person = ? ORDER BY notification.number
            """
        ),
        arguments: [person]
      ).compactMap(Self.stored)
    )
  }

  /// The notifications of one attendance, whoever it belongs to.
  package func notifications(on key: AttendanceKey) throws -> [StoredNotification] {
    try Row.fetchAll(
      database,
      sql: Self.selectNotification
        + " WHERE provider_code = ? AND attendance_id = ? ORDER BY notification.number",
      arguments: [key.providerCode, key.attendanceID]
    ).compactMap(Self.stored)
  }

  /// The notifications that a letter or alert carried, by its id.
  package func notifications(ofDocument document: String) throws -> [StoredNotification] {
    try Row.fetchAll(
      database,
      sql: Self.selectNotification + " WHERE document = ? ORDER BY notification.number",
      arguments: [document]
    ).compactMap(Self.stored)
  }

  /// The told alerts whose time is over on a day and that have not ended yet.
  package func alertsRunOut(by day: CivilDay) throws -> [StoredNotification] {
    try Row.fetchAll(
      database,
      sql: Self.selectNotification
        + """
         WHERE notification.number IN (
          SELECT number FROM notification INDEXED BY notification_ends
          WHERE ends_on <= ? AND ended_run IS NULL AND state = 'told')
        ORDER BY notification.number
        """,
      arguments: [day.rawValue]
    ).compactMap(Self.stored)
  }

  /// Records a notification and returns its number.
  @discardableResult
  package func record(_ new: NewNotification, run: Int64) throws -> Int64 {
    try database.cachedStatement(
      sql: """
        INSERT INTO notification (run, rule, rule_version, route, provider_code, attendance_id,
          arrival, count, state, recipient, practice_code, document, nhs_number, ends_on, replaces,
          told_patient)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      run, new.trigger.rule, new.trigger.ruleVersion, new.form.name,
      new.trigger.attendance.providerCode, new.trigger.attendance.attendanceID,
      new.trigger.arrival.civilMinutes, new.trigger.count, new.state.rawValue,
      new.recipient.rawValue,
      new.practiceCode, new.document, new.nhsNumber?.plain, new.endsOn?.rawValue, new.replaces,
      new.patient.map(ToldPatient.text),
    ])
    return database.lastInsertedRowID
  }

  /// Changes what has become of a notification.
  package func end(_ number: Int64, as state: Notification.State, run: Int64) throws {
    try database.cachedStatement(
      sql: "UPDATE notification SET state = ?, ended_run = ? WHERE number = ?"
    ).execute(arguments: [state.rawValue, run, number])
  }

  /// Says whether a notification stands although its trigger no longer holds, because a change of
  /// rules and not of the data took the trigger away (S10).
  package func letOutliveRule(_ number: Int64, _ outlives: Bool) throws {
    try database.cachedStatement(
      sql: "UPDATE notification SET outlives_rule = ? WHERE number = ?"
    ).execute(arguments: [outlives, number])
  }

  /// The persons of whom anybody has been told, or would have been, in byte order.
  package func personsTold() throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT DISTINCT person FROM notification JOIN attendance
          USING (provider_code, attendance_id)
        WHERE person IS NOT NULL ORDER BY person
        """
    )
  }

  /// Marks an alert as having run its course; it stays told.
  package func endAlert(_ number: Int64, run: Int64) throws {
    try database.cachedStatement(
      sql: "UPDATE notification SET ended_run = ? WHERE number = ?"
    ).execute(arguments: [run, number])
  }

  /// The notifications for which a condition holds, in the order in which they were recorded.
  func notifications(where condition: String, _ arguments: StatementArguments) throws
    -> [StoredNotification]
  {
    try Row.fetchAll(
      try database.cachedStatement(
        sql: Self.selectNotification + " WHERE \(condition) ORDER BY notification.number"
      ),
      arguments: arguments
    ).compactMap(Self.stored)
  }

  private static let selectNotification = """
    SELECT notification.number, rule, provider_code, attendance_id, notification.arrival, count,
      notification.state, rule_version, route, recipient, document, notification.nhs_number,
      ends_on, as_of, ended_run IS NOT NULL,
      outlives_rule AND NOT EXISTS (
        SELECT 1 FROM attendance AS visit
        WHERE visit.provider_code = notification.provider_code
          AND visit.attendance_id = notification.attendance_id AND visit.is_deleted)
      OR EXISTS (
        SELECT 1 FROM rule_trigger
        WHERE rule_trigger.rule = notification.rule
          AND rule_trigger.provider_code = notification.provider_code
          AND rule_trigger.attendance_id = notification.attendance_id
          AND \(isFrozen)),
      practice_code, told_patient,
      CASE WHEN recipient = 'icr' AND document IS NOT NULL THEN NOT EXISTS (
        SELECT 1 FROM delivery
        WHERE delivery.run = notification.run AND delivery.state = 'undeliverable'
          AND delivery.path = CASE WHEN notification.nhs_number IS NULL
            THEN '\(AlertFile.table)' ELSE '\(AlertFile.flags)' END)
      ELSE 1 END
    FROM notification JOIN run ON run.number = notification.run
    """

  private static func stored(_ row: Row) -> StoredNotification? {
    // Words that this version does not know can only come from a newer ledger, which is refused
    // when it is opened.
    guard let state = Notification.State(rawValue: row[6]), let form = Route.Form(name: row[8]),
      let recipient = Recipient(rawValue: row[9])
    else { return nil }
    return StoredNotification(
      notification: Notification(
        id: row[0],
        trigger: Trigger.Identity(
          rule: row[1],
          attendance: AttendanceKey(providerCode: row[2], attendanceID: row[3])
        ),
        arrival: AttendanceRow.arrival(civilMinutes: row[4]),
        count: row[5],
        state: state,
        outlivesRule: row[15],
        isReached: row[18]
      ),
      ruleVersion: row[7],
      form: form,
      recipient: recipient,
      practiceCode: row[16],
      document: row[10],
      nhsNumber: (row[11] as String?).flatMap { NHSNumber($0) },
      patient: (row[17] as String?).map(ToldPatient.patient),
      endsOn: (row[12] as Int32?).map(CivilDay.init(rawValue:)),
      hasEnded: row[14],
      toldOn: CivilDay(rawValue: row[13])
    )
  }
}
