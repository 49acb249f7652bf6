/// The numbers of one rule as a page shows them, the same wherever they stand.
struct RuleNumbers {
  let persons: ShownNumber
  /// Persons whom no other rule flags.
  let only: ShownNumber
  let triggers: ShownNumber
  /// How often somebody is told.
  let told: ShownNumber
  let letters: ShownNumber
  let alerts: ShownNumber

  /// - Parameters:
  ///   - rule: What the rule found.
  ///   - only: As the overlap shows it.
  ///   - disclosure: How counts reach the page.
  init(_ rule: RuleFindings, only: ShownNumber, _ disclosure: Disclosure) {
    persons = disclosure.shown(rule.persons)
    self.only = only
    // Many triggers of a few persons say more of them than the persons' number.
    let isHidden = persons.isSuppressed
    triggers = isHidden ? .hidden : disclosure.shown(rule.tally.triggers.count)
    told = isHidden ? .hidden : disclosure.shown(rule.tally.told.count)
    letters = told.times(rule.letters)
    alerts = told.times(rule.alerts)
  }
}

/// Persons by exactly which rules flag them, as a page shows it.
struct ShownOverlap {
  /// The most persons first.
  let combinations: [(rules: [Int], persons: ShownNumber)]
  /// Persons whom any rule flags.
  let total: ShownNumber
  /// Persons whom more than one rule flags.
  let several: ShownNumber

  /// Whether every combination is hidden.
  var isHidden: Bool { combinations.allSatisfy { $0.persons.isSuppressed } }

  init(_ overlap: RuleOverlap, ruleCount: Int, _ disclosure: Disclosure) {
    let sorted = overlap.sorted
    let places = sorted.indices
    let ofSeveral = places.filter { sorted[$0].rules.count > 1 }
    let ofRules = (0..<ruleCount).map { rule in places.filter { sorted[$0].rules.contains(rule) } }
    let shown = disclosure.shown(
      parts: sorted.map(\.persons),
      totals: [Array(places), ofSeveral] + ofRules
    )
    combinations = zip(sorted, shown).map { ($0.rules, $1) }
    total = disclosure.shown(overlap.total)
    several = disclosure.shown(ofSeveral.reduce(0) { $0 + sorted[$1].persons })
  }

  /// Persons whom only one rule flags.
  func only(_ rule: Int) -> ShownNumber {
    combinations.first { $0.rules == [rule] }?.persons ?? .number(0)
  }
}
