package import AttendanceModel
package import RuleLanguage

/// One thing that a rule's examples should try, and whether one does.
package struct CoverageItem: Hashable, Sendable {
  /// The part of a rule that an item is about.
  package enum Part: String, Sendable {
    case population = "for"
    case condition = "when"
    case matching = "where"
  }

  /// What should be tried.
  package enum Aim: Hashable, Sendable {
    /// A test that alone turns its condition to yes, or alone keeps it from yes.
    case decides(Part, Condition.Test, holds: Bool)
    /// A value that a test lists.
    case value(Part, Condition.Subject, String)
    /// An attendance on the day an age is reached, or on the day before.
    case ageEdge(Part, CalendarPeriod, reached: Bool)
    /// A count of exactly so many, at an attendance that can set the rule off.
    case count(Int)
    /// A counted attendance on the window's first day, or the day before it, that decides.
    case windowEdge(inside: Bool)
    /// Two counted attendances exactly the gap apart, or a minute less.
    case gapEdge(apart: Bool)
    /// A would-be trigger on the first or last day in force, or the day beyond it.
    case inForceEdge(CivilDay, inside: Bool)
  }

  package var rule: String
  package var ruleVersion: Int
  package var aim: Aim
  package var isTried: Bool
}

/// What the examples of rules try of their conditions and edges.
package enum ExampleCoverage {
  /// The items of one rule version, in the order of its parts.
  package static func items(of rule: Rule) -> [CoverageItem] {
    let examples = rule.examples.map { example in
      example.attendances.sorted { $0.position < $1.position }
    }
    var aims = ConditionCoverage(.population, of: rule, examples).aims
    aims += ConditionCoverage(.condition, of: rule, examples).aims
    if rule.count != nil { aims += ConditionCoverage(.matching, of: rule, examples).aims }
    aims += EdgeCoverage(rule, examples).aims
    return aims.map { aim, isTried in
      CoverageItem(rule: rule.name, ruleVersion: rule.version, aim: aim, isTried: isTried)
    }
  }
}

/// Which tests of a condition decide at some attendance, and which of its values occur.
struct ConditionCoverage {
  private let part: CoverageItem.Part
  private let condition: Condition
  private let attendances: [Attendance]

  init(_ part: CoverageItem.Part, of rule: Rule, _ examples: [[Attendance]]) {
    self.part = part
    let all = examples.flatMap(\.self)
    switch part {
    case .population:
      condition = rule.population
      attendances = all.filter { ConditionEvaluator($0).answer(rule.condition) == .yes }
    case .condition:
      condition = rule.condition
      attendances = all.filter { ConditionEvaluator($0).answer(rule.population) == .yes }
    case .matching:
      condition = rule.count?.matching ?? .always
      attendances = all
    }
  }

  var aims: [(CoverageItem.Aim, Bool)] {
    condition.tests.enumerated().flatMap { place, test in
      [true, false].map { holds in
        (.decides(part, test, holds: holds), attendances.contains { decides(place, holds, in: $0) })
      } + values(test) + ages(place, test)
    }
  }

  /// Whether the test at a place comes out so, and with the other answer the condition would
  /// come out otherwise.
  private func decides(_ place: Int, _ holds: Bool, in attendance: Attendance) -> Bool {
    let test = condition.tests[place]
    guard (test.answer(for: attendance) == .yes) == holds else { return false }
    let recorded = condition.answer(for: attendance, with: .yes, at: place)
    return (recorded == .yes) != (condition.answer(for: attendance, with: .no, at: place) == .yes)
  }

  private func values(_ test: Condition.Test) -> [(CoverageItem.Aim, Bool)] {
    guard case .oneOf(let texts) = test.matcher, texts.count > 1 else { return [] }
    return texts.map { text in
      let alone = Condition.Test(test.subject, .oneOf([text]))
      let isTried = attendances.contains { attendance in
        alone.answer(for: attendance) == .yes
          && ConditionEvaluator(attendance).answer(condition) == .yes
      }
      return (.value(part, test.subject, text), isTried)
    }
  }

  private func ages(_ place: Int, _ test: Condition.Test) -> [(CoverageItem.Aim, Bool)] {
    guard case .age(let lower, let upper) = test.matcher else { return [] }
    return [lower, upper].compactMap(\.self).flatMap { limit in
      [false, true].map { isReached in
        let isTried = attendances.contains { attendance in
          guard let born = attendance.patient.birthDate else { return false }
          let day = attendance.arrival.day
          let eve = isReached ? day.adding(days: -1) : day
          let age = { Age(at: $0, born: born, recorded: nil).isUnder(limit) }
          return age(eve) == .yes && age(eve.adding(days: 1)) == .no
            && decides(place, test.answer(for: attendance) == .yes, in: attendance)
        }
        return (.ageEdge(part, limit, reached: isReached), isTried)
      }
    }
  }
}

extension Condition {
  /// The answer for an attendance if the test at a place, in the order of writing, came out so.
  fileprivate func answer(for attendance: Attendance, with forced: Truth, at place: Int) -> Truth {
    var next = 0
    func answer(_ condition: Condition) -> Truth {
      switch condition {
      case .all(let parts): return .all(parts.map(answer))
      case .any(let parts): return .any(parts.map(answer))
      case .not(let part): return !answer(part)
      case .test(let test):
        defer { next += 1 }
        return next == place ? forced : test.answer(for: attendance)
      }
    }
    return answer(self)
  }
}
