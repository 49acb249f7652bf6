import AttendanceModel
import Ledger
import NotifyPolicy
import RuleEngine
import RuleLanguage

/// One person of a run: their attendances, the triggers that hold, and what was told before.
struct PersonReview {
  /// One route of one trigger that is to be told now.
  struct Telling {
    var rule: Rule
    var route: Route
    var trigger: Trigger
    var destination: Routing.Destination
    var attendance: StoredAttendance
    /// The told notification that this one stands in for (S10).
    var replaces: StoredNotification?
  }

  /// What is to be done about the person, in a fixed order.
  struct Decisions {
    var tellings: [Telling] = []
    var late: [(rule: Rule, route: Route, trigger: Trigger)] = []
    var baseline: [(rule: Rule, route: Route, trigger: Trigger)] = []
    var covered: [(rule: Rule, route: Route, trigger: Trigger, by: Trigger.Identity)] = []
    var withdrawn: [StoredNotification] = []
    var cancelled: [StoredNotification] = []
    /// Alerts that a later registration has ended.
    var ended: [StoredNotification] = []
  }

  let person: PersonKey
  let stored: [StoredAttendance]
  let triggers: [SeenTrigger]
  let notifications: [StoredNotification]
  let facts: PersonFacts

  /// Decides every rule and route of the person.
  func decisions(rules: [Rule], policy: NotifyPolicy, routing: Routing) -> Decisions {
    var decisions = Decisions()
    let names = Set(triggers.map(\.trigger.rule) + notifications.map(\.notification.trigger.rule))
    for name in names.sorted(by: precedesAsBytes) {
      let versions = rules.filter { $0.name == name }
      // A rule that was taken out of the folder neither tells nor takes anything back.
      guard let latest = versions.max(by: { $0.version < $1.version }) else { continue }
      for route in routes(of: versions) {
        decide(route, latest, versions, policy, routing, into: &decisions)
      }
    }
    decisions.ended = endedByRegistration(rules)
    return decisions
  }

  /// The routes of a rule's versions, each name once. An unidentified person has one only, since
  /// all that can be done is to tell the team (S3), and those that told before the identity went.
  private func routes(of versions: [Rule]) -> [Route] {
    var routes: [Route] = []
    for route in versions.flatMap(\.routes) where !routes.contains(where: { $0.form == route.form })
    {
      routes.append(route)
    }
    guard !person.isIdentified else { return routes }
    let told = Set(notifications.map(\.form))
    return routes.enumerated().filter { $0.offset == 0 || told.contains($0.element.form) }
      .map(\.element)
  }

  private func decide(
    _ route: Route,
    _ latest: Rule,
    _ versions: [Rule],
    _ policy: NotifyPolicy,
    _ routing: Routing,
    into decisions: inout Decisions
  ) {
    let told = notifications.filter {
      $0.form == route.form && $0.notification.trigger.rule == latest.name
    }
    let rule = { (trigger: Trigger) in
      versions.first { $0.version == trigger.ruleVersion } ?? latest
    }
    let outcome = policy.outcome(
      triggers: triggers.filter { $0.trigger.rule == latest.name },
      notifications: told.map(\.notification),
      again: latest.again,
      ruleClass: latest.ruleClass,
      tellsWhenLate: latest.ruleClass == .suspectedHarm && route.form.isAlert
    )
    for takeBack in outcome.takeBacks {
      switch takeBack {
      case .cancel(let id):
        decisions.cancelled += told.filter { $0.notification.id == id }
      case .withdraw(let id):
        decisions.withdrawn += told.filter { $0.notification.id == id }
      case .move(let id, let trigger):
        let replaced = told.first { $0.notification.id == id }
        decisions.tellings += telling(rule(trigger), route, trigger, routing, replaces: replaced)
      }
    }
    for decided in outcome.decided {
      let trigger = decided.trigger
      switch decided.decision {
      case .tell: decisions.tellings += telling(rule(trigger), route, trigger, routing)
      case .late: decisions.late.append((rule(trigger), route, trigger))
      case .baseline: decisions.baseline.append((rule(trigger), route, trigger))
      case .covered(let identity):
        decisions.covered.append((rule(trigger), route, trigger, identity))
      }
    }
  }

  private func telling(
    _ rule: Rule,
    _ route: Route,
    _ trigger: Trigger,
    _ routing: Routing,
    replaces: StoredNotification? = nil
  ) -> [Telling] {
    guard let attendance = stored.first(where: { $0.attendance.key == trigger.attendance }) else {
      preconditionFailure("a trigger is one of its person's live attendances")
    }
    let destination = routing.destination(
      of: route,
      attendance: attendance.attendance,
      timeline: stored.map(\.attendance),
      facts: facts,
      person: person
    )
    return [
      Telling(
        rule: rule,
        route: route,
        trigger: trigger,
        destination: destination,
        attendance: attendance,
        replaces: replaces
      )
    ]
  }

  /// Told alerts of routes with `ends-when` for which a later attendance shows that registration.
  private func endedByRegistration(_ rules: [Rule]) -> [StoredNotification] {
    notifications.filter { told in
      guard told.notification.state == .told, !told.hasEnded,
        let route = rules.first(where: {
          $0.name == told.notification.trigger.rule && $0.version == told.ruleVersion
        })?.routes.first(where: { $0.form == told.form }),
        let registration = route.endsWhen
      else { return false }
      return stored.contains {
        told.notification.position < $0.attendance.position
          && $0.attendance.registration == registration
      }
    }
  }
}
