import AttendanceModel

/// A visit of a planted history.
struct PlantedVisit {
  var day: Int32
  var minute: Int16 = 600
  var department = Department.emergency
  var category = Visit.Category.first
  var finding: UInt8
  var mobility = Visit.Mobility.blank
  var practice: UInt8?
}

/// Writes histories at which a rule fires, and ones at which it nearly does.
///
/// Dates are laid out by the words of each rule; what fires is not decided here but counted
/// afterwards, over what the layout can carry, by ``ExpectedTriggers``.
struct CaseScript {
  let days: ClosedRange<Int32>
  let layout: Layout

  typealias Story = (what: StaticString, born: Int32, visits: [PlantedVisit])

  /// A planted history of a child; nil when the period is too short for any.
  func history(
    _ rule: PlantedRule,
    isNearMiss: Bool,
    of drawn: History,
    _ draws: inout SeededDraws
  ) -> History? {
    let stories: [(inout SeededDraws) -> Story?] =
      switch (rule, isNearMiss) {
      case (.fourInSixMonths, false): [spreadFour, firstDayFour, mixedFour]
      case (.fourInSixMonths, true):
        [three, dayEarlyFour, plannedFourth, walkInFourth, birthdayFour]
      case (.sixInTwelveMonths, false): [spreadSix, firstDaySix]
      case (.sixInTwelveMonths, true): [five, dayEarlySix, plannedSixth]
      case (.previousInjuries, false): [twoInjuries, dayApart, firstDayInjury]
      case (.previousInjuries, true): [minuteShort, plasterCheck, followUp, dayEarlyInjury]
      case (.unregistered, false): [unregistered, lastDayUnregistered]
      case (.unregistered, true): [overseas, unknownPractice, adultUnregistered]
      case (.bruising, false): [bruisedBaby, lastDayBaby, nonMobileChild]
      case (.bruising, true): [sixMonthsOld, mobileChild, babyWithBurn]
      }
    // Where the drawn one does not fit in the period, the next that does.
    let start = draws.below(stories.count)
    for offset in stories.indices {
      guard let story = stories[(start + offset) % stories.count](&draws) else { continue }
      var history = drawn
      history.born = story.born
      history.planting = History.Planting(rule: rule, isNearMiss: isNearMiss, what: story.what)
      history.planted = story.visits
      history.days = story.visits.map(\.day)
      history.hasNumber = drawn.person < Population.mostNumbers
      history.practice = UInt8(draws.below(Practices.count))
      return history
    }
    return nil
  }

  // MARK: Parts of a story

  /// A day so long after the first that a window of so many days fits before it.
  func end(after length: Int, _ draws: inout SeededDraws) -> Int32? {
    let earliest = days.lowerBound + Int32(length)
    guard earliest <= days.upperBound else { return nil }
    return earliest + Int32(draws.below(Int(days.upperBound - earliest) + 1))
  }

  func earlier(_ day: Int32, months: Int) -> Int32 {
    CivilDay(rawValue: day).adding(months: -months).rawValue
  }

  /// Born so that somebody is so many years old, and some days, on a day.
  func born(years: ClosedRange<Int>, on day: Int32, _ draws: inout SeededDraws) -> Int32 {
    let age = years.lowerBound + draws.below(years.count)
    return earlier(day, months: age * 12) - Int32(1 + draws.below(300))
  }

  /// So many different days strictly between two, in order.
  func between(_ first: Int32, _ last: Int32, _ count: Int, _ draws: inout SeededDraws) -> [Int32] {
    let room = Int(last - first) - 1
    // One in each part of the stretch.
    return (0..<count).map { part in
      let (low, high) = (room * part / count, room * (part + 1) / count)
      return first + 1 + Int32(low + draws.below(max(1, high - low)))
    }
  }

  /// A story told otherwise.
  func changed(_ story: Story?, _ what: StaticString, _ change: (inout Story) -> Void) -> Story? {
    guard var story else { return nil }
    story.what = what
    change(&story)
    return story
  }

  func illness(_ day: Int32, _ draws: inout SeededDraws) -> PlantedVisit {
    PlantedVisit(
      day: day,
      minute: time(&draws),
      finding: one(of: Self.illnesses, &draws)
    )
  }

  func injury(_ day: Int32, minute: Int16? = nil, _ draws: inout SeededDraws) -> PlantedVisit {
    PlantedVisit(
      day: day,
      minute: minute ?? time(&draws),
      finding: one(of: Self.injuries, &draws)
    )
  }

  /// From eight in the morning to just before ten at night: no clock changes then.
  func time(_ draws: inout SeededDraws) -> Int16 { Int16(480 + draws.below(840)) }

  func one(of places: [Int], _ draws: inout SeededDraws) -> UInt8 {
    UInt8(places[draws.below(places.count)])
  }

  static let illnesses = Finding.places(.illness, band: 2)
  static let injuries = Finding.places(.injury, band: 2)
  static let burn = Finding.places(.injury, band: 0)
}
