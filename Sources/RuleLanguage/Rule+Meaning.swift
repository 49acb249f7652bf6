import AttendanceModel

extension Rule {
  /// What a version means, as one line that is the same for the same meaning whatever the program's
  /// version, so that a ledger can tell whether it has changed.
  ///
  /// Whom, which attendance, how many, whom to tell, when again. Not in it are words (title, owner,
  /// source), examples and approval; the days in force, since a version gets its end when the next
  /// one is written; and what code sets hold, which have days of their own.
  package var meaning: String {
    [
      "class \(ruleClass.rawValue)", "for \(population.meaning)", "when \(condition.meaning)",
      count.map { "count \($0.meaning)" },
      "then \(routes.map(\.meaning).sorted().joined(separator: ", "))",
      ruleClass == .suspectedHarm ? nil : "again \(again.meaning)",
    ].compactMap(\.self).joined(separator: "; ")
  }
}

extension Condition {
  /// Parts in byte order: the order of writing means nothing.
  fileprivate var meaning: String {
    switch self {
    case .all(let parts) where parts.count == 1, .any(let parts) where parts.count == 1:
      parts[0].meaning
    case .all(let parts): "all(\(parts.map(\.meaning).sorted().joined(separator: ", ")))"
    case .any(let parts): "any(\(parts.map(\.meaning).sorted().joined(separator: ", ")))"
    case .not(let part): "not(\(part.meaning))"
    case .test(let test): "\(test.subject.word) \(test.matcher.meaning)"
    }
  }
}

extension Condition.Matcher {
  fileprivate var meaning: String {
    switch self {
    case .oneOf(let texts): "\(Set(texts).sorted())"
    case .inCodeSet(let set): "in \(set.name)"
    case .age(let lower, let upper): Self.bounds(lower?.description, upper?.description)
    case .number(let lower, let upper): Self.bounds(lower.map(String.init), upper.map(String.init))
    case .arrived(let from, let to): Self.bounds(from?.description, to?.description)
    case .recorded(let isRecorded): "recorded \(isRecorded)"
    }
  }

  private static func bounds(_ lower: String?, _ upper: String?) -> String {
    [lower.map { "from \($0)" }, upper.map { "to \($0)" }].compactMap(\.self)
      .joined(separator: " ")
  }
}

extension Count {
  fileprivate var meaning: String {
    let unit =
      switch unit {
      case .attendances: "attendances"
      case .days: "days"
      case .presentations(let gap): "presentations \(gap)"
      }
    let threshold =
      switch threshold {
      case .atLeast(let number): "at-least \(number)"
      case .atMost(let number): "at-most \(number)"
      case .exactly(let number): "exactly \(number)"
      }
    let values = distinct.map { " distinct \(FieldWord.spelling($0))" } ?? ""
    return "\(unit)\(values) \(matching.meaning) within \(within)"
      + "\(excludesFirstDay ? " without the first day" : "") \(threshold)"
  }
}

extension Route {
  fileprivate var meaning: String {
    [
      form.name, "to \(recipient.rawValue)", otherwise.map { "otherwise \($0.rawValue)" },
      endsAfter.map { "ends-after \($0)" }, endsWhen.map { "ends-when \($0.rawValue)" },
    ].compactMap(\.self).joined(separator: " ")
  }
}

extension RepeatPolicy {
  fileprivate var meaning: String {
    "\(after)" + (countGrowsBy.map { " or \($0) more" } ?? "")
  }
}
