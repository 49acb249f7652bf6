package import AttendanceModel
package import RuleLanguage

/// A rule with one thing changed, which some example should notice.
package struct RuleMutation: Sendable {
  package var rule: Rule
  /// What was changed.
  package var change: Change

  /// The kinds of changes.
  package enum Change: Hashable, Sendable {
    case threshold(Count.Threshold)
    case within(CalendarPeriod)
    case firstDay(isExcluded: Bool)
    case unit(CountingUnit)
    case inForce(InForce)
    /// A test that always, or never, lets an attendance through.
    case settled(CoverageItem.Part, Condition.Test, holds: Bool)
    /// A test that looks at something else.
    case test(CoverageItem.Part, Condition.Test, becomes: Condition.Test)
    /// `any` in the place of `all`, or the other way about.
    case combination(CoverageItem.Part)
  }

  /// Whether the rule's examples come out otherwise.
  package var isNoticed: Bool { !ExampleRunner.failures(of: rule).isEmpty }

  /// Every single change of a rule that its examples should notice.
  package static func all(of rule: Rule) -> [RuleMutation] {
    var found = inForce(rule)
    if let count = rule.count { found += counts(rule, count) }
    let parts: [(CoverageItem.Part, WritableKeyPath<Rule, Condition>)] = [
      (.population, \.population), (.condition, \.condition),
    ]
    for (part, path) in parts {
      found += conditions(rule[keyPath: path], part, rule).map { condition, change in
        var rule = rule
        rule[keyPath: path] = condition
        return RuleMutation(rule: rule, change: change)
      }
    }
    if let count = rule.count {
      found += conditions(count.matching, .matching, rule).map { condition, change in
        var rule = rule
        rule.count?.matching = condition
        return RuleMutation(rule: rule, change: change)
      }
    }
    return found
  }

  private static func inForce(_ rule: Rule) -> [RuleMutation] {
    var periods = [-1, 1].map {
      InForce(from: rule.inForce.from.adding(days: $0), to: rule.inForce.to)
    }
    if let end = rule.inForce.to {
      periods += [-1, 1].map { InForce(from: rule.inForce.from, to: end.adding(days: $0)) }
    }
    return periods.map { period in
      var rule = rule
      rule.inForce = period
      return RuleMutation(rule: rule, change: .inForce(period))
    }
  }

  private static func counts(_ rule: Rule, _ count: Count) -> [RuleMutation] {
    var changes: [Change] = count.threshold.neighbours.map { .threshold($0) }
    changes += [-1, 1].map { count.within.amount + $0 }.filter { $0 > 0 }.map {
      .within(CalendarPeriod($0, count.within.unit))
    }
    changes.append(.firstDay(isExcluded: !count.excludesFirstDay))
    if count.distinct == nil { changes += count.unit.neighbours.map { .unit($0) } }
    return changes.map { change in
      var changed = count
      switch change {
      case .threshold(let threshold): changed.threshold = threshold
      case .within(let period): changed.within = period
      case .firstDay(let isExcluded): changed.excludesFirstDay = isExcluded
      case .unit(let unit): changed.unit = unit
      case .inForce, .settled, .test, .combination: break
      }
      var rule = rule
      rule.count = changed
      return RuleMutation(rule: rule, change: change)
    }
  }

  private static func conditions(_ condition: Condition, _ part: CoverageItem.Part, _ rule: Rule)
    -> [(Condition, Change)]
  {
    let tests = condition.tests.enumerated().flatMap { place, test in
      [true, false].map { holds in
        (
          condition.replacing(testAt: place, with: holds ? .all([]) : .any([])),
          Change.settled(part, test, holds: holds)
        )
      }
        + neighbours(test, rule).map { other in
          (
            condition.replacing(testAt: place, with: .test(other)),
            Change.test(part, test, becomes: other)
          )
        }
    }
    return tests + condition.recombined.map { ($0, .combination(part)) }
  }

  /// Tests that differ in one value, or in one unit of an age.
  private static func neighbours(_ test: Condition.Test, _ rule: Rule) -> [Condition.Test] {
    let matchers: [Condition.Matcher]
    switch test.matcher {
    case .oneOf(let texts):
      let others = test.subject.closedList ?? rule.exampleValues(of: test.subject)
      matchers =
        (texts.count > 1 ? texts.map { text in .oneOf(texts.filter { $0 != text }) } : [])
        + others.filter { !texts.contains($0) }.map { .oneOf(texts + [$0]) }
    case .age(let lower, let upper):
      matchers =
        (lower?.neighbours ?? []).map { .age(atLeast: $0, under: upper) }
        + (upper?.neighbours ?? []).map { .age(atLeast: lower, under: $0) }
    case .inCodeSet, .number, .arrived, .recorded: matchers = []
    }
    return matchers.map { Condition.Test(test.subject, $0) }
  }
}

extension Rule {
  /// The values of a field in the rule's examples, in byte order.
  fileprivate func exampleValues(of subject: Condition.Subject) -> [String] {
    guard case .field(let field) = subject else { return [] }
    return Set(examples.flatMap(\.attendances).flatMap { $0.values(of: field) }).sorted()
  }
}

extension CalendarPeriod {
  /// One unit less and one more.
  fileprivate var neighbours: [CalendarPeriod] {
    [amount - 1, amount + 1].filter { $0 > 0 }.map { CalendarPeriod($0, unit) }
  }
}

extension Count.Threshold {
  /// One less and one more.
  fileprivate var neighbours: [Self] {
    switch self {
    case .atLeast(let number): [number - 1, number + 1].filter { $0 > 0 }.map { .atLeast($0) }
    case .atMost(let number): [number - 1, number + 1].filter { $0 > 0 }.map { .atMost($0) }
    case .exactly(let number): [.atLeast(number), .atMost(number)]
    }
  }
}

extension CountingUnit {
  /// The other units, and the gap a minute shorter and longer.
  fileprivate var neighbours: [CountingUnit] {
    switch self {
    case .attendances: [.days, .presentations(gapMinutes: 1440)]
    case .days: [.attendances, .presentations(gapMinutes: 1440)]
    case .presentations(let gap):
      [
        .attendances, .days, .presentations(gapMinutes: gap - 1),
        .presentations(gapMinutes: gap + 1),
      ]
    }
  }
}

extension Condition {
  /// The condition with one test, by its place in the order of writing, replaced.
  fileprivate func replacing(testAt place: Int, with other: Condition) -> Condition {
    var next = 0
    func copy(_ condition: Condition) -> Condition {
      switch condition {
      case .all(let parts): return .all(parts.map(copy))
      case .any(let parts): return .any(parts.map(copy))
      case .not(let part): return .not(copy(part))
      case .test:
        defer { next += 1 }
        return next == place ? other : condition
      }
    }
    return copy(self)
  }

  /// The condition with one `all` of several parts turned into `any`, or the other way about.
  fileprivate var recombined: [Condition] {
    switch self {
    case .all(let parts): Self.changed(parts) { .all($0) } + (parts.count > 1 ? [.any(parts)] : [])
    case .any(let parts): Self.changed(parts) { .any($0) } + (parts.count > 1 ? [.all(parts)] : [])
    case .not(let part): [part] + part.recombined.map { .not($0) }
    case .test: []
    }
  }

  private static func changed(_ parts: [Condition], _ make: ([Condition]) -> Condition)
    -> [Condition]
  {
    parts.indices.flatMap { index in
      parts[index].recombined.map { part in
        var parts = parts
        parts[index] = part
        return make(parts)
      }
    }
  }
}
