import AttendanceModel
import ICRAlerts
import Ledger
import NotifyPolicy
import RuleEngine

/// Makes the alert records of what is told to, and taken back from, the care record.
struct AlertComposer {
  let book: RuleBook
  let profile: AlertProfile
  let isDraft: Bool

  /// An alert with its identifier; a moved notification keeps the one that the record knows.
  func alert(for telling: PersonReview.Telling, named name: String, timeline: [Attendance])
    -> AlertRecord
  {
    let trigger = telling.subject.trigger
    return AlertRecord(
      identifier: telling.replaces?.document ?? Self.identifier(trigger.identity, name),
      alert: name,
      status: .active,
      rule: trigger.rule,
      ruleVersion: trigger.ruleVersion,
      attendance: trigger.attendance,
      patient: telling.subject.attendance.attendance.patient,
      period: AlertRecord.Period(start: trigger.arrival.day, end: nil),
      detail: profile.hasHistory(name) ? history(telling.subject.evidence, timeline) : [],
      isDraft: isDraft
    )
  }

  /// The record of an alert that ends or was wrong; `nil` for a notification that is no alert.
  func ending(
    _ told: StoredNotification,
    as status: AlertRecord.Status,
    on day: CivilDay,
    patient: Attendance.Patient?
  ) -> AlertRecord? {
    guard case .alert(let name) = told.form, let identifier = told.document else { return nil }
    var subject = patient ?? Attendance.Patient()
    // The Flag is about whoever it was raised for, whatever the row says now.
    subject.nhsNumber = told.nhsNumber ?? subject.nhsNumber
    return AlertRecord(
      identifier: identifier,
      alert: name,
      status: status,
      rule: told.notification.trigger.rule,
      ruleVersion: told.ruleVersion,
      attendance: told.notification.trigger.attendance,
      patient: subject,
      period: AlertRecord.Period(start: told.notification.arrival.day, end: day),
      isDraft: isDraft
    )
  }

  /// The same for the same trigger and alert on every run, and without a patient value in it.
  private static func identifier(_ trigger: Trigger.Identity, _ alert: String) -> String {
    FileDigest.ofText(
      [trigger.rule, alert, trigger.attendance.providerCode, trigger.attendance.attendanceID]
        .joined(separator: "\u{1F}")
    ).prefix(32).description
  }

  /// One line an attendance that counted: date and what was recorded of it.
  private func history(_ evidence: [Evidence], _ timeline: [Attendance]) -> [String] {
    evidence.filter(\.isCounted).compactMap { row in
      timeline.first { $0.key == row.attendance }.map { attendance in
        let codes =
          attendance.diagnoses.map(\.code) + [attendance.chiefComplaint].compactMap(\.self)
        let words = codes.compactMap { book.descriptions.words($0) }.joined(separator: "; ")
        return "\(attendance.arrival.day) \(words)"
      }
    }
  }
}
