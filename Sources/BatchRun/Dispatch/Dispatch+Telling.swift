import AttendanceModel
import ICRAlerts
import Ledger
import Letters
import NotifyPolicy
import RuleLanguage

/// Telling: worklist items, held letters, alerts.
extension Dispatch {
  /// One line a person and rule, however many triggers and routes came late, and on however many
  /// nights while the line is open.
  mutating func carryOutLate(_ late: [PersonReview.RoutedTrigger], of person: PersonKey) throws {
    for subject in late {
      try record(subject, .late, recipient: .safeguardingTeam)
      try audit("late", subject, recipient: .safeguardingTeam)
    }
    let byRule = Dictionary(grouping: late, by: \.rule.name)
    for (name, subjects) in byRule.sorted(by: { precedesAsBytes($0.key, $1.key) }) {
      let kind = WorklistKind.late.rawValue
      guard try !transaction.hasOpenItem(kind: kind, person: person.text, rule: name) else {
        continue
      }
      let latest = subjects.max { $0.trigger.position < $1.trigger.position }
      let isUrgent = latest?.rule.ruleClass == .suspectedHarm
      try add(
        WorklistItem(
          .late,
          urgency: isUrgent ? .urgent : .routine,
          rule: name,
          attendance: latest?.trigger.attendance
        )
      )
    }
  }

  /// A line about late triggers goes with the attendance that it names; where others of the rule
  /// remain, the latest of them gets one.
  mutating func keepLateLines(
    afterCancelling cancelled: [StoredNotification],
    of review: PersonReview
  ) throws {
    let rules = Set(
      cancelled.filter { $0.notification.state == .late }.map(\.notification.trigger.rule)
    )
    for rule in rules.sorted(by: precedesAsBytes) {
      let rest = review.notifications.filter { told in
        told.notification.state == .late && told.notification.trigger.rule == rule
          && !cancelled.contains(told)
      }
      let kind = WorklistKind.late.rawValue
      guard let latest = rest.max(by: { $0.notification.position < $1.notification.position }),
        try !transaction.hasOpenItem(kind: kind, person: review.person.text, rule: rule)
      else { continue }
      let isUrgent =
        book.rules.first { $0.name == rule }?.ruleClass == .suspectedHarm
      try add(
        WorklistItem(
          .late,
          urgency: isUrgent ? .urgent : .routine,
          rule: rule,
          attendance: latest.notification.trigger.attendance
        )
      )
    }
  }

  mutating func carryOutTold(
    _ tellings: [PersonReview.Telling],
    takingBack takenBack: [(TakenBack, Routing.Destination)],
    _ timeline: [Attendance]
  ) throws {
    var letters: [PersonReview.Telling] = []
    for telling in tellings {
      // What had been taken back is so again.
      try transaction.closeItems(
        kind: WorklistKind.takenBack.rawValue,
        rule: telling.subject.rule.name,
        attendance: telling.subject.trigger.attendance
      )
      switch (telling.subject.route.form, telling.destination) {
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
    try write(letters, takingBack: takenBack, timeline)
  }

  mutating func toTeam(
    _ telling: PersonReview.Telling,
    _ kind: WorklistKind,
    urgency: Route.Urgency? = nil,
    reasons: [String] = []
  ) throws {
    try add(
      WorklistItem(
        kind,
        urgency: urgency,
        rule: telling.subject.rule.name,
        attendance: telling.subject.trigger.attendance,
        reasons: reasons
      )
    )
    try record(telling, .told, recipient: .safeguardingTeam)
    try audit("told", telling.subject, recipient: .safeguardingTeam, reasons: reasons)
  }

  mutating func hold(_ telling: PersonReview.Telling, _ reasons: [Routing.Hold]) throws {
    let recipient = telling.subject.route.recipient
    try add(
      WorklistItem(
        reasons == [.paused] ? .letterPaused : .parentLetterHeld,
        rule: telling.subject.rule.name,
        attendance: telling.subject.trigger.attendance,
        reasons: reasons.map(\.rawValue),
        route: telling.subject.route.form
      )
    )
    try record(telling, .held, recipient: recipient)
    try audit(
      "held",
      telling.subject,
      recipient: recipient,
      reasons: reasons.map(\.rawValue)
    )
  }

  /// Raises an alert; one that has already run its course when it is raised goes as inactive.
  mutating func raise(
    _ telling: PersonReview.Telling,
    _ name: String,
    withFlag: Bool,
    _ timeline: [Attendance]
  ) throws {
    let subject = telling.subject
    let endsOn = subject.route.endsAfter.map { subject.trigger.arrival.day.adding($0) }
    let alert = alertComposer.alert(
      for: telling,
      named: name,
      endedOn: endedOn(subject, endsOn, timeline),
      timeline: timeline
    )
    let sent = try send(alert, withFlag: withFlag)
    let number = try record(
      telling,
      .told,
      recipient: .icr,
      document: alert.identifier,
      nhsNumber: sent.hasFlag ? alert.patient.nhsNumber : nil,
      endsOn: endsOn
    )
    if alert.status == .inactive { try transaction.endAlert(number, run: run.number) }
    try audit("told", subject, recipient: .icr, document: alert.identifier, sha256: sent.digest)
  }

  /// The day an alert was over before it was raised: its time has passed, or a later attendance
  /// shows the registration that ends it.
  private func endedOn(
    _ subject: PersonReview.RoutedTrigger,
    _ endsOn: CivilDay?,
    _ timeline: [Attendance]
  ) -> CivilDay? {
    let registered = subject.route.endsWhen.flatMap { registration in
      timeline.first {
        subject.trigger.position < $0.position && $0.registration == registration
      }
    }
    return registered?.arrival.day ?? endsOn.flatMap { $0 <= run.asOf ? $0 : nil }
  }
}

extension Routing.Destination {
  /// The practice, when one is told.
  var practice: Practice? {
    if case .practice(let practice) = self { practice } else { nil }
  }
}
