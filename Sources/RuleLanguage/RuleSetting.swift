package import AttendanceModel
package import LocatedYAML

/// One number of a rule varied without a copy of its file: `RULE.at-least=3`.
package struct RuleSetting: Hashable, Sendable {
  /// What can be varied.
  package enum Value: Hashable, Sendable {
    case atLeast(Int)
    case within(CalendarPeriod)
    /// The upper age in `for`.
    case under(CalendarPeriod)
  }

  package var rule: String
  package var value: Value

  /// The words that may follow a rule's name.
  package static let keys = ["at-least", "within", "under"]

  /// Reads `RULE.at-least=3`, `RULE.within=12 months` or `RULE.under=16 years`.
  package init?(_ text: String) {
    guard let equals = text.firstIndex(of: "="),
      let dot = text[..<equals].lastIndex(of: "."), dot > text.startIndex
    else { return nil }
    let value = String(text[text.index(after: equals)...])
    switch text[text.index(after: dot)..<equals] {
    case "at-least":
      guard let number = Int(value), number > 0 else { return nil }
      self.value = .atLeast(number)
    case "within":
      guard let period = CalendarPeriod(value) else { return nil }
      self.value = .within(period)
    case "under":
      guard let period = CalendarPeriod(value) else { return nil }
      self.value = .under(period)
    default: return nil
    }
    rule = String(text[..<dot])
  }

  /// The rule with its number varied; nil when it has no such number.
  package func applied(to rule: Rule) -> Rule? {
    var rule = rule
    switch value {
    case .atLeast(let number):
      guard case .atLeast? = rule.count?.threshold else { return nil }
      rule.count?.threshold = .atLeast(number)
    case .within(let period):
      guard rule.count != nil else { return nil }
      rule.count?.within = period
    case .under(let limit):
      guard let population = rule.population.replacingUpperAge(by: limit) else { return nil }
      rule.population = population
    }
    return rule
  }
}

extension Rule {
  /// What the rule, as it now is, allows and forbids at once; a varied number can lead there.
  package var contradictions: [Diagnostic] {
    places.map { RuleSense(rule: self, places: $0).diagnostics } ?? []
  }
}

extension Condition {
  /// The condition with its only upper age replaced; nil when it has none, or several.
  fileprivate func replacingUpperAge(by limit: CalendarPeriod) -> Condition? {
    let bounded = tests.filter {
      if case .age(_, .some) = $0.matcher { true } else { false }
    }
    guard bounded.count == 1 else { return nil }
    return replacingUpperAges(by: limit)
  }

  private func replacingUpperAges(by limit: CalendarPeriod) -> Condition {
    switch self {
    case .all(let parts): return .all(parts.map { $0.replacingUpperAges(by: limit) })
    case .any(let parts): return .any(parts.map { $0.replacingUpperAges(by: limit) })
    case .not(let part): return .not(part.replacingUpperAges(by: limit))
    case .test(let test):
      guard case .age(let lower, .some) = test.matcher else { return self }
      return .test(Test(test.subject, .age(atLeast: lower, under: limit)))
    }
  }
}
