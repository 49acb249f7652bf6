package import AttendanceModel
import ExtractReading

/// What must come out of a sample, and what was put into it.
package struct GroundTruth: Encodable, Sendable {
  /// One extract, in the order in which they are to be read.
  ///
  /// Rows = attendances + superseded + deleted + quarantined.
  package struct Extract: Encodable, Sendable {
    package var file: String
    package var rows = 0
    /// Rows that are the latest version of an attendance once all extracts are read.
    package var attendances = 0
    package var superseded = 0
    package var deleted = 0
    package var quarantined = 0
  }

  /// What was planted for one rule, and where it fires.
  package struct RuleCases: Encodable, Sendable {
    package var rule: String
    package var cases = 0
    /// Cases at which the rule fires; fewer when the layout cannot carry what it looks at.
    package var casesThatFire = 0
    package var nearMisses = 0
    /// Near misses at which it fires all the same, because the layout cannot say why not.
    package var nearMissesThatFire = 0
    /// Triggers of the whole sample, those by chance included.
    package var triggers = 0
  }

  /// Attendances with which something goes wrong.
  package struct Dirt: Encodable, Sendable {
    package var badRows = 0
    package var late = 0
    package var corrections = 0
    package var deletions = 0
    package var duplicates = 0
  }

  package var source: String
  package var seed: UInt64
  package var from: String
  package var to: String
  package var people = 0
  /// People under 18 at an attendance.
  package var children = 0
  /// People without an NHS number of their own.
  package var peopleWithoutNumber = 0
  package var rows = 0
  /// In order of their names.
  package var rules: [RuleCases] = PlantedRule.allCases.map { RuleCases(rule: $0.rawValue) }
  package var dirt = Dirt()
  package var extracts: [Extract] = []
  /// Sorted by rule, then S1's order.
  package var triggers: [Trigger] = []

  private enum CodingKeys: String, CodingKey {
    case source, seed, from, to, people, children, peopleWithoutNumber, rows, rules, dirt, extracts
  }

  init(plan: SamplePlan, layout: Layout) {
    source = layout.profile.name
    seed = plan.seed
    from = plan.days.lowerBound.description
    to = plan.days.upperBound.description
  }
}
