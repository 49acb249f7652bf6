import AttendanceModel
import ICRAlerts
import Ledger
import Letters
import NotifyPolicy
import RuleLanguage

/// Taking back and ending what was told (S10).
extension Dispatch {
  /// Ends an alert that has run its course; no letter follows.
  mutating func end(_ told: StoredNotification) throws {
    try transaction.endAlert(told.notification.id, run: run.number)
    let digest = try takeDown(told, as: .inactive)
    try audit("ended", told, sha256: digest)
  }

  /// Takes back what was told about an attendance that now belongs to another person.
  ///
  /// The practice that got the letter is asked to remove it. Whether a letter to parents may be
  /// followed by another nobody can tell any more: the child it was about is not the row's.
  ///
  /// - Parameters:
  ///   - key: The attendance.
  ///   - moved: All that belong to another person since tonight.
  /// - Throws: What the ledger or a template throws.
  mutating func takeBackFromWrongPatient(_ key: AttendanceKey, among moved: [AttendanceKey]) throws
  {
    try transaction.renewTriggers(of: key, firstSeen: run.asOf)
    var takenBack: [(TakenBack, Routing.Destination)] = []
    for told in try transaction.notifications(on: key) where told.notification.state.settles {
      guard told.notification.state == .told else {
        try cancel(told)
        continue
      }
      try transaction.end(told.notification.id, as: .withdrawn, run: run.number)
      try closeTeamItems(of: told)
      let digest = try takeDown(told, as: .enteredInError, isWrongPatient: true)
      try audit(
        "taken-back",
        told,
        sha256: digest,
        reasons: [Correction.Cause.wrongPatient.rawValue]
      )
      guard !told.form.isAlert || told.recipient != .icr else { continue }
      // Of whom it was about, only what was told then is known for certain.
      var taken = TakenBack(
        told: told,
        cause: .wrongPatient,
        rule: book.rules.last { $0.name == told.notification.trigger.rule },
        patient: told.patient ?? told.nhsNumber.map(Self.patient) ?? Attendance.Patient()
      )
      taken.ofThisPatient = try statements(of: told.document, besides: moved)
      takenBack.append((taken, reader(of: taken, ifParent: .held(because: []))))
    }
    try write([], takingBack: takenBack, [])
    try listTakenBack(takenBack.map(\.0), .wrongPatient)
    // What the audit says of the attendance up to here is about somebody else.
    try AuditEntry(decision: AuditEntry.personChanged, attendance: key)
      .append(to: transaction, run: run.number)
  }

  /// Says which letters count an attendance that they did not tell of and that is another person's
  /// now.
  ///
  /// Whoever had them has read of somebody else's visit; a parent has not (S13).
  mutating func listLetters(counting key: AttendanceKey, toldOf formerPerson: String) throws {
    for told in try transaction.notifications(of: formerPerson) {
      guard told.notification.state == .told, told.form.isLetter, told.recipient != .parent,
        let document = told.document,
        try transaction.audit(ofTelling: told.notification.id, names: key)
      else { continue }
      try add(
        WorklistItem(
          .wrongPatient,
          rule: told.notification.trigger.rule,
          attendance: key,
          reasons: [document, told.recipient.rawValue]
        )
      )
    }
  }

  /// What a letter says that stands, but for what it says of some attendances.
  private func statements(of letter: String?, besides moved: [AttendanceKey]) throws
    -> [Correction.Statement]
  {
    guard let letter else { return [] }
    return try transaction.notifications(ofDocument: letter).filter {
      $0.notification.state == .told && !moved.contains($0.notification.trigger.attendance)
    }.map { told in
      Correction.Statement(
        title: book.engine.title(of: told),
        triggeredOn: told.notification.arrival.day
      )
    }
  }

  /// Notes whose attendances have an identity now that had none: what holds at them is a new trigger,
  /// of the child.
  mutating func note(identified keys: [AttendanceKey]) throws {
    identified.formUnion(keys)
    for key in keys { try transaction.renewTriggers(of: key, firstSeen: run.asOf) }
  }

  /// Ends what was decided about somebody unknown who is known now, where the rule still holds.
  ///
  /// It is decided anew, about the child. What holds no longer is taken back like anything else.
  ///
  /// - Returns: the notifications as they are now.
  mutating func startAnew(_ notifications: [StoredNotification], holding seen: [SeenTrigger]) throws
    -> [StoredNotification]
  {
    guard !identified.isEmpty else { return notifications }
    let holding = Set(seen.map(\.trigger.identity))
    return try notifications.map { told in
      guard identified.contains(told.notification.trigger.attendance),
        told.notification.state.settles, holding.contains(told.notification.trigger)
      else { return told }
      try cancel(told)
      var ended = told
      ended.notification.state = .cancelled
      return ended
    }
  }

  private static func patient(_ number: NHSNumber) -> Attendance.Patient {
    var patient = Attendance.Patient()
    patient.nhsNumber = number
    return patient
  }

