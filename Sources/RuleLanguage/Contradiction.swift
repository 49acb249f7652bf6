import AttendanceModel

/// A condition to which no attendance can answer yes.
struct Contradiction {
  /// Because of which subjects, in the order of writing.
  var subjects: [Condition.Subject]

  /// One test that must answer yes, or no.
  private struct Literal {
    var test: Condition.Test
    var isPositive: Bool
  }

  /// Larger conditions are not looked into.
  private static let mostAlternatives = 2_000

  /// Finds out by writing a condition as alternatives, each a list of tests; nil when some
  /// alternative can hold, or there are too many to tell.
  /// - Complexity: exponential in nesting, bounded by `mostAlternatives`.
  init?(in condition: Condition) {
    guard let alternatives = Self.alternatives(condition, isPositive: true) else { return nil }
    var culprits: [Condition.Subject] = []
    for alternative in alternatives {
      guard let subject = Self.impossibleSubject(in: alternative) else { return nil }
      if !culprits.contains(subject) { culprits.append(subject) }
    }
    subjects = culprits
  }

  private static func alternatives(_ condition: Condition, isPositive: Bool) -> [[Literal]]? {
    switch condition {
    case .all(let parts): combined(parts, isPositive: isPositive, isProduct: isPositive)
    case .any(let parts): combined(parts, isPositive: isPositive, isProduct: !isPositive)
    case .not(let part): alternatives(part, isPositive: !isPositive)
    case .test(let test): literals(test, isPositive: isPositive)
    }
  }

  private static func combined(_ parts: [Condition], isPositive: Bool, isProduct: Bool)
    -> [[Literal]]?
  {
    var result: [[Literal]] = isProduct ? [[]] : []
    for part in parts {
      guard let more = alternatives(part, isPositive: isPositive) else { return nil }
      let size = isProduct ? result.count * more.count : result.count + more.count
      guard size <= mostAlternatives else { return nil }
      result = isProduct ? result.flatMap { left in more.map { left + $0 } } : result + more
    }
    return result
  }

  /// A test as alternatives; one that must not lie between two bounds lies below or above them.
  private static func literals(_ test: Condition.Test, isPositive: Bool) -> [[Literal]] {
    let positive = { (matchers: [Condition.Matcher?]) in
      matchers.compactMap { $0 }.map {
        [Literal(test: Condition.Test(test.subject, $0), isPositive: true)]
      }
    }
    switch test.matcher {
    case .age(let lower, let upper) where !isPositive:
      return positive([
        lower.map { .age(atLeast: nil, under: $0) }, upper.map { .age(atLeast: $0, under: nil) },
      ])
    case .number(let lower, let upper) where !isPositive:
      return positive([
        lower.map { .number(atLeast: nil, under: $0) },
        upper.map { .number(atLeast: $0, under: nil) },
      ])
    default: return [[Literal(test: test, isPositive: isPositive)]]
    }
  }

  private static func impossibleSubject(in alternative: [Literal]) -> Condition.Subject? {
    var seen: Set<Condition.Subject> = []
    for subject in alternative.map(\.test.subject) where seen.insert(subject).inserted {
      let literals = alternative.filter { $0.test.subject == subject }
      if !isPossible(literals, of: subject) { return subject }
    }
    return nil
  }

  private static func isPossible(_ literals: [Literal], of subject: Condition.Subject) -> Bool {
    var wanted: [Set<String>] = []
    var unwanted: Set<String> = []
    var ages: (lower: [CalendarPeriod], upper: [CalendarPeriod]) = ([], [])
    var numbers = Int.min..<Int.max
    var mustBeRecorded = false
    var mustBeMissing = false
    for literal in literals {
      var needsValue = true
      switch literal.test.matcher {
      case .oneOf(let texts): take(Set(texts), literal.isPositive)
      case .inCodeSet(let set): take(set.codes, literal.isPositive)
      case .age(let lower, let upper):
        ages.lower += [lower].compactMap(\.self)
        ages.upper += [upper].compactMap(\.self)
      case .number(let lower, let upper):
        let least = max(numbers.lowerBound, lower ?? .min)
        numbers = least..<max(least, min(numbers.upperBound, upper ?? .max))
      case .arrived: break
      case .recorded(let isRecorded): needsValue = isRecorded == literal.isPositive
      }
      if needsValue { mustBeRecorded = true } else { mustBeMissing = true }
    }
    func take(_ values: Set<String>, _ isPositive: Bool) {
      if isPositive { wanted.append(values) } else { unwanted.formUnion(values) }
    }
    if mustBeRecorded && mustBeMissing || numbers.isEmpty { return false }
    if ages.lower.contains(where: { lower in ages.upper.contains { lower.isNotShorter(than: $0) } })
    {
      return false
    }
    if case .field(let field) = subject, field.isNumbered {
      return wanted.allSatisfy { !$0.isSubset(of: unwanted) }
    }
    if let known = subject.closedList { wanted.append(Set(known)) }
    guard let first = wanted.first, mustBeRecorded else { return true }
    let allowed = wanted.dropFirst().reduce(first) { $0.intersection($1) }
    return !allowed.isSubset(of: unwanted)
  }
}

extension Condition.Subject {
  /// What the subject is called in a rule file.
  package var word: String {
    switch self {
    case .field(let field): FieldWord.spelling(field)
    case .age: "age"
    case .registration: "registration"
    }
  }

  /// All values that the subject can have, when they are few and fixed.
  package var closedList: [String]? {
    switch self {
    case .registration: Registration.allCases.map(\.rawValue)
    case .field(.attendanceCategory): AttendanceCategory.allCases.map(\.rawValue)
    case .field(.mobility): Mobility.allCases.map(\.rawValue)
    case .field(.lookedAfter), .field(.childProtectionPlan): ["yes", "no"]
    case .field, .age: nil
    }
  }
}
