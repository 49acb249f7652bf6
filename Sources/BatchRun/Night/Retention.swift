package import AttendanceModel
package import LocatedYAML
import RuleLanguage

/// How long the ledger keeps what (the configuration's `keep`).
package struct Retention: Hashable, Sendable {
  package var attendances: CalendarPeriod?
  package var notifications: CalendarPeriod?
  /// Where `keep` stands.
  package var location: SourceLocation

  /// Reads `keep`; every mistake is noted.
  static func read(_ reader: inout MappingReader) -> Retention? {
    guard let node = reader.node("keep") else { return nil }
    var part = MappingReader(node, describing: "“keep”")
    let period = "a period such as 36 months"
    let keep = Retention(
      attendances: part.value("attendances", expected: period) { CalendarPeriod($0) },
      notifications: part.value("notifications", expected: period) { CalendarPeriod($0) },
      location: node.location
    )
    reader.note(part.finish())
    return keep
  }

  /// What makes the retention shorter than the rules allow, as one mistake each.
  ///
  /// A rule looks back over its window. For as long after a trigger as its rule does not tell again,
  /// or may still tell late, or its alert stands, the trigger must be able to be counted again.
  /// - Parameters:
  ///   - rules: every rule version that a run applies.
  ///   - lateAfter: how late a trigger is still told.
  /// - Returns: mistakes, none when the rules are served.
  func shortcomings(_ rules: [Rule], lateAfter: CalendarPeriod) -> [Diagnostic] {
    // Any day serves, and always the same: what is allowed today is allowed tomorrow.
    let day = CivilDay(rawValue: 0)
    let reach = { (period: CalendarPeriod) in day.days(since: day.subtracting(period)) }
    var found: [Diagnostic] = []
    for rule in rules {
      guard let attendances else { break }
      let periods = [rule.again.after, lateAfter] + rule.routes.compactMap(\.endsAfter)
      let stands = periods.max { reach($0) < reach($1) } ?? lateAfter
      let needed = day.subtracting(stands)
      guard
        (rule.count.map { needed.subtracting($0.within) } ?? needed) < day.subtracting(attendances)
      else { continue }
      let window =
        rule.count.map { "looks back \($0.within), and what it told" } ?? "told something that"
      found.append(
        Diagnostic(
          "“keep” forgets attendances after \(attendances), too soon for the rule “\(rule.name)”: it"
            + " \(window) stands for up to \(stands)",
          at: location
        )
      )
    }
    if let attendances, let notifications,
      day.subtracting(attendances) < day.subtracting(notifications)
    {
      found.append(
        Diagnostic(
          "“keep” forgets notifications after \(notifications), before their attendances, which go"
            + " after \(attendances): the same would be told twice",
          at: location
        )
      )
    }
    return found
  }
}
