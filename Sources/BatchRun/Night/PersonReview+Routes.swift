import AttendanceModel
import Ledger
import NotifyPolicy
import RuleEngine
import RuleLanguage

/// Which routes a rule's versions have, and which notifications count for each.
extension PersonReview {
  /// The routes of a rule's versions, each name once.
  ///
  /// An unidentified person has one only, since all that can be done is to tell the team (S3),
  /// and those of which something stands.
  func routes(of versions: [Rule]) -> [Route] {
    var routes: [Route] = []
    for route in versions.flatMap(\.routes) where !routes.contains(where: { $0.form == route.form })
    {
      routes.append(route)
    }
    guard !person.isIdentified else { return routes }
    let standing = Set(notifications.filter(\.notification.state.settles).map(\.form))
    return routes.enumerated().filter { $0.offset == 0 || standing.contains($0.element.form) }
      .map(\.element)
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

  /// The route that a notification went by; of a version that its rule's file holds no longer, the
  /// one that the latest has in its place.
  func route(of told: StoredNotification) -> Route? {
    let versions = engine.rules.filter { $0.name == told.notification.trigger.rule }
    let rule =
      versions.first { $0.version == told.ruleVersion }
      ?? versions.max { $0.version < $1.version }
    return rule?.routes.first { $0.form == told.form }
  }
}

extension [Rule] {
  /// Whether some of a rule's versions have one letter where others have another: to its reader that
  /// is the same letter.
  func haveInstead(_ form: Route.Form, of other: Route.Form) -> Bool {
    let has = { (rule: Rule, form: Route.Form) in rule.routes.contains { $0.form == form } }
    return form != other && form.isLetter && other.isLetter && contains { has($0, form) }
      && !contains { has($0, form) && has($0, other) }
  }
}
