import AttendanceModel
import LocatedYAML

/// Finds what each part of a rule allows, and the whole rule forbids.
struct RuleSense {
  let rule: Rule
  let places: RulePlaces

  /// The mistakes of a rule whose parts all read well.
  var diagnostics: [Diagnostic] {
    contradictions + unreachableCount + unreadExamples
  }

  private var contradictions: [Diagnostic] {
    if let found = Contradiction(in: rule.population) {
      return [mistake("“for” fits nobody", found, at: places.population)]
    }
    if let found = Contradiction(in: rule.condition) {
      return [mistake("“when” fits no attendance", found, at: places.condition)]
    }
    if let found = Contradiction(in: .all([rule.population, rule.condition])) {
      return [mistake("“for” and “when” never hold together", found, at: places.condition)]
    }
    if let count = rule.count, let place = places.matching,
      let found = Contradiction(in: count.matching)
    {
      return [mistake("“where” fits no attendance", found, at: place)]
    }
    return []
  }

  private func mistake(_ what: String, _ found: Contradiction, at place: SourceLocation)
    -> Diagnostic
  {
    let words = found.subjects.map { "“\($0.word)”" }.joined(separator: ", ")
    return Diagnostic("\(what): look at \(words)", at: place, code: .contradiction)
  }

  /// A threshold above what fits into the window.
  private var unreachableCount: [Diagnostic] {
    guard let count = rule.count, let place = places.count,
      let least = count.threshold.leastNeeded, let most = count.most, most < least
    else { return [] }
    return [
      Diagnostic(
        "no window of \(count.within) holds more than \(most) \(count.unitWord(most)), so the "
          + "count never reaches \(least)",
        at: place,
        code: .neverFires
      )
    ]
  }

  private var unreadExamples: [Diagnostic] {
    rule.examples.filter { example in
      !example.attendances.contains { rule.inForce.contains($0.arrival.day) }
    }.map { example in
      Diagnostic(
        "the rule never looks at “\(example.name)”: no attendance of it lies in the days on which "
          + "this version is in force",
        at: SourceLocation(file: places.rule.file, line: example.line, column: 1),
        code: .unreadExample
      )
    }
  }
}

extension Count.Threshold {
  /// The least number that meets the threshold, when there is one.
  fileprivate var leastNeeded: Int? {
    switch self {
    case .atLeast, .exactly: number
    case .atMost: nil
    }
  }

  /// The number that the rule file writes.
  package var number: Int {
    switch self {
    case .atLeast(let number), .atMost(let number), .exactly(let number): number
    }
  }
}

extension Count {
  /// How many can lie in one window at the most; nil when there is no bound.
  fileprivate var most: Int? {
    // Both ends count.
    let days = within.mostDays + (excludesFirstDay ? 0 : 1)
    if let distinct { return Condition.Subject.field(distinct).closedList?.count }
    switch unit {
    case .attendances: return nil
    case .days: return days
    case .presentations(let gap): return (days * 1440 - 1) / gap + 1
    }
  }

  /// What is counted, in the number that fits.
  package func unitWord(_ number: Int) -> String {
    if let distinct {
      let word = FieldWord.spelling(distinct).replacing("-", with: " ")
      return number == 1 ? word : "different values of \(word)"
    }
    switch unit {
    case .attendances: return number == 1 ? "attendance" : "attendances"
    case .days: return number == 1 ? "day with an attendance" : "days with an attendance"
    case .presentations: return number == 1 ? "presentation" : "presentations"
    }
  }
}
