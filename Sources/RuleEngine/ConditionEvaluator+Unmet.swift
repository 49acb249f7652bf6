package import AttendanceModel
package import RuleLanguage

/// One test that does not come out as its condition wants.
package struct UnmetTest: Hashable, Sendable {
  package var test: Condition.Test
  /// What the condition wanted of the test: no, under a `not`.
  package var isWanted: Bool
  package var answer: Truth
}

/// Tests of which one would have been enough, and none came out as wanted; mostly a single test.
package struct UnmetDemand: Hashable, Sendable {
  package var alternatives: [UnmetTest]

  /// Whether some alternative is unknown, so that the record leaves the demand open.
  package var isOpen: Bool { alternatives.contains { $0.answer == .unknown } }
}

extension ConditionEvaluator {
  /// What stands between a condition and its yes, in the order of writing; nothing when it is yes.
  package func unmet(in condition: Condition) -> [UnmetDemand] {
    unmet(in: condition, isWanted: true)
  }

  private func unmet(in condition: Condition, isWanted: Bool) -> [UnmetDemand] {
    let answer = answer(condition)
    guard answer != (isWanted ? .yes : .no) else { return [] }
    switch (condition, isWanted) {
    case (.all(let parts), true), (.any(let parts), false):
      return parts.flatMap { unmet(in: $0, isWanted: isWanted) }
    case (.any(let parts), true), (.all(let parts), false):
      let demands = parts.flatMap { unmet(in: $0, isWanted: isWanted) }
      return [UnmetDemand(alternatives: demands.flatMap(\.alternatives))]
    case (.not(let part), _): return unmet(in: part, isWanted: !isWanted)
    case (.test(let test), _):
      let unmet = UnmetTest(test: test, isWanted: isWanted, answer: answer)
      return [UnmetDemand(alternatives: [unmet])]
    }
  }
}
