/// One rule with what it found.
package struct RuleFindings: Sendable {
  package var name: String
  package var title: String
  package var version: Int
  package var isApproved: Bool
  /// One attendance or presentation that the rule counts, and several of them.
  package var unit: (one: String, many: String)
  /// Letters and alerts that one telling makes.
  package var letters: Int
  package var alerts: Int
  /// `for` and `when` in plain words; empty when everybody, or everything, fits.
  package var words: (population: String, condition: String)
  /// Live attendances at which `for` holds, in force.
  package var population: Int
  /// Live attendances at which `for` and `when` hold, in force.
  package var candidates: Int
  /// Live attendances of which the rule could not know, by what was unknown.
  package var unknown: [NamedCount]
  package var tally: RuleTally

  package init(
    name: String,
    title: String,
    version: Int,
    isApproved: Bool,
    unit: (one: String, many: String),
    letters: Int,
    alerts: Int,
    words: (population: String, condition: String),
    population: Int,
    candidates: Int,
    unknown: [NamedCount],
    tally: RuleTally
  ) {
    self.name = name
    self.title = title
    self.version = version
    self.isApproved = isApproved
    self.unit = unit
    self.letters = letters
    self.alerts = alerts
    self.words = words
    self.population = population
    self.candidates = candidates
    self.unknown = unknown
    self.tally = tally
  }

  /// Persons with at least one trigger.
  var persons: Int { tally.firstTriggers.count }
}

/// How often something was met.
package struct NamedCount: Hashable, Sendable {
  package var name: String
  package var count: Int

  package init(_ name: String, _ count: Int) {
    self.name = name
    self.count = count
  }

  /// The larger first, equal ones by name.
  static func isMore(_ left: NamedCount, _ right: NamedCount) -> Bool {
    if left.count != right.count { return left.count > right.count }
    return left.name < right.name
  }
}
