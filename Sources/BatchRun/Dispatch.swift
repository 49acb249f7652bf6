import AttendanceModel
import ICRAlerts
import Ledger
import Letters
import NotifyPolicy
import RuleLanguage

/// Carries out what a run decided: records notifications, writes letters and alerts into the
/// outbox, puts items on the worklist, and audits each decision.
struct Dispatch {
  /// A document of a run, counted by its kind for the summary.
  struct Counts {
    var practiceLetters = 0
    var parentLetters = 0
    var safeguardingLetters = 0
    var alerts = 0
    var flags = 0
    var triggersFound = 0
    var covered = 0
    var identityConflicts = 0
    /// Worklist items by kind.
    var worklist: [String: Int] = [:]

    var letters: Int { practiceLetters + parentLetters + safeguardingLetters }
  }

  let transaction: LedgerTransaction
  let run: RunRecord
  let configuration: RunConfiguration
  let book: RuleBook
  let templates: LetterTemplates
  let alertProfile: AlertProfile
  let isDraft: Bool
  private(set) var counts = Counts()
  private(set) var alerts: [(record: AlertRecord, withFlag: Bool)] = []
  private(set) var items: [WorklistItem] = []
  private var letterNumber = 0

  init(
    transaction: LedgerTransaction,
    run: RunRecord,
    configuration: RunConfiguration,
    book: RuleBook,
    templates: LetterTemplates,
    alertProfile: AlertProfile,
    isDraft: Bool
  ) {
    self.transaction = transaction
    self.run = run
    self.configuration = configuration
    self.book = book
    self.templates = templates
    self.alertProfile = alertProfile
    self.isDraft = isDraft
  }

  private var alertComposer: AlertComposer {
    AlertComposer(book: book, profile: alertProfile, isDraft: isDraft)
  }

  /// Puts an item on the worklist.
  mutating func add(_ item: WorklistItem) throws {
    items.append(try transaction.add(item, run: run.number))
    counts.worklist[item.kind, default: 0] += 1
  }

  mutating func countTriggers(_ count: Int) { counts.triggersFound += count }
  mutating func countConflict() { counts.identityConflicts += 1 }

  /// Carries out the decisions about one person.
  mutating func carryOut(_ decisions: PersonReview.Decisions, of review: PersonReview) throws {
    for told in decisions.cancelled { try cancel(told) }
    for told in decisions.withdrawn { try withdraw(told, review) }
    for told in decisions.ended { try end(told, timeline: review.stored) }
    for (rule, route, trigger) in decisions.baseline {
      try record(trigger, route, .baseline, recipient: route.recipient)
      try audit("baseline", rule: rule.name, trigger, route: route.form.name)
    }
    for (rule, route, trigger, by) in decisions.covered {
      counts.covered += 1
      try audit(
        "covered",
        rule: rule.name,
        trigger,
        route: route.form.name,
        reasons: ["by \(by.attendance.providerCode) \(by.attendance.attendanceID)"]
      )
    }
    try carryOutLate(decisions.late)
    try carryOutTold(decisions.tellings, review)
  }

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

  // MARK: Taking back

  private mutating func cancel(_ told: StoredNotification) throws {
    try transaction.end(told.notification.id, as: .cancelled, run: run.number)
    try transaction.closeItems(
      kind: WorklistKind.parentLetterHeld.rawValue,
      attendance: told.notification.trigger.attendance
    )
    try audit("cancelled", told)
  }

