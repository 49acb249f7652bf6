package import AttendanceModel
package import RuleLanguage

/// One test that stands in the way of a yes.
package struct UnmetTest: Hashable, Sendable {
  package var test: Condition.Test
  /// What the condition wanted of the test: no, under a `not`.
  package var isWanted: Bool
  package var answer: Truth
}

extension ConditionEvaluator {
  /// The tests because of which a condition is not yes, in the order of writing; none when it is.
  ///
  /// Of alternatives that all fail, every one is named.
  package func unmet(in condition: Condition) -> [UnmetTest] {
    unmet(in: condition, isWanted: true)
  }

  private func unmet(in condition: Condition, isWanted: Bool) -> [UnmetTest] {
    let answer = answer(condition)
    guard answer != (isWanted ? .yes : .no) else { return [] }
    switch condition {
    case .all(let parts), .any(let parts):
      return parts.flatMap { unmet(in: $0, isWanted: isWanted) }
    case .not(let part): return unmet(in: part, isWanted: !isWanted)
    case .test(let test): return [UnmetTest(test: test, isWanted: isWanted, answer: answer)]
    }
  }
}
