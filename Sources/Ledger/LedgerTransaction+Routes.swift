package import AttendanceModel
import GRDB

extension LedgerTransaction {
  /// Notes from which as-of date on a rule's routes are looked at; what is noted already stays.
  ///
  /// A trigger seen before its rule had a route is never told by it: a letter that a new version
  /// of a rule adds or names anew does not go to everybody whom the rule ever found (S9).
  package func note(_ routes: [(rule: String, form: Route.Form)], since day: CivilDay) throws {
    for (rule, form) in routes {
      try database.cachedStatement(
        sql: "INSERT INTO rule_route VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
      ).execute(arguments: [rule, form.name, day.rawValue])
    }
  }

  /// Since when each route is looked at, by rule and the form's name.
  package func routesSince() throws -> [String: [String: CivilDay]] {
    var since: [String: [String: CivilDay]] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT rule, route, since FROM rule_route") {
      since[row[0], default: [:]][row[1]] = CivilDay(rawValue: row[2])
    }
    return since
  }
}
