import AttendanceModel
import ICRAlerts
import Ledger
import NotifyPolicy

/// Taking back and ending what was told (S10).
extension Dispatch {
  /// Ends an alert that has run its course; no letter follows.
  mutating func end(_ told: StoredNotification) throws {
    try transaction.endAlert(told.notification.id, run: run.number)
    try takeDown(told, as: .inactive)
    try audit("ended", told)
  }

  /// Takes back what was told about an attendance that now belongs to another person.
  mutating func takeBackFromWrongPatient(_ key: AttendanceKey) throws {
    for told in try transaction.notifications(on: key) where told.notification.state.settles {
      guard told.notification.state == .told else {
        try cancel(told)
        continue
      }
      try transaction.end(told.notification.id, as: .withdrawn, run: run.number)
      try takeDown(told, as: .enteredInError, isWrongPatient: true)
      if !told.form.isAlert || told.recipient != .icr {
        try addItem(.wrongPatient, of: told)
      }
      try audit("taken-back", told)
    }
  }

  /// Ends what nobody was told of.
  mutating func cancel(_ told: StoredNotification) throws {
    try transaction.end(told.notification.id, as: .cancelled, run: run.number)
    for kind: WorklistKind in [.parentLetterHeld, .letterPaused, .letterFailed, .late] {
      try transaction.closeItems(
        kind: kind.rawValue,
        rule: told.notification.trigger.rule,
        attendance: told.notification.trigger.attendance
      )
    }
    try audit("cancelled", told)
  }

  /// Ends the wait of a held letter; what becomes of its trigger is decided anew.
  mutating func reopen(_ reopened: PersonReview.Reopened) throws {
    let told = reopened.notification
    try transaction.end(told.notification.id, as: .cancelled, run: run.number)
    try transaction.closeItem(reopened.item.number)
    try audit(reopened.isReleased ? "released" : "pause-over", told)
  }

  /// Takes back what somebody was told: the alert becomes an error, the team hears of the rest.
  mutating func withdraw(_ told: StoredNotification) throws {
    try transaction.end(told.notification.id, as: .withdrawn, run: run.number)
    try takeDown(told, as: .enteredInError)
    if !told.form.isAlert || told.recipient != .icr { try addItem(.takenBack, of: told) }
    try audit("withdrawn", told)
  }

  /// Hands a notification over to another trigger; a recipient whom the new one does not reach in
  /// the same way is put right.
  mutating func move(_ told: StoredNotification, to telling: PersonReview.Telling) throws {
    try transaction.end(told.notification.id, as: .moved, run: run.number)
    switch telling.destination {
    case .record(let withFlag):
      if told.nhsNumber != nil && !withFlag { try takeDown(told, as: .enteredInError) }
    case .practice(let practice) where told.practiceCode == practice.code: break
    case .parent where told.recipient == .parent: break
    case .safeguardingTeam where told.recipient == .safeguardingTeam: break
    case .practice, .parent, .safeguardingTeam, .held:
      try takeDown(told, as: .enteredInError)
      if !told.form.isAlert || told.recipient != .icr { try addItem(.takenBack, of: told) }
    }
    try audit("moved", told)
  }

  private mutating func addItem(_ kind: WorklistKind, of told: StoredNotification) throws {
    try add(
      WorklistItem(
        kind,
        rule: told.notification.trigger.rule,
        attendance: told.notification.trigger.attendance,
        reasons: [told.document ?? told.recipient.rawValue]
      )
    )
  }

  /// Sends the care record the end of an alert; the patient is the one it was raised for.
  private mutating func takeDown(
    _ told: StoredNotification,
    as status: AlertRecord.Status,
    isWrongPatient: Bool = false
  ) throws {
    guard told.recipient == .icr else { return }
    let lastKnown = try transaction.lastKnown(told.notification.trigger.attendance)
    let patient = isWrongPatient ? nil : lastKnown?.attendance.patient
    guard let record = alertComposer.ending(told, as: status, on: run.asOf, patient: patient)
    else { return }
    try send(record, withFlag: told.nhsNumber != nil)
  }
}
