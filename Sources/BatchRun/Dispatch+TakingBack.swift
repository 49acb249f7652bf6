import AttendanceModel
import ICRAlerts
import Ledger
import NotifyPolicy

/// Taking back and ending what was told (S10).
extension Dispatch {
  /// Ends an alert that has run its course; no letter follows (S10).
  mutating func end(_ told: StoredNotification, timeline: [StoredAttendance]) throws {
    let patient = timeline.first {
      $0.attendance.key == told.notification.trigger.attendance
    }?.attendance.patient
    try transaction.endAlert(told.notification.id, run: run.number)
    takeDown(told, as: .inactive, patient: patient)
    try audit("ended", told)
  }

  /// Takes back what was told about an attendance that now belongs to another person (S10).
  mutating func takeBackFromWrongPatient(_ key: AttendanceKey) throws {
    for told in try transaction.notifications(on: key) where told.notification.state.settles {
      guard told.notification.state == .told else {
        try cancel(told)
        continue
      }
      try transaction.end(told.notification.id, as: .withdrawn, run: run.number)
      takeDown(told, as: .enteredInError, patient: nil)
      if told.form.isLetter {
        try add(
          WorklistItem(
            .wrongPatient,
            rule: told.notification.trigger.rule,
            attendance: key,
            reasons: [told.document ?? ""]
          )
        )
      }
      try audit("taken-back", told)
    }
  }

  mutating func cancel(_ told: StoredNotification) throws {
    try transaction.end(told.notification.id, as: .cancelled, run: run.number)
    try transaction.closeItems(
      kind: WorklistKind.parentLetterHeld.rawValue,
      attendance: told.notification.trigger.attendance
    )
    try audit("cancelled", told)
  }

  mutating func withdraw(_ told: StoredNotification, _ review: PersonReview) throws {
    try transaction.end(told.notification.id, as: .withdrawn, run: run.number)
    let patient = review.stored.first {
      $0.attendance.key == told.notification.trigger.attendance
    }?.attendance.patient
    takeDown(told, as: .enteredInError, patient: patient)
    if !told.form.isAlert || told.recipient != .icr {
      try add(
        WorklistItem(
          .takenBack,
          rule: told.notification.trigger.rule,
          attendance: told.notification.trigger.attendance,
          reasons: [told.document ?? told.recipient.rawValue]
        )
      )
    }
    try audit("withdrawn", told)
  }

  mutating func takeDown(
    _ told: StoredNotification,
    as status: AlertRecord.Status,
    patient: Attendance.Patient?
  ) {
    guard told.recipient == .icr,
      let record = alertComposer.ending(told, as: status, on: run.asOf, patient: patient)
    else { return }
    append(record, withFlag: told.nhsNumber != nil)
  }

  mutating func append(_ record: AlertRecord, withFlag: Bool) {
    alerts.append((record, withFlag))
    counts.alerts += 1
    if withFlag { counts.flags += 1 }
  }
}
