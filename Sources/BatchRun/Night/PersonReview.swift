import Algorithms
import AttendanceModel
import Ledger
import NotifyPolicy
import RuleEngine
import RuleLanguage

/// One person of a run: their attendances, the triggers that hold, and what was told before.
struct PersonReview {
  /// One route of one trigger, with what a letter or the audit says of it.
  struct RoutedTrigger {
    var rule: Rule
    var route: Route
    var trigger: Trigger
    var attendance: StoredAttendance
    /// How the person's attendances stand to the rule's triggers.
    var table: EvidenceTable

    /// The attendances that counted and those near them that did not.
    var evidence: [Evidence] { table.evidence(for: trigger) }

    /// How many attendances a line of the audit and the history of an alert name.
    ///
    /// No child has so many in any window; a word that a source writes where it knows no local id
    /// has, and would have each of its thousands of lines name thousands.
    private static let mostEvidence = 500

    /// The latest that counted, in S1's order, and whether these are all.
    var latestCounted: (attendances: [AttendanceKey], areAll: Bool) {
      table.latestCounted(for: trigger, atMost: Self.mostEvidence)
    }
  }

  /// A routed trigger that is to be told now.
  struct Telling {
    var subject: RoutedTrigger
    var destination: Routing.Destination
    /// The told notification that this one stands in for (S10).
    var replaces: StoredNotification?
    /// How many notifications of this route and trigger came to nothing before it.
    var generation: Int

    /// Whether it does not wait for the team.
    var isSent: Bool { if case .held = destination { false } else { true } }

    /// Whether whoever was told before is told now: they get an amendment.
    var isAmendment: Bool {
      guard let told = replaces else { return false }
      return switch destination {
      case .practice(let practice): told.practiceCode == practice.code
      case .parent: told.recipient == .parent
      case .safeguardingTeam: told.recipient == .safeguardingTeam
      case .record(let withFlag): told.recipient == .icr && (told.nhsNumber == nil || withFlag)
      case .held: false
      }
    }
  }

  /// What is to be done about the person, in a fixed order.
  struct Decisions {
    var tellings: [Telling] = []
    var late: [RoutedTrigger] = []
    var baseline: [RoutedTrigger] = []
    /// Triggers first seen by this run that an earlier or later notification speaks for.
    var covered: [(subject: RoutedTrigger, by: Trigger.Identity)] = []
    var withdrawn: [StoredNotification] = []
    var cancelled: [StoredNotification] = []
    /// Alerts that a later registration has ended.
    var ended: [StoredNotification] = []
    /// Letters that waited and are decided again.
    var reopened: [Reopened] = []
    /// By name and version of rules of which there is something to say: how attendances stand to
    /// their triggers.
    fileprivate var evidence: [String: [Int: EvidenceTable]] = [:]
  }

  /// A held letter whose wait is over: the team has released it, or its pause has ended.
  struct Reopened {
    var notification: StoredNotification
    /// The worklist item that stood for it.
    var item: WorklistItem
    var isReleased: Bool { item.handling == .released }

    /// The reasons that somebody has looked at and overruled.
    var released: Set<Routing.Hold> {
      isReleased ? Set(item.reasons.compactMap(Routing.Hold.init)) : []
    }
  }

  let person: PersonKey
  let stored: [StoredAttendance]
  /// The attendances of `stored`, in S1's order.
  let timeline: [Attendance]
  let triggers: [SeenTrigger]
  let notifications: [StoredNotification]
  let facts: PersonFacts
  let reopened: [Reopened]
  /// Since when each route is looked at, by rule and the form's name.
  let routesSince: [String: [String: CivilDay]]
  let engine: RuleEngine

  /// Decides every rule and route of the person.
  func decisions(policy: NotifyPolicy, routing: Routing) -> Decisions {
    var decisions = Decisions()
    let names = Set(triggers.map(\.trigger.rule) + notifications.map(\.notification.trigger.rule))
    for name in names.sorted(by: precedesAsBytes) {
      let versions = engine.rules.filter { $0.name == name }
      guard let latest = versions.max(by: { $0.version < $1.version }) else {
        takeBackWithoutRule(name, into: &decisions)
        continue
      }
      for route in routes(of: versions) {
        decide(route, latest, versions, policy, routing, into: &decisions)
      }
    }
    let taken = decisions.withdrawn + decisions.tellings.compactMap(\.replaces)
    decisions.ended = endedByRegistration().filter { !taken.contains($0) }
    decisions.reopened = reopened
    return decisions
  }

  /// A rule that was taken out of the folder tells nothing, and that takes nothing back; that an
  /// attendance of which it told is gone does.
  private func takeBackWithoutRule(_ name: String, into decisions: inout Decisions) {
    let live = Set(timeline.map(\.key))
    for told in notifications
    where told.notification.trigger.rule == name && told.notification.state.settles
      && !told.notification.outlivesRule
      && !live.contains(told.notification.trigger.attendance)
    {
      if told.notification.state == .told {
        decisions.withdrawn.append(told)
      } else {
        decisions.cancelled.append(told)
      }
    }
  }

