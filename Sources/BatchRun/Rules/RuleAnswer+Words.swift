import AttendanceModel
import RuleEngine
import RuleLanguage

extension RuleAnswer {
  /// What an answer comes to.
  enum Outcome: String, Encodable {
    case fired
    case notFired = "not-fired"
    /// Nothing that is recorded speaks against it, but not enough is.
    case unknown

    /// As a text begins with it.
    var words: String {
      switch self {
      case .fired: "fired"
      case .notFired: "not fired"
      case .unknown: "not known"
      }
    }
  }

  var outcome: Outcome {
    if fires { return .fired }
    let isOpen = isInForce && !lacksIdentity && !demands.isEmpty && demands.allSatisfy(\.isOpen)
    return isOpen ? .unknown : .notFired
  }

  /// What stood in the way for certain, one clause each.
  func reasons(_ phrases: ConditionPhrases) -> [String] {
    if !isInForce { return ["this version is not in force on that day"] }
    if lacksIdentity { return ["nobody knows who came"] }
    return clauses(phrases) { !$0.isOpen }
  }

  /// What the record does not say and the rule would need, one clause each.
  func gaps(_ phrases: ConditionPhrases) -> [String] {
    isInForce && !lacksIdentity ? clauses(phrases, where: \.isOpen) : []
  }

  /// `3 attendances counted, 4 or more needed, 1 short`; nil for a rule without a count.
  var tally: String? {
    guard let count, let wanted = rule.count else { return nil }
    return "\(count) \(wanted.unitWord(count)) counted, \(wanted.threshold.phrase) needed"
      + (shortage.map { ", \($0) short" } ?? "")
  }

  /// How many are missing from a threshold that asks for at least so many; nil when none is.
  var shortage: Int? {
    guard let count, case .atLeast(let least)? = rule.count?.threshold, count < least else {
      return nil
    }
    return least - count
  }

  /// Fired or not, and what stood in the way, as one clause.
  func verdict(_ phrases: ConditionPhrases) -> String {
    let reasons = reasons(phrases)
    let because = reasons.isEmpty ? gaps(phrases) : reasons
    let clauses = isCandidate ? [tally].compactMap(\.self) : because
    return clauses.isEmpty
      ? outcome.words : "\(outcome.words): \(clauses.joined(separator: "; "))"
  }

  private var demands: [UnmetDemand] { populationUnmet + conditionUnmet }

  private func clauses(_ phrases: ConditionPhrases, where holds: (UnmetDemand) -> Bool) -> [String]
  {
    let facts = RecordedFacts(attendance: record, phrases: phrases)
    return demands.filter(holds).map(facts.clause)
  }
}
