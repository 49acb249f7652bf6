import AttendanceModel

/// A person and all visits, worked out from the seed and the person's number alone, so that nobody
/// has to be kept.
struct History {
  /// More than anybody has.
  static let mostVisits = 128

  var person: UInt32
  /// Days since 1970-01-01.
  var born: Int32
  /// 0 or 1.
  var sex: Int
  /// Whether an NHS number is known; else the local id alone says who it is.
  var hasNumber: Bool
  var practice: UInt8
  /// What the visits were planted for.
  var planting: Planting?
  /// Whether it only fills a sample up to its number of rows.
  var isFiller = false
  /// In order of day.
  var days: [Int32]
  /// As many as days when planted; else empty, and each visit is drawn.
  var planted: [PlantedVisit]

  /// A history that was planted.
  struct Planting {
    var rule: PlantedRule
    /// Whether it only nearly fires.
    var isNearMiss: Bool
    /// What it shows, for a person who reads it.
    var what: StaticString
  }
}

/// Makes histories.
///
/// Where figures come from. Hospital Accident and Emergency Activity 2019-20 (NHS Digital):
/// Mondays have 16 % of attendances; 8.7 % come within seven days of another. Accident and
/// Emergency Attendances in England 2014-15 (HSCIC): June and July are the fullest months, January
/// the emptiest, by attendances a day; 53.7 % are under 40. The same of 2009-10: 14 % are 0–9 years
/// old, 13 % are 10–19. Focus on A&E 2013 (HSCIC): 18 % are 18–28, 14 % over 70. All else is
/// assumed.
struct Population {
  let plan: SamplePlan
  let layout: Layout
  let first: Int32
  let last: Int32
  private let middle: Int32
  /// By day of the period, how likely a day is, of 256.
  private let fullness: [UInt8]
  /// By day of the period, its month from 1.
  let months: [UInt8]
  /// The first of those who come once, with one row, and fill a sample up to its number of rows.
  var firstFiller = UInt32.max
  /// Days on which a file would be refused for its bad rows, were there any more.
  var daysWithoutBadRows: Set<Int32> = []
  private let numbers: SyntheticNumbers
  private let scripts: [PlantedRule]
  /// By rule, the millionths of children below which a child has its case; near misses follow.
  private let bounds: [Int]

  /// Persons in the numbers' range; the others are known by a local id alone.
  static let mostNumbers = SyntheticNumbers.count

  init(plan: SamplePlan, layout: Layout) {
    self.plan = plan
    self.layout = layout
    first = plan.days.lowerBound.rawValue
    last = plan.days.upperBound.rawValue
    middle = first + (last - first) / 2
    numbers = SyntheticNumbers()
    months = (first...last).map { UInt8(CivilDay(rawValue: $0).components.month) }
    fullness = (first...last).map { Self.fullness(CivilDay(rawValue: $0)) }
    scripts = PlantedRule.allCases.filter { plan.cases[$0]?.millionths ?? 0 > 0 }
    var sum = 0
    bounds = scripts.flatMap { rule in
      let share = plan.cases[rule]?.millionths ?? 0
      sum += share
      let cases = sum
      sum += share
      return [cases, sum]
    }
  }

  private static func fullness(_ day: CivilDay) -> UInt8 {
    // Thousands of attendances a day, by month; only January, June and July are published.
    let months = [49, 51, 53, 54, 56, 57, 56, 53, 54, 54, 52, 51]
    // Of 100 attendances 16 on a Monday, 14 on any other day.
    return UInt8(months[day.components.month - 1] * (day.weekday == 0 ? 16 : 14) * 255 / (57 * 16))
  }

  /// The NHS number of a person who has one.
  func nhsNumber(of person: UInt32) -> UInt64 { numbers[Int(person)] }

  /// Works out a person.
  func history(of person: UInt32) -> History {
    person < firstFiller ? regular(person) : filler(person)
  }

