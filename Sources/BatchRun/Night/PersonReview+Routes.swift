import AttendanceModel
import Ledger
import NotifyPolicy
import RuleEngine
import RuleLanguage

/// Which routes a rule's versions have, and which notifications count for each.
extension PersonReview {
  /// The routes of a rule's versions, each name once.
  ///
  /// An unidentified person has the first of each version only, since all that can be done is to tell
  /// the team (S3), and those of which something stands.
  func routes(of versions: [Rule]) -> [Route] {
    var routes: [Route] = []
    for route in versions.flatMap(\.routes) where !routes.contains(where: { $0.form == route.form })
    {
      routes.append(route)
    }
    guard !person.isIdentified else { return routes }
    let wanted = Set(notifications.filter(\.notification.state.settles).map(\.form))
      .union(versions.compactMap(\.routes.first?.form))
    return routes.filter { wanted.contains($0.form) }
  }

  /// The route of a form by which a rule's version tells of this person.
  func route(_ form: Route.Form, of rule: Rule) -> Route? {
    let routes = person.isIdentified ? rule.routes[...] : rule.routes.prefix(1)
    return routes.first { $0.form == form }
  }

  /// Whether a notification of a form counts for a route: its own, or one that no version of the
  /// rule has any more, for the first route of its kind; a letter that is named anew is the same
  /// letter to its reader.
  func speaks(_ form: Route.Form, for route: Route, among versions: [Rule]) -> Bool {
    if form == route.form { return true }
    let routes = versions.flatMap(\.routes)
    guard form.isLetter, !routes.contains(where: { $0.form == form }) else { return false }
    return routes.first { $0.form.isLetter }?.form == route.form
  }

  /// The route that a notification went by.
  func route(of told: StoredNotification) -> Route? {
    engine.rule(thatTold: told)?.routes.first { $0.form == told.form }
  }
}

extension RuleEngine {
  /// The rule version that something was told by; where the folder has it no longer, the latest in its
  /// place.
  func rule(thatTold told: StoredNotification) -> Rule? {
    let versions = rules.filter { $0.name == told.notification.trigger.rule }
    return versions.first { $0.version == told.ruleVersion }
      ?? versions.max { $0.version < $1.version }
  }

  /// The title under which something was told; of a rule that the folder has no longer, its name.
  func title(of told: StoredNotification) -> String {
    rule(thatTold: told)?.title ?? told.notification.trigger.rule
  }
}

extension [Rule] {
  /// Whether some of a rule's versions have one letter where others have another to the same reader,
  /// who takes them for the same letter.
  func haveInstead(_ form: Route.Form, of route: Route) -> Bool {
    guard form != route.form, form.isLetter, route.form.isLetter else { return false }
    let withForm = filter {
      $0.routes.contains { $0.form == form && $0.recipient == route.recipient }
    }
    return !withForm.isEmpty
      && !withForm.contains { $0.routes.contains { $0.form == route.form } }
  }
}

extension Notification {
  /// One of tonight, which the ledger has not numbered yet.
  init(told trigger: Trigger) {
    self.init(
      id: 0,
      trigger: trigger.identity,
      arrival: trigger.arrival,
      count: trigger.count,
      state: .told
    )
  }
}
