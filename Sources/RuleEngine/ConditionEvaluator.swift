package import AttendanceModel
package import RuleLanguage

/// Answers conditions about one attendance, and says what an answer hangs on.
package struct ConditionEvaluator: Sendable {
  package let attendance: Attendance

  package init(_ attendance: Attendance) {
    self.attendance = attendance
  }

  /// Yes, no or unknown.
  package func answer(_ condition: Condition) -> Truth {
    answer(condition, needed: .yes) { _, _ in false }
  }

  /// The answer if every age test that is unknown came out in the condition's favour (design S4).
  package func answerAssumingAgeHolds(_ condition: Condition) -> Truth {
    answer(condition, needed: .yes) { test, answer in
      test.subject == .age && answer == .unknown
    }
  }

  /// The answer if every test of some fields came out in the condition's favour.
  package func answer(_ condition: Condition, assumingFavourable fields: Set<AttendanceField>)
    -> Truth
  {
    answer(condition, needed: .yes) { test, _ in
      fields.contains { test.subject == .field($0) }
    }
  }

  /// The tests because of which a condition is unknown: none when it is settled.
  ///
  /// An unknown test that another test outweighs, as in `any` with a yes, is not among them.
  package func unknownTests(in condition: Condition) -> [Condition.Test] {
    guard answer(condition) == .unknown else { return [] }
    return switch condition {
    case .all(let parts), .any(let parts): parts.flatMap { unknownTests(in: $0) }
    case .not(let part): unknownTests(in: part)
    case .test(let test): [test]
    }
  }

  /// Answers with some tests replaced by what the whole condition needs of them.
  private func answer(
    _ condition: Condition,
    needed: Truth,
    favours: (Condition.Test, Truth) -> Bool
  ) -> Truth {
    switch condition {
    case .all(let parts):
      return .all(parts.map { answer($0, needed: needed, favours: favours) })
    case .any(let parts):
      return .any(parts.map { answer($0, needed: needed, favours: favours) })
    case .not(let part):
      return !answer(part, needed: !needed, favours: favours)
    case .test(let test):
      let recorded = test.answer(for: attendance)
      return favours(test, recorded) ? needed : recorded
    }
  }
}
