import AttendanceModel

/// Makes visits of histories: each from the seed, the person and its number alone.
struct VisitMaking {
  let population: Population
  /// Days whose hour from 01:00 does not exist, because the clocks go forward.
  private let springNights: Set<Int32>

  init(_ population: Population) {
    self.population = population
    springNights = Set(
      (population.first...population.last).filter { day in
        let day = CivilDay(rawValue: day)
        let (_, month, dayOfMonth) = day.components
        return month == 3 && dayOfMonth > 24 && day.weekday == 6
      }
    )
  }

  /// One visit as it happened.
  func visit(_ history: History, _ number: Int) -> Visit {
    if !history.planted.isEmpty { return planted(history, number) }
    var draws = SeededDraws(population.plan.seed, UInt64(history.person), UInt64(1 + number))
    let day = history.days[number]
    let age = Int(day - history.born)
    let month = Int(population.months[Int(day - population.first)])
    let finding = Finding.byBandAndMonth[Finding.band(ageInDays: age)][month - 1].place(&draws)
    let isReturn = number > 0 && day - history.days[number - 1] < 7
    return Visit(
      person: history.person,
      number: UInt8(number),
      day: day,
      minute: minute(on: day, &draws),
      place: population.layout.place(&draws),
      category: category(isReturn: isReturn, &draws),
      finding: UInt8(finding),
      practice: history.practice,
      mobility: age < 365 || draws.below(5) > 0 ? .blank : .mobile,
      identity: identity(history, &draws),
      outcome: UInt8(Outcome.weights.place(&draws)),
      hasInjuryDate: isHarm(finding) && draws.below(10) > 0
    )
  }

  private func planted(_ history: History, _ number: Int) -> Visit {
    let planned = history.planted[number]
    let finding = Int(planned.finding)
    return Visit(
      person: history.person,
      number: UInt8(number),
      day: planned.day,
      minute: planned.minute,
      place: population.layout.place(of: planned.department),
      category: planned.category,
      finding: planned.finding,
      practice: planned.practice ?? history.practice,
      mobility: planned.mobility,
      identity: history.hasNumber ? .both : .localOnly,
      hasInjuryDate: isHarm(finding)
    )
  }

  private func isHarm(_ finding: Int) -> Bool {
    [.injury, .bruise].contains(Finding.all[finding].kind)
  }

  /// The first version of an attendance that is corrected later.
  func firstVersion(of visit: Visit, flaw: Int) -> Visit {
    var first = visit
    switch flaw % 3 {
    case 0:
      // Not coded yet.
      first.finding = 0
      first.hasInjuryDate = false
    case 1: first.category = visit.category == .planned ? .first : .planned
    default: first.place = population.layout.otherPlace(than: visit.place)
    }
    return first
  }

  // MARK: Parts

  // Ten to noon is the fullest, four the emptiest time (NHS England, 2021-22); the rest is assumed.
  private static let hours = WeightedPlaces([
    26, 21, 17, 15, 13, 15, 19, 28, 44, 58, 68, 69, 64, 60, 58, 57, 58, 59, 59, 57, 52, 46, 39, 32,
  ])

  private func minute(on day: Int32, _ draws: inout SeededDraws) -> Int16 {
    let hour = Self.hours.place(&draws)
    let minute = draws.below(60)
    // A few times are not recorded.
    if draws.below(300) == 0 { return -1 }
    return Int16((hour == 1 && springNights.contains(day) ? 3 : hour) * 60 + minute)
  }

  private static let firstCategories = WeightedPlaces([900, 20, 10, 40, 2, 28])
  private static let returnCategories = WeightedPlaces([450, 300, 50, 170, 0, 30])

  /// Follow-ups come soon after a visit (assumed).
  private func category(isReturn: Bool, _ draws: inout SeededDraws) -> Visit.Category {
    let table = isReturn ? Self.returnCategories : Self.firstCategories
    return Visit.Category.allCases[table.place(&draws)]
  }

  /// Most rows carry both ids; of those that do not, few carry none.
  private func identity(_ history: History, _ draws: inout SeededDraws) -> Visit.Identity {
    let draw = draws.below(1000)
    if draw < 4 { return .none }
    guard history.hasNumber else { return .localOnly }
    return draw < 34 ? .localOnly : draw < 54 ? .numberOnly : .both
  }
}
