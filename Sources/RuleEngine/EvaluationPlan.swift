import AttendanceModel
import RuleLanguage
import WindowCounting

/// What evaluating a timeline needs of one rule version: plain numbers, so that looking at them
/// counts no references, which threads would wait for.
struct EvaluationPlan: Sendable {
  /// How many of what, within which window.
  struct Counted: Sendable {
    /// The slot of a row that counts.
    var slot: Int
    var unit: CountingUnit
    var window: TrailingWindow
    var threshold: Count.Threshold
    /// The place of the `distinct` field among the rows' values.
    var distinct: Int?
  }

  /// Whether the version before this one is another rule's.
  var isFirstVersion: Bool
  var isSuspectedHarm: Bool
  var fires: Int
  var ageUnsettled: Int?
  var count: Counted?
}

extension AnswerSlots {
  /// The plans of the rules that the slots were made for.
  func plans(of rules: [Rule]) -> [EvaluationPlan] {
    rules.indices.map { index in
      let slots = self.rules[index]
      var plan = EvaluationPlan(
        isFirstVersion: index == 0 || rules[index - 1].name != rules[index].name,
        isSuspectedHarm: rules[index].ruleClass == .suspectedHarm,
        fires: slots.fires,
        ageUnsettled: slots.ageUnsettled
      )
      if let count = rules[index].count, let slot = slots.counts {
        plan.count = EvaluationPlan.Counted(
          slot: slot,
          unit: count.unit,
          window: count.window,
          threshold: count.threshold,
          distinct: slots.distinct
        )
      }
      return plan
    }
  }
}