  private func decide(
    _ route: Route,
    _ latest: Rule,
    _ versions: [Rule],
    _ policy: NotifyPolicy,
    _ routing: Routing,
    into decisions: inout Decisions
  ) {
    let told = notifications.filter { stored in
      stored.notification.trigger.rule == latest.name
        && speaks(stored.form, for: route, among: versions)
        && !reopened.contains { $0.notification.notification.id == stored.notification.id }
    }
    let others =
      notifications.filter { stored in
        stored.notification.trigger.rule == latest.name
          && versions.haveInstead(stored.form, of: route)
      }.map(\.notification)
      + decisions.tellings.filter { telling in
        telling.subject.rule.name == latest.name && telling.isSent
          && versions.haveInstead(telling.subject.route.form, of: route)
      }.map { Notification(told: $0.subject.trigger) }
    let rule = { (trigger: Trigger) in
      versions.first { $0.version == trigger.ruleVersion } ?? latest
    }
    // A trigger goes by what the version in force on its day says (S8).
    let own = { (trigger: Trigger) in self.route(route.form, of: rule(trigger)) }
    let outcome = policy.outcome(
      triggers: triggers.filter { $0.trigger.rule == latest.name },
      notifications: told.map(\.notification),
      ruleClass: latest.ruleClass,
      tellsWhenLate: latest.ruleClass == .suspectedHarm && route.form.isAlert,
      others: others,
      isRouted: { own($0) != nil },
      since: routesSince[latest.name]?[route.form.name],
      isHeld: { trigger, isReplacing in
        let destination = destination(
          of: trigger,
          by: own(trigger) ?? route,
          rule(trigger),
          routing,
          isReplacing: isReplacing
        )
        return if case .held = destination { true } else { false }
      }
    )
    for takeBack in outcome.takeBacks {
      switch takeBack {
      case .cancel(let id):
        decisions.cancelled += told.filter { $0.notification.id == id }
      case .withdraw(let id):
        decisions.withdrawn += told.filter { $0.notification.id == id }
      case .move(let id, let trigger):
        let replaced = told.first { $0.notification.id == id }
        let subject = routed(trigger, rule(trigger), own(trigger) ?? route, &decisions.evidence)
        decisions.tellings.append(telling(subject, routing, replaces: replaced))
      }
    }
    for decided in outcome.decided {
      let trigger = decided.trigger
      let subject = routed(trigger, rule(trigger), own(trigger) ?? route, &decisions.evidence)
      switch decided.decision {
      case .tell: decisions.tellings.append(telling(subject, routing))
      case .late: decisions.late.append(subject)
      case .baseline: decisions.baseline.append(subject)
      case .covered(let identity):
        if decided.firstSeen == routing.asOf {
          decisions.covered.append((subject, identity))
        }
      }
    }
  }

  private func attendance(of trigger: Trigger) -> StoredAttendance {
    let place = stored.partitioningIndex { $0.attendance.position >= trigger.position }
    guard place < stored.count, stored[place].attendance.key == trigger.attendance else {
      preconditionFailure("a trigger is one of its person's live attendances")
    }
    return stored[place]
  }

  private func routed(
    _ trigger: Trigger,
    _ rule: Rule,
    _ route: Route,
    _ known: inout [String: [Int: EvidenceTable]]
  ) -> RoutedTrigger {
    let table =
      known[rule.name]?[rule.version] ?? engine.evidenceTable(of: rule, in: timeline)
    known[rule.name, default: [:]][rule.version] = table
    return RoutedTrigger(
      rule: rule,
      route: route,
      trigger: trigger,
      attendance: attendance(of: trigger),
      table: table
    )
  }

  private func telling(
    _ subject: RoutedTrigger,
    _ routing: Routing,
    replaces: StoredNotification? = nil
  ) -> Telling {
    Telling(
      subject: subject,
      destination: destination(
        of: subject.trigger,
        by: subject.route,
        subject.rule,
        routing,
        isReplacing: replaces != nil
      ),
      replaces: replaces,
      generation: notifications.count {
        $0.notification.trigger == subject.trigger.identity && $0.form == subject.route.form
      }
    )
  }

  private func destination(
    of trigger: Trigger,
    by route: Route,
    _ rule: Rule,
    _ routing: Routing,
    isReplacing: Bool
  ) -> Routing.Destination {
    let released = reopened.filter {
      $0.notification.notification.trigger == trigger.identity && $0.notification.form == route.form
    }
    return routing.destination(
      of: route,
      attendance: attendance(of: trigger).attendance,
      timeline: timeline,
      facts: facts,
      person: person,
      released: released.reduce(into: []) { $0.formUnion($1.released) },
      ignoresPause: isReplacing || rule.ruleClass == .suspectedHarm
    )
  }

  /// Told alerts of routes with `ends-when` for which a later attendance shows that registration.
  private func endedByRegistration() -> [StoredNotification] {
    notifications.filter { told in
      guard told.notification.state == .told, !told.hasEnded,
        let registration = route(of: told)?.endsWhen
      else { return false }
      return stored.contains {
        told.notification.position < $0.attendance.position
          && $0.attendance.registration == registration
      }
    }
  }
}
