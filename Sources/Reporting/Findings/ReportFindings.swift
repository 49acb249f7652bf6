package import AttendanceModel

/// All that a report is made from: exact counts, not yet fit to be shown.
package struct ReportFindings: Sendable {
  package var asOf: CivilDay
  package var profile: String
  /// What differs from the rule files, for example by `--set`; empty when nothing does.
  package var variation: String?
  package var reading: ReadingFindings
  package var coverage: FeedCoverage
  package var rules: [RuleFindings]
  package var overlap: RuleOverlap
  /// Nil when the report shows no persons.
  package var flagged: FlaggedPersons?

  package init(
    asOf: CivilDay,
    profile: String,
    variation: String?,
    reading: ReadingFindings,
    coverage: FeedCoverage,
    rules: [RuleFindings],
    overlap: RuleOverlap,
    flagged: FlaggedPersons?
  ) {
    self.asOf = asOf
    self.profile = profile
    self.variation = variation
    self.reading = reading
    self.coverage = coverage
    self.rules = rules
    self.overlap = overlap
    self.flagged = flagged
  }

  /// Days from the first arrival to the last, both included.
  var dayCount: Int { coverage.days.map { $0.upperBound.days(since: $0.lowerBound) + 1 } ?? 0 }
}

/// What was read and what was not.
package struct ReadingFindings: Sendable {
  /// One file.
  package struct File: Sendable {
    package var name: String
    package var rows: Int
    package var quarantined: Int
    package var deletes: Int
    package var superseded: Int

    package init(name: String, rows: Int, quarantined: Int, deletes: Int, superseded: Int) {
      self.name = name
      self.rows = rows
      self.quarantined = quarantined
      self.deletes = deletes
      self.superseded = superseded
    }
  }

  package var files: [File] = []
  /// Quarantined rows by reason.
  package var quarantine: [NamedCount] = []
  /// Values that could not be read and count as absent, by column.
  package var unreadable: [NamedCount] = []
  /// Values damaged on their way, for example by a spreadsheet, by column.
  package var damaged: [NamedCount] = []
  /// Rows that read and are doubtful, by what is.
  package var doubts: [NamedCount] = []
  /// Columns that the profile does not name.
  package var unmapped: [String] = []
  package var attendances = 0
  package var persons = 0
  package var unidentified = 0
  package var identityConflicts = 0
  package var undatedDeletes = 0

  package init() {}

  var rows: Int { files.reduce(0) { $0 + $1.rows } }
  var quarantined: Int { files.reduce(0) { $0 + $1.quarantined } }
  var deletes: Int { files.reduce(0) { $0 + $1.deletes } }
}

/// Live attendances by site and month: where a feed has holes.
package struct FeedCoverage: Sendable {
  package var days: ClosedRange<CivilDay>?
  /// The first of each month from the first arrival's to the last's.
  package var months: [CivilDay]
  /// By site, in the order of names; counts by month.
  package var sites: [(name: String, counts: [Int])]

  package init(
    days: ClosedRange<CivilDay>?,
    months: [CivilDay],
    sites: [(name: String, counts: [Int])]
  ) {
    self.days = days
    self.months = months
    self.sites = sites
  }
}

/// Persons by exactly which rules flag them.
package struct RuleOverlap: Sendable {
  /// By the places of the rules, in order.
  package private(set) var persons: [[Int]: Int] = [:]

  package init() {}

  /// Takes one person whom these rules flag.
  package mutating func take(_ rules: [Int]) { persons[rules, default: 0] += 1 }

  package static func += (sum: inout Self, more: Self) {
    sum.persons.merge(more.persons) { $0 + $1 }
  }

  /// The most persons first, equal ones by their rules.
  var sorted: [(rules: [Int], persons: Int)] {
    persons.map { (rules: $0.key, persons: $0.value) }.sorted { left, right in
      if left.persons != right.persons { return left.persons > right.persons }
      return left.rules.lexicographicallyPrecedes(right.rules)
    }
  }

  /// Persons whom only one rule flags.
  func only(_ rule: Int) -> Int { persons[[rule]] ?? 0 }
  /// Persons whom any rule flags.
  var total: Int { persons.values.reduce(0, +) }
}
