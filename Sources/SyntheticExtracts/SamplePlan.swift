package import AttendanceModel

/// What is asked for.
package struct SamplePlan: Sendable {
  /// How much.
  package enum Size: Hashable, Sendable {
    case people(Int)
    case rows(Int)
  }

  /// How often something goes wrong, as shares of attendances.
  package struct Dirt: Hashable, Sendable {
    package var badRows = Share(millionths: 0)
    package var late = Share(millionths: 0)
    package var corrections = Share(millionths: 0)
    package var deletions = Share(millionths: 0)
    package var duplicates = Share(millionths: 0)

    package init() {}
  }

  package var size: Size
  /// Arrivals lie in these days, both included.
  package var days: ClosedRange<CivilDay>
  package var seed: UInt64
  /// By rule, the share of children with a history at which it fires; as many again have one at
  /// which it nearly does.
  package var cases: [PlantedRule: Share]
  package var dirt: Dirt
  /// Whether each day has a file of its own.
  package var isDaily: Bool

  package init(
    size: Size,
    days: ClosedRange<CivilDay>,
    seed: UInt64 = 1,
    cases: [PlantedRule: Share] = SamplePlan.usualCases,
    dirt: Dirt = Dirt(),
    isDaily: Bool = false
  ) {
    self.size = size
    self.days = days
    self.seed = seed
    self.cases = cases
    self.dirt = dirt
    self.isDaily = isDaily
  }

  /// What is planted unless another share is asked for.
  package static let usualCases: [PlantedRule: Share] = [
    .fourInSixMonths: Share(millionths: 5_000),
    .sixInTwelveMonths: Share(millionths: 3_000),
    .unregistered: Share(millionths: 10_000),
    .previousInjuries: Share(millionths: 10_000),
    .bruising: Share(millionths: 2_000),
  ]

  /// Why nothing can be made as asked, in one sentence; nil when it can.
  var obstacle: String? {
    let length = days.upperBound.days(since: days.lowerBound) + 1
    switch size {
    case .people(let people) where !(1...Self.mostPeople).contains(people):
      return "a sample has 1 to \(Self.mostPeople) people"
    case .rows(let rows) where !(1...Self.mostRows).contains(rows):
      return "a sample has 1 to \(Self.mostRows) rows"
    default: break
    }
    if length < Self.leastDays {
      return "a sample takes at least \(Self.leastDays) days, or no rule would find a history"
    }
    if length > Self.mostYears * 366 { return "a sample takes at most \(Self.mostYears) years" }
    if dirt.badRows.millionths > Self.mostBadRows.millionths {
      return "at most \(Self.mostBadRows.description) of the rows may be bad, since a file with"
        + " more than 5 % of them is refused whole"
    }
    let wrong = [dirt.badRows, dirt.corrections, dirt.deletions, dirt.duplicates]
    if wrong.reduce(0, { $0 + $1.millionths }) > Share.whole {
      return "bad rows, corrections, deletions and duplicates together are more than all rows"
    }
    // A near miss goes with every case.
    if cases.values.reduce(0, { $0 + $1.millionths }) * 2 > Share.whole {
      return "the cases of all rules together take more than half of the children, and as many"
        + " again are near misses"
    }
    return nil
  }

  static let leastDays = 60
  private static let mostYears = 30
  private static let mostPeople = 20_000_000
  private static let mostRows = 100_000_000
  private static let mostBadRows = Share(millionths: 40_000)
}

/// The shipped rules, each version 1, that cases are planted for.
package enum PlantedRule: String, CaseIterable, Hashable, Sendable {
  case fourInSixMonths = "frequent-attender-4-in-6-months"
  case sixInTwelveMonths = "frequent-attender-6-in-12-months"
  case bruising = "non-mobile-baby-bruising"
  case previousInjuries = "previous-injuries"
  case unregistered = "unregistered-with-gp"
}
