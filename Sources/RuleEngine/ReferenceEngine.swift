package import AttendanceModel
package import RuleLanguage
import WindowCounting

/// The meaning of a rule, as plainly as it can be written: every attendance against all of the
/// person's others, nothing shared, nothing remembered.
///
/// `RuleEngine` is the fast way to the same triggers; the tests hold it to this one.
package struct ReferenceEngine: Sendable {
  package let rules: [Rule]

  package init(rules: [Rule]) {
    self.rules = rules
  }

  /// The triggers of one person, by rule, then in S1's order; the timeline may come in any order.
  package func triggers(in timeline: [Attendance], identified: Bool) -> [Trigger] {
    let history = timeline.sorted { $0.position < $1.position }
    return rules.flatMap { rule in
      history.indices.compactMap { trigger(of: rule, at: $0, in: history, identified: identified) }
    }.sorted()
  }

  private func trigger(
    of rule: Rule,
    at index: Int,
    in history: [Attendance],
    identified: Bool
  ) -> Trigger? {
    let attendance = history[index]
    let day = attendance.arrival.day
    guard identified || rule.ruleClass == .suspectedHarm else { return nil }
    guard isInForce(rule, on: day) else { return nil }
    guard Self.answer(rule.population, attendance) == .yes,
      Self.answer(rule.condition, attendance) == .yes
    else { return nil }
    guard let count = rule.count else {
      return trigger(rule, attendance, count: 1, window: day...day)
    }
    let number = Self.count(count, upTo: index, in: history)
    guard count.threshold.isReached(by: number) else { return nil }
    return trigger(
      rule,
      attendance,
      count: number,
      window: day.subtracting(count.within)...day
    )
  }

  /// Whether a rule version is the one of its rule that triggers on a day: the latest in force.
  func isInForce(_ rule: Rule, on day: CivilDay) -> Bool {
    let inForce = rules.filter { $0.name == rule.name && $0.inForce.contains(day) }
    return inForce.map(\.version).max() == rule.version
  }

  private func trigger(
    _ rule: Rule,
    _ attendance: Attendance,
    count: Int,
    window: ClosedRange<CivilDay>
  ) -> Trigger {
    Trigger(
      rule: rule.name,
      ruleVersion: rule.version,
      attendance: attendance.key,
      arrival: attendance.arrival,
      count: count,
      window: window
    )
  }

  static func count(_ count: Count, upTo index: Int, in history: [Attendance]) -> Int {
    let matching = history[...index].filter { answer(count.matching, $0) == .yes }
    let day = history[index].arrival.day
    let window = TrailingWindow(count.within, excludesFirstDay: count.excludesFirstDay)
    guard let field = count.distinct else {
      return PlainCount.count(count.unit, of: matching.map(\.arrival), in: window, on: day)
    }
    let values = matching.flatMap { attendance in
      attendance.values(of: field).map { (day: attendance.arrival.day, value: $0) }
    }
    return PlainCount.count(distinct: values, in: window, on: day)
  }

  /// Three-valued answers, read off the language's definition.
  private static func answer(_ condition: Condition, _ attendance: Attendance) -> Truth {
    switch condition {
    case .all(let parts):
      let answers = parts.map { answer($0, attendance) }
      return answers.contains(.no) ? .no : answers.contains(.unknown) ? .unknown : .yes
    case .any(let parts):
      let answers = parts.map { answer($0, attendance) }
      return answers.contains(.yes) ? .yes : answers.contains(.unknown) ? .unknown : .no
    case .not(let part):
      switch answer(part, attendance) {
      case .yes: return .no
      case .no: return .yes
      case .unknown: return .unknown
      }
    case .test(let test):
      return answer(test, attendance)
    }
  }

  private static func answer(_ test: Condition.Test, _ attendance: Attendance) -> Truth {
    let values: [String]
    switch test.subject {
    case .age: return answer(test.matcher, age: attendance.age)
    case .registration: values = [attendance.registration.rawValue]
    case .field(let field): values = attendance.values(of: field)
    }
    switch test.matcher {
    case .oneOf(let texts):
      return values.isEmpty ? .unknown : Truth(!Set(texts).isDisjoint(with: values))
    case .inCodeSet(let set) where test.subject != .registration:
      if values.isEmpty { return .unknown }
      return Truth(values.contains { set.contains($0, on: attendance.arrival.day) })
    case .number(let lower, let upper) where test.subject != .registration:
      let numbers = values.compactMap { Int($0) }
      if numbers.isEmpty { return .unknown }
      return Truth(
        numbers.contains { number in
          (lower.map { $0 <= number } ?? true) && (upper.map { number < $0 } ?? true)
        }
      )
    case .arrived(let from, let to) where test.subject == .field(.arrivalDate):
      if let from, attendance.arrival.day < from { return .no }
      if let to, to < attendance.arrival.day { return .no }
      return .yes
    case .recorded(let expected):
      let isMissing =
        switch test.subject {
        case .registration: attendance.registration == .unknown
        default: values.isEmpty
        }
      return Truth(expected != isMissing)
    case .age, .arrived, .inCodeSet, .number: return .unknown
    }
  }

  private static func answer(_ matcher: Condition.Matcher, age: Age) -> Truth {
    switch matcher {
    case .age(let lower, let upper):
      if let lower, age.isUnder(lower) == .yes { return .no }
      if let upper, age.isUnder(upper) == .no { return .no }
      if let lower, age.isUnder(lower) == .unknown { return .unknown }
      if let upper, age.isUnder(upper) == .unknown { return .unknown }
      return .yes
    case .recorded(let expected): return Truth((age != .unknown) == expected)
    case .oneOf, .inCodeSet, .number, .arrived: return .unknown
    }
  }
}
