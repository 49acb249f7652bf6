package import AttendanceModel

extension Rule {
  /// The names of the code sets that the rule compares with.
  package var codeSetNames: [String] {
    Set(
      conditions.flatMap(\.tests).compactMap { test in
        if case .inCodeSet(let set) = test.matcher { set.name } else { nil }
      }
    ).sorted()
  }

  /// The fields of an attendance that decide the rule, so that a reader need not decode others.
  package var fieldsRead: Set<AttendanceField> {
    var fields = Set(
      conditions.flatMap(\.tests).flatMap { test -> [AttendanceField] in
        switch test.subject {
        case .field(let field): [field]
        case .age: [.birthDate, .ageAtArrival]
        case .registration: [.gpPracticeCode]
        }
      }
    )
    if let distinct = count?.distinct { fields.insert(distinct) }
    // A qualifier hangs on its diagnosis.
    if fields.contains(.diagnosisQualifier) { fields.insert(.diagnosis) }
    return fields
  }

  private var conditions: [Condition] {
    [population, condition] + (count.map { [$0.matching] } ?? [])
  }
}

extension Condition {
  /// All tests in it, in the order of writing.
  package var tests: [Test] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.tests)
    case .not(let part): part.tests
    case .test(let test): [test]
    }
  }
}
