import AttendanceModel

/// Histories for the rules about a single visit.
extension CaseScript {
  // MARK: Not registered with a practice

  func unregistered(_ draws: inout SeededDraws) -> Story? {
    practised("no practice", Practices.none, &draws)
  }

  func lastDayUnregistered(_ draws: inout SeededDraws) -> Story? {
    changed(
      practised("no practice", Practices.none, &draws),
      "no practice, the day before the eighteenth birthday"
    ) { $0.born = earlier($0.visits[0].day, months: 18 * 12) + 1 }
  }

  func overseas(_ draws: inout SeededDraws) -> Story? {
    practised("a practice that does not apply", Practices.notApplicable, &draws)
  }

  func unknownPractice(_ draws: inout SeededDraws) -> Story? {
    practised("a practice not known", Practices.notKnown, &draws)
  }

  func adultUnregistered(_ draws: inout SeededDraws) -> Story? {
    changed(
      practised("no practice", Practices.none, &draws),
      "no practice, on the eighteenth birthday"
    ) { $0.born = earlier($0.visits[0].day, months: 18 * 12) }
  }

  private func practised(_ what: StaticString, _ practice: UInt8, _ draws: inout SeededDraws)
    -> Story?
  {
    guard let day = end(after: 0, &draws) else { return nil }
    var visit = illness(day, &draws)
    visit.practice = practice
    return (what, born(years: 1...16, on: day, &draws), [visit])
  }

  // MARK: A bruise on a baby, or on a child who cannot move about

  func bruisedBaby(_ draws: inout SeededDraws) -> Story? {
    guard let day = end(after: 0, &draws) else { return nil }
    return ("a bruise under six months", day - Int32(draws.below(150)), [bruise(day, &draws)])
  }

  func lastDayBaby(_ draws: inout SeededDraws) -> Story? {
    guard let day = end(after: 0, &draws) else { return nil }
    let born = earlier(day, months: 6) + 1
    return ("a bruise, the day before six months", born, [bruise(day, &draws)])
  }

  func nonMobileChild(_ draws: inout SeededDraws) -> Story? {
    older("a bruise on an older child who cannot move about", .nonMobile, &draws)
  }

  func sixMonthsOld(_ draws: inout SeededDraws) -> Story? {
    guard let day = end(after: 0, &draws) else { return nil }
    return ("a bruise at six months", earlier(day, months: 6), [bruise(day, &draws)])
  }

  func mobileChild(_ draws: inout SeededDraws) -> Story? {
    older("a bruise on an older child who moves about", .mobile, &draws)
  }

  func babyWithBurn(_ draws: inout SeededDraws) -> Story? {
    guard let day = end(after: 0, &draws) else { return nil }
    var visit = bruise(day, &draws)
    visit.finding = one(of: Self.burn, &draws)
    return ("another injury under six months", day - Int32(draws.below(150)), [visit])
  }

  private func older(
    _ what: StaticString,
    _ mobility: Visit.Mobility,
    _ draws: inout SeededDraws
  ) -> Story? {
    guard let day = end(after: 0, &draws) else { return nil }
    var visit = bruise(day, &draws)
    visit.mobility = mobility
    return (what, born(years: 1...15, on: day, &draws), [visit])
  }

  private func bruise(_ day: Int32, _ draws: inout SeededDraws) -> PlantedVisit {
    PlantedVisit(
      day: day,
      minute: time(&draws),
      finding: one(of: Finding.bruises, &draws)
    )
  }
}