  private mutating func withdraw(_ told: StoredNotification, _ review: PersonReview) throws {
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

  private mutating func takeDown(
    _ told: StoredNotification,
    as status: AlertRecord.Status,
    patient: Attendance.Patient?
  ) {
    guard told.recipient == .icr,
      let record = alertComposer.ending(told, as: status, on: run.asOf, patient: patient)
    else { return }
    append(record, withFlag: told.nhsNumber != nil)
  }

  private mutating func append(_ record: AlertRecord, withFlag: Bool) {
    alerts.append((record, withFlag))
    counts.alerts += 1
    if withFlag { counts.flags += 1 }
  }

  // MARK: Telling

  /// One line a person and rule, however many triggers and routes came late.
  private mutating func carryOutLate(_ late: [(rule: Rule, route: Route, trigger: Trigger)]) throws
  {
    var latest: [String: Trigger] = [:]
    for (rule, route, trigger) in late {
      try record(trigger, route, .late, recipient: .safeguardingTeam)
      try audit("late", rule: rule.name, trigger, route: route.form.name)
      if latest[rule.name].map({ $0.position < trigger.position }) ?? true {
        latest[rule.name] = trigger
      }
    }
    for (rule, trigger) in latest.sorted(by: { precedesAsBytes($0.key, $1.key) }) {
      try add(WorklistItem(.late, rule: rule, attendance: trigger.attendance))
    }
  }

  private mutating func carryOutTold(_ tellings: [PersonReview.Telling], _ review: PersonReview)
    throws
  {
    let timeline = review.stored.map(\.attendance)
    var letters: [PersonReview.Telling] = []
    for telling in tellings {
      if let replaced = telling.replaces {
        try transaction.end(replaced.notification.id, as: .moved, run: run.number)
        try audit("moved", replaced)
      }
      switch (telling.route.form, telling.destination) {
      case (_, .safeguardingTeam(because: .unidentified)):
        try toTeam(telling, .unidentified)
      case (.letter, .held(let reasons)):
        try hold(telling, reasons)
      case (.letter, _):
        letters.append(telling)
      case (.alert(let name), .record(let withFlag)):
        try raise(telling, name, withFlag: withFlag, timeline)
      case (.alert, .safeguardingTeam(let detour)):
        try toTeam(telling, .alertForTeam, reasons: [detour?.rawValue].compactMap(\.self))
      case (.worklist(let urgency), _):
        try toTeam(telling, .ruleFired, urgency: urgency)
      case (.alert, _):
        preconditionFailure("a rule's alerts go to the care record or the safeguarding team")
      }
    }
    try write(letters, timeline)
  }

  private mutating func toTeam(
    _ telling: PersonReview.Telling,
    _ kind: WorklistKind,
    urgency: Route.Urgency? = nil,
    reasons: [String] = []
  ) throws {
    try add(
      WorklistItem(
        kind,
        urgency: urgency,
        rule: telling.rule.name,
        attendance: telling.trigger.attendance,
        reasons: reasons
      )
    )
    try record(telling, .told, recipient: .safeguardingTeam)
    try audit("told", telling, recipient: Recipient.safeguardingTeam.rawValue, reasons: reasons)
  }

  private mutating func hold(_ telling: PersonReview.Telling, _ reasons: [Routing.Hold]) throws {
    try add(
      WorklistItem(
        .parentLetterHeld,
        rule: telling.rule.name,
        attendance: telling.trigger.attendance,
        reasons: reasons.map(\.rawValue)
      )
    )
    try record(telling, .held, recipient: .parent)
    try audit(
      "held",
      telling,
      recipient: Recipient.parent.rawValue,
      reasons: reasons.map(\.rawValue)
    )
  }

  private mutating func raise(
    _ telling: PersonReview.Telling,
    _ name: String,
    withFlag: Bool,
    _ timeline: [Attendance]
  ) throws {
    let alert = alertComposer.alert(for: telling, named: name, timeline: timeline)
    append(alert, withFlag: withFlag)
    try record(
      telling,
      .told,
      recipient: .icr,
      document: alert.identifier,
      nhsNumber: withFlag ? alert.patient.nhsNumber : nil,
      endsOn: telling.route.endsAfter.map { telling.trigger.arrival.day.adding($0) }
    )
    try audit("told", telling, recipient: Recipient.icr.rawValue, document: alert.identifier)
  }

  private mutating func write(_ tellings: [PersonReview.Telling], _ timeline: [Attendance]) throws {
    let composer = LetterComposer(
      book: book,
      wording: templates.wording,
      configuration: configuration,
      asOf: run.asOf,
      isDraft: isDraft
    )
    var number = letterNumber
    let composed = composer.letters(for: tellings, timeline: timeline) {
      number += 1
      return "\(run.folder)-L\(zeroPadded(number, 4))"
    }
    letterNumber = number
    for letter in composed { try write(letter) }
  }

  /// Renders a letter; one that cannot be written becomes a worklist item and holds up no other.
  private mutating func write(_ composed: LetterComposer.Composed) throws {
    do {
      let html = try templates.render(composed.letter, from: configuration.organisation)
      let handOver = composed.folder == "parent" && composed.parentDelivery == .handOver
      let folder = handOver ? "parent/hand-over" : composed.folder
      let content = Array(html.utf8)
      try transaction.put(
        OutboxFile(path: "letters/\(folder)/\(composed.letter.id).html", content: content),
        run: run.number
      )
      switch composed.letter.addressee {
      case .registeredPractice: counts.practiceLetters += 1
      case .parent: counts.parentLetters += 1
      case .safeguardingTeam: counts.safeguardingLetters += 1
      }
      for telling in composed.tellings {
        try record(
          telling,
          .told,
          recipient: composed.letter.recipient,
          document: composed.letter.id
        )
        try audit(
          "told",
          telling,
          recipient: composed.letter.recipient.rawValue,
          document: composed.letter.id,
          sha256: FileDigest.ofText(html)
        )
      }
    } catch let error as LetterError {
      for telling in composed.tellings {
        try record(telling, .held, recipient: .safeguardingTeam)
        try add(
          WorklistItem(
            .letterFailed,
            rule: telling.rule.name,
            attendance: telling.trigger.attendance,
            reasons: [error.description]
          )
        )
        try audit("held", telling, recipient: composed.folder, reasons: [error.description])
      }
    }
  }

  // MARK: Recording

  private func record(
    _ telling: PersonReview.Telling,
    _ state: Notification.State,
    recipient: Recipient,
    document: String? = nil,
    nhsNumber: NHSNumber? = nil,
    endsOn: CivilDay? = nil
  ) throws {
    try record(
      telling.trigger,
      telling.route,
      state,
      recipient: recipient,
      document: document,
      nhsNumber: nhsNumber,
      endsOn: endsOn,
      replaces: telling.replaces?.notification.id
    )
  }

  private func record(
    _ trigger: Trigger,
    _ route: Route,
    _ state: Notification.State,
    recipient: Recipient,
    document: String? = nil,
    nhsNumber: NHSNumber? = nil,
    endsOn: CivilDay? = nil,
    replaces: Int64? = nil
  ) throws {
    try transaction.record(
      NewNotification(
        trigger: trigger,
        form: route.form,
        state: state,
        recipient: recipient,
        document: document,
        nhsNumber: nhsNumber,
        endsOn: endsOn,
        replaces: replaces
      ),
      run: run.number
    )
  }

  private func audit(
    _ decision: String,
    _ telling: PersonReview.Telling,
    recipient: String,
    document: String? = nil,
    sha256: String? = nil,
    reasons: [String] = []
  ) throws {
    try AuditEntry(
      decision: decision,
      rule: telling.rule.name,
      version: telling.rule.version,
      attendance: telling.trigger.attendance,
      route: telling.route.form.name,
      recipient: recipient,
      document: document,
      sha256: sha256,
      reasons: reasons
    ).append(to: transaction, run: run)
  }

  private func audit(
    _ decision: String,
    rule: String,
    _ trigger: Trigger,
    route: String,
    reasons: [String] = []
  ) throws {
    try AuditEntry(
      decision: decision,
      rule: rule,
      version: trigger.ruleVersion,
      attendance: trigger.attendance,
      route: route,
      reasons: reasons
    ).append(to: transaction, run: run)
  }

  private func audit(_ decision: String, _ told: StoredNotification) throws {
    try AuditEntry(
      decision: decision,
      rule: told.notification.trigger.rule,
      version: told.ruleVersion,
      attendance: told.notification.trigger.attendance,
      route: told.form.name,
      recipient: told.recipient.rawValue,
      document: told.document
    ).append(to: transaction, run: run)
  }
}

extension Letter {
  var recipient: Recipient {
    switch addressee {
    case .registeredPractice: .registeredPractice
    case .parent: .parent
    case .safeguardingTeam: .safeguardingTeam
    }
  }
}