  private func regular(_ person: UInt32) -> History {
    var draws = SeededDraws(plan.seed, UInt64(person))
    let years = Self.ages[Self.ageTable.place(&draws)]
    let span = (years.upperBound - years.lowerBound) * 365
    let ageInDays = years.lowerBound * 365 + draws.below(span)
    var history = History(
      person: person,
      born: middle - Int32(ageInDays),
      sex: draws.below(2),
      hasNumber: person < Self.mostNumbers && draws.below(100) >= 3,
      practice: practice(&draws, isChild: middle - Int32(ageInDays) > first - 18 * 366),
      days: [],
      planted: []
    )
    if ageInDays < 18 * 365, let planted = plant(&draws, history) { return planted }
    drawDays(&draws, into: &history)
    return history
  }

  private func filler(_ person: UInt32) -> History {
    var history = regular(person)
    let day = max(first, history.born)
    history.planting = nil
    history.planted = []
    history.isFiller = true
    history.days = [day + Int32(person % UInt32(last - day + 1))]
    return history
  }

  private static let ages: [Range<Int>] = [
    0..<1, 1..<5, 5..<10, 10..<18, 18..<20, 20..<30, 30..<40, 40..<50, 50..<60, 60..<70, 70..<80,
    80..<96,
  ]
  private static let ageTable = WeightedPlaces([25, 65, 50, 105, 30, 165, 125, 110, 95, 85, 75, 70])

  private func practice(_ draws: inout SeededDraws, isChild: Bool) -> UInt8 {
    let draw = draws.below(1000)
    switch draw {
    case ..<5: return Practices.notApplicable
    case ..<20: return Practices.notKnown
    case ..<30: return Practices.blank
    // A child without a practice is always one that was planted.
    case ..<40 where !isChild: return Practices.none
    default: return UInt8(draws.below(Practices.count))
    }
  }

  // MARK: Visits by chance

  private static let often = WeightedPlaces([700, 240, 55, 5])
  /// Thousandths of further visits a year: most people come seldom, few people very often.
  private static let furtherVisits = [150, 600, 2500, 12_000]

  private func drawDays(_ draws: inout SeededDraws, into history: inout History) {
    let from = max(first, history.born)
    let span = Int(last - from) + 1
    let mean = Self.furtherVisits[Self.often.place(&draws)] * span / 365
    // Each further visit with a chance of m / (m + 1) makes m of them on average.
    let goesOn = Share(millionths: mean * Share.whole / (mean + 1000))
    var days: [Int32] = []
    repeat {
      var day = from + Int32(draws.below(span))
      while draws.below(256) > Int(fullness[Int(day - first)]) {
        day = from + Int32(draws.below(span))
      }
      days.append(day)
      if draws.below(1000) < 87, day < last {
        days.append(min(last, day + 1 + Int32(draws.below(6))))
      }
    } while draws.happens(goesOn) && days.count < History.mostVisits - 2
    if days.count > 1 { days.sort() }
    history.days = days
  }

  // MARK: Planted visits

  /// One child in so many has a history that was planted; nil leaves it to chance.
  private func plant(_ draws: inout SeededDraws, _ drawn: History) -> History? {
    let draw = draws.below(Share.whole)
    guard let place = bounds.firstIndex(where: { draw < $0 }) else { return nil }
    let script = CaseScript(days: first...last, layout: layout)
    return script.history(
      scripts[place / 2],
      isNearMiss: place % 2 == 1,
      of: drawn,
      &draws
    )
  }
}

/// The valid NHS numbers from 999 000 0000 on, which are never issued.
struct SyntheticNumbers {
  /// One body of nine digits in eleven has no check digit.
  static let count = SyntheticNumbers().numbers.count

  private let numbers: [UInt32]

  init() {
    var numbers: [UInt32] = []
    numbers.reserveCapacity(910_000)
    // The last body is nine nines.
    for body in 999_000_001..<999_999_999 {
      var sum = 0
      var rest = body
      // Source: NHS Data Model and Dictionary, NHS NUMBER: weights 10 to 2.
      for weight in 2...10 {
        sum += rest % 10 * weight
        rest /= 10
      }
      let check = (11 - sum % 11) % 11
      if check < 10 { numbers.append(UInt32((body - 999_000_000) * 10 + check)) }
    }
    self.numbers = numbers
  }

  subscript(person: Int) -> UInt64 { 9_990_000_000 + UInt64(numbers[person]) }
}
