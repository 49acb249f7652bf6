import AttendanceModel
import Ledger
import NotifyPolicy
import RuleLanguage

/// What is remembered of each decision: a notification in the ledger, a line in the audit.
extension Dispatch {
  @discardableResult
  func record(
    _ telling: PersonReview.Telling,
    _ state: Notification.State,
    recipient: Recipient,
    practiceCode: String? = nil,
    document: String? = nil,
    nhsNumber: NHSNumber? = nil,
    endsOn: CivilDay? = nil
  ) throws -> Int64 {
    try record(
      telling.subject,
      state,
      recipient: recipient,
      practiceCode: practiceCode,
      document: document,
      nhsNumber: nhsNumber,
      endsOn: endsOn,
      replaces: telling.replaces?.notification.id
    )
  }

  @discardableResult
  func record(
    _ subject: PersonReview.RoutedTrigger,
    _ state: Notification.State,
    recipient: Recipient,
    practiceCode: String? = nil,
    document: String? = nil,
    nhsNumber: NHSNumber? = nil,
    endsOn: CivilDay? = nil,
    replaces: Int64? = nil
  ) throws -> Int64 {
    try transaction.record(
      NewNotification(
        trigger: subject.trigger,
        form: subject.route.form,
        state: state,
        recipient: recipient,
        practiceCode: practiceCode,
        document: document,
        nhsNumber: nhsNumber,
        patient: state == .told && document != nil ? subject.attendance.attendance.patient : nil,
        endsOn: endsOn,
        replaces: replaces
      ),
      run: run.number
    )
  }

  func audit(
    _ decision: String,
    _ subject: PersonReview.RoutedTrigger,
    recipient: Recipient? = nil,
    document: String? = nil,
    sha256: String? = nil,
    reasons: [String] = []
  ) throws {
    let counted = subject.latestCounted
    try AuditEntry(
      decision: decision,
      rule: subject.rule.name,
      version: subject.trigger.ruleVersion,
      attendance: subject.trigger.attendance,
      route: subject.route.form.name,
      recipient: recipient,
      document: document,
      sha256: sha256,
      reasons: reasons,
      evidence: counted.attendances,
      hasMoreEvidence: !counted.areAll
    ).append(to: transaction, run: run.number)
  }

  func audit(
    _ decision: String,
    _ told: StoredNotification,
    document: String? = nil,
    sha256: String? = nil,
    reasons: [String] = []
  ) throws {
    try AuditEntry(
      decision: decision,
      rule: told.notification.trigger.rule,
      version: told.ruleVersion,
      attendance: told.notification.trigger.attendance,
      route: told.form.name,
      recipient: told.recipient,
      document: document ?? told.document,
      sha256: sha256,
      reasons: reasons
    ).append(to: transaction, run: run.number)
  }
}
