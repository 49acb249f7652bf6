import Algorithms
import AttendanceModel
import ICRAlerts
import Ledger
import NotifyPolicy

/// Makes the alert records of what is told to, and taken back from, the care record.
struct AlertComposer {
  let book: RuleBook
  let profile: AlertProfile
  let isDraft: Bool

  /// An alert with its identifier; a moved notification keeps the one that the record knows.
  ///
  /// - Parameters:
  ///   - telling: what is told.
  ///   - name: the alert's name.
  ///   - endedOn: the day on which it was over already, if it was.
  ///   - timeline: the person's live attendances in S1's order.
  /// - Returns: the record, active or already inactive.
  func alert(
    for telling: PersonReview.Telling,
    named name: String,
    endedOn: CivilDay?,
    timeline: [Attendance]
  ) -> AlertRecord {
    let subject = telling.subject
    return AlertRecord(
      identifier: identifier(of: telling, name),
      alert: name,
      status: endedOn == nil ? .active : .inactive,
      rule: subject.trigger.rule,
      ruleVersion: subject.trigger.ruleVersion,
      attendance: subject.trigger.attendance,
      patient: subject.attendance.attendance.patient,
      period: AlertRecord.Period(start: subject.trigger.arrival.day, end: endedOn),
      detail: profile.hasHistory(name) ? history(of: subject, timeline) : [],
      // Of what was told without a Flag there is none to be changed.
      isKnown: telling.isAmendment && telling.replaces?.nhsNumber != nil,
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
    if let number = told.nhsNumber {
      // The Flag is about whoever it was raised for, whatever the row says of the number now.
      subject.nhsNumber = number
      subject.nhsNumberStatus = nil
    }
    return AlertRecord(
      identifier: identifier,
      alert: name,
      status: status,
      rule: told.notification.trigger.rule,
      ruleVersion: told.ruleVersion,
      attendance: told.notification.trigger.attendance,
      patient: subject,
      period: AlertRecord.Period(start: told.notification.arrival.day, end: day),
      isKnown: true,
      isDraft: isDraft
    )
  }

  /// The same for the same trigger and alert on every run, and without a patient value in it.
  ///
  /// An alert that was taken back and is told again, perhaps of another person, is a new one:
  /// a record that loads by identifier must not overwrite the one with the other.
  private func identifier(of telling: PersonReview.Telling, _ alert: String) -> String {
    if telling.isAmendment, let known = telling.replaces?.document { return known }
    let trigger = telling.subject.trigger
    return FileDigest.ofText(
      [
        trigger.rule, alert, trigger.attendance.providerCode, trigger.attendance.attendanceID,
        String(telling.generation),
      ].joined(separator: "\u{1F}")
    ).prefix(32).description
  }

  /// One line an attendance that counted, its date and what was recorded of it; of very many the
  /// latest, and first that there were more.
  private func history(of subject: PersonReview.RoutedTrigger, _ timeline: [Attendance])
    -> [String]
  {
    let (counted, areAll) = subject.latestCounted
    var rest = counted[...]
    var lines: [String] = []
    let end = timeline.partitioningIndex { $0.position > subject.trigger.position }
    for attendance in timeline[..<end].reversed() {
      guard let next = rest.last else { break }
      guard attendance.key == next else { continue }
      rest.removeLast()
      let codes =
        attendance.diagnoses.map(\.code) + [attendance.chiefComplaint].compactMap(\.self)
      let words = codes.compactMap { book.descriptions.words($0) }.joined(separator: "; ")
      lines.append("\(attendance.arrival.day) \(words)")
    }
    precondition(rest.isEmpty, "what counted is among the person's live attendances")
    return (areAll ? [] : ["only the latest are listed, there were more before"]) + lines.reversed()
  }
}