  /// Ends what nobody was told of.
  mutating func cancel(_ told: StoredNotification) throws {
    try transaction.end(told.notification.id, as: .cancelled, run: run.number)
    for kind: WorklistKind in [
      .parentLetterHeld, .letterPaused, .letterFailed, .late, .unidentified,
    ] {
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

  /// Takes back what somebody was told: the alert becomes an error, the reader of a letter gets
  /// a correction, and the team hears of it.
  ///
  /// - Returns: what its reader is to hear; nil when the letter says the same by a later visit, at
  ///   which it still holds: to set that aside would undo what is right.
  mutating func withdraw(
    _ told: StoredNotification,
    among withdrawn: [StoredNotification],
    of review: PersonReview
  ) throws -> (TakenBack, Routing.Destination)? {
    try transaction.end(told.notification.id, as: .withdrawn, run: run.number)
    try closeTeamItems(of: told)
    let digest = try takeDown(told, as: .enteredInError)
    let taken = try takenBack(told, of: review)
    try audit("withdrawn", told, sha256: digest, reasons: [taken.0.cause.rawValue])
    let standing = review.notifications.filter { $0.saysMore(than: told) }
    return standing.allSatisfy(withdrawn.contains) ? taken : nil
  }

  /// What the team was asked to do about something that is no longer so, it is asked no longer; that
  /// it was taken back is an item of its own.
  private func closeTeamItems(of told: StoredNotification) throws {
    guard told.recipient == .safeguardingTeam, !told.form.isLetter else { return }
    for kind: WorklistKind in [.ruleFired, .alertForTeam, .unidentified] {
      try transaction.closeItems(
        kind: kind.rawValue,
        rule: told.notification.trigger.rule,
        attendance: told.notification.trigger.attendance
      )
    }
  }

  /// Hands a notification over to another trigger.
  ///
  /// - Returns: what is taken back from a reader whom the new one does not reach in the same way.
  mutating func move(
    _ told: StoredNotification,
    to telling: PersonReview.Telling,
    of review: PersonReview
  ) throws -> (TakenBack, Routing.Destination)? {
    try transaction.end(told.notification.id, as: .moved, run: run.number)
    let heir = telling.subject.trigger.attendance
    let digest = telling.isAmendment ? nil : try takeDown(told, as: .enteredInError)
    try audit(
      "moved",
      told,
      sha256: digest,
      reasons: ["to \(heir.providerCode) \(heir.attendanceID)"]
    )
    return telling.isAmendment ? nil : try takenBack(told, of: review)
  }

  private func takenBack(_ told: StoredNotification, of review: PersonReview) throws
    -> (TakenBack, Routing.Destination)
  {
    let lastKnown = try transaction.lastKnown(told.notification.trigger.attendance)?.attendance
    let taken = review.takenBack(told, lastKnown: lastKnown)
    // A correction is a letter to parents like any other: the gate of S13 stands before it too.
    var row =
      lastKnown
      ?? Attendance(
        key: told.notification.trigger.attendance,
        arrival: told.notification.arrival
      )
    row.patient = taken.patient
    let gate = Routing(practices: practices, asOf: run.asOf).destination(
      of: Route(form: told.form, recipient: .parent),
      attendance: row,
      timeline: review.timeline,
      facts: review.facts,
      person: review.person,
      ignoresPause: true
    )
    return (taken, reader(of: taken, ifParent: gate))
  }

  /// Who got something; a practice that is in the directory no longer, or that the way documents
  /// leave by does not lead to, is the team's to reach.
  private func reader(of taken: TakenBack, ifParent parent: Routing.Destination)
    -> Routing.Destination
  {
    let told = taken.told
    return switch told.recipient {
    case .registeredPractice:
      told.practiceCode.flatMap { practices[$0] }.map { practice in
        configuration.reach.reaches(practice, taken.patient)
          ? .practice(practice) : .safeguardingTeam(because: .practiceNotReachable)
      } ?? .safeguardingTeam(because: .noPractice)
    case .parent: parent
    case .safeguardingTeam: .safeguardingTeam(because: nil)
    case .icr: .record(withFlag: told.nhsNumber != nil)
    }
  }

  /// One line an attendance and rule about what was taken back: what it was, what has turned out,
  /// and whether a correction went out.
  mutating func listTakenBack(_ takenBack: [TakenBack], _ kind: WorklistKind) throws {
    let grouped = Dictionary(grouping: takenBack, by: \.told.notification.trigger)
    let order = takenBack.map(\.told.notification.trigger)
    for trigger in order.enumerated().filter({ order.firstIndex(of: $0.element) == $0.offset })
      .map(\.element)
    {
      let parts = grouped[trigger] ?? []
      let causes = parts.map(\.cause.rawValue)
      let documents = parts.map { taken in
        let what = taken.told.document ?? taken.told.recipient.rawValue
        guard taken.isLetter else { return what }
        return TakenBack.words(of: what, correctedBy: corrected[taken.told.notification.id])
      }
      try add(
        WorklistItem(
          kind,
          rule: trigger.rule,
          attendance: trigger.attendance,
          reasons: Array(causes.prefix(1)) + documents
        )
      )
    }
  }

  /// Sends the care record the end of an alert; the patient is the one it was raised for.
  ///
  /// - Returns: the SHA-256 that ``send(_:withFlag:)`` gives; nil for what the record was not sent.
  private mutating func takeDown(
    _ told: StoredNotification,
    as status: AlertRecord.Status,
    isWrongPatient: Bool = false
  ) throws -> String? {
    guard told.recipient == .icr else { return nil }
    let lastKnown = try transaction.lastKnown(told.notification.trigger.attendance)
    let patient = told.patient ?? (isWrongPatient ? nil : lastKnown?.attendance.patient)
    guard let record = alertComposer.ending(told, as: status, on: run.asOf, patient: patient)
    else { return nil }
    return try send(record, withFlag: told.nhsNumber != nil).digest
  }
}

extension StoredNotification {
  /// Whether a letter said this in the other's place: of one rule that counts it names the last visit.
  fileprivate func saysMore(than other: StoredNotification) -> Bool {
    form.isLetter && form == other.form && document != nil && document == other.document
      && notification.state == .told
      && notification.trigger.rule == other.notification.trigger.rule
      && other.notification.position < notification.position && other.notification.count > 1
  }
}
