package import AttendanceModel

/// A checked rule: one version of one rule file (design section 5).
package struct Rule: Hashable, Sendable {
  package var name: String
  package var version: Int
  package var title: String
  package var ruleClass: RuleClass
  package var owner: String
  package var source: String
  package var inForce: InForce
  /// `for`: whom the rule is about.
  package var population: Condition
  /// `when`: what the triggering attendance must be.
  package var condition: Condition
  /// Nil for a rule that fires on the attendance alone.
  package var count: Count?
  package var routes: [Route]
  package var again: RepeatPolicy
  package var approval: Approval?
  package var examples: [Example]
  /// Where its parts stand; nil for a rule that was not read from a file.
  package var places: RulePlaces?

  package init(
    name: String,
    version: Int,
    title: String,
    ruleClass: RuleClass,
    owner: String,
    source: String,
    inForce: InForce,
    population: Condition,
    condition: Condition,
    count: Count?,
    routes: [Route],
    again: RepeatPolicy,
    approval: Approval?,
    examples: [Example],
    places: RulePlaces? = nil
  ) {
    self.name = name
    self.version = version
    self.title = title
    self.ruleClass = ruleClass
    self.owner = owner
    self.source = source
    self.inForce = inForce
    self.population = population
    self.condition = condition
    self.count = count
    self.routes = routes
    self.again = again
    self.approval = approval
    self.examples = examples
    self.places = places
  }
}

/// The days on which a rule version triggers, both ends included; open without an end.
package struct InForce: Hashable, Sendable {
  package var from: CivilDay
  package var to: CivilDay?

  package init(from: CivilDay, to: CivilDay? = nil) {
    self.from = from
    self.to = to
  }

  /// Whether the day lies in the period, both ends included.
  package func contains(_ day: CivilDay) -> Bool {
    from <= day && (to.map { day <= $0 } ?? true)
  }
}

/// `count`: how many of what, within which window (design S5, S6).
package struct Count: Hashable, Sendable {
  /// What one counts as.
  package typealias Unit = CountingUnit

  /// How the count is compared.
  package enum Threshold: Hashable, Sendable {
    case atLeast(Int)
    case atMost(Int)
    case exactly(Int)

    /// Whether a count meets the threshold.
    package func isReached(by count: Int) -> Bool {
      switch self {
      case .atLeast(let number): count >= number
      case .atMost(let number): count <= number
      case .exactly(let number): count == number
      }
    }
  }

  package var unit: Unit
  /// `where`: which attendances count.
  package var matching: Condition
  package var within: CalendarPeriod
  /// Whether the window's lower bound date itself lies outside (`first-day: excluded`).
  package var excludesFirstDay: Bool
  package var threshold: Threshold
  /// Counts different values of this field instead, for example provider codes.
  package var distinct: AttendanceField?

  package init(
    unit: Unit,
    matching: Condition,
    within: CalendarPeriod,
    excludesFirstDay: Bool = false,
    threshold: Threshold,
    distinct: AttendanceField? = nil
  ) {
    self.unit = unit
    self.matching = matching
    self.within = within
    self.excludesFirstDay = excludesFirstDay
    self.threshold = threshold
    self.distinct = distinct
  }
}

/// An example inside a rule file: a history, and on which days the rule fires.
package struct Example: Hashable, Sendable {
  package var name: String
  /// Line of the example in the rule file.
  package var line: Int
  package var attendances: [Attendance]
  /// One day for each trigger, in order.
  package var firesOn: [CivilDay]

  package init(name: String, line: Int, attendances: [Attendance], firesOn: [CivilDay]) {
    self.name = name
    self.line = line
    self.attendances = attendances
    self.firesOn = firesOn
  }
}
