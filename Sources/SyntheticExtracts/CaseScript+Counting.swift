import AttendanceModel

/// Histories for the rules that count.
extension CaseScript {
  // MARK: Four in six months

  func spreadFour(_ draws: inout SeededDraws) -> Story? {
    guard let last = end(after: Self.leastStretch, &draws) else { return nil }
    let first = max(days.lowerBound - 1, earlier(last, months: 6))
    return story("four in six months", between(first, last, 3, &draws) + [last], &draws)
  }

  func firstDayFour(_ draws: inout SeededDraws) -> Story? {
    counted("four, the first on the first day of the six months", 4, months: 6, &draws)
  }

  func mixedFour(_ draws: inout SeededDraws) -> Story? {
    guard let last = end(after: Self.leastStretch, &draws) else { return nil }
    let first = max(days.lowerBound - 1, earlier(last, months: 6))
    var four = story(
      "four at different departments, follow-ups and a category not recorded",
      between(first, last, 3, &draws) + [last],
      &draws
    )
    four.visits[0].department = .urgentTreatment
    four.visits[1].department = .specialty
    four.visits[1].category = .followUpElsewhere
    four.visits[2].category = .followUp
    four.visits[3].category = .blank
    return four
  }

  func three(_ draws: inout SeededDraws) -> Story? {
    guard let last = end(after: Self.leastStretch, &draws) else { return nil }
    let first = max(days.lowerBound - 1, earlier(last, months: 6))
    return story("three in six months", between(first, last, 2, &draws) + [last], &draws)
  }

  func dayEarlyFour(_ draws: inout SeededDraws) -> Story? {
    counted("four, the first a day before the six months", 4, months: 6, early: 1, &draws)
  }

  func plannedFourth(_ draws: inout SeededDraws) -> Story? {
    changed(spreadFour(&draws), "three and a planned follow-up") {
      $0.visits[2].category = .planned
    }
  }

  func walkInFourth(_ draws: inout SeededDraws) -> Story? {
    changed(spreadFour(&draws), "three and one at the walk-in centre") {
      $0.visits[1].department = .walkIn
    }
  }

  func birthdayFour(_ draws: inout SeededDraws) -> Story? {
    changed(spreadFour(&draws), "four, the fourth on the eighteenth birthday") {
      $0.born = earlier($0.visits[3].day, months: 18 * 12)
    }
  }

  // MARK: Six in twelve months, never four in six

  func spreadSix(_ draws: inout SeededDraws) -> Story? {
    // Five gaps of 66 to 72 days: less than a year together, and any three more than six months.
    guard let last = end(after: 5 * 72, &draws) else { return nil }
    var visits = [last]
    for _ in 0..<5 { visits.append(visits[visits.count - 1] - 66 - Int32(draws.below(7))) }
    return story("six in twelve months, never four in six", visits.reversed(), &draws)
  }

  func firstDaySix(_ draws: inout SeededDraws) -> Story? {
    counted("six, the first on the first day of the twelve months", 6, months: 12, &draws)
  }

  func five(_ draws: inout SeededDraws) -> Story? {
    changed(spreadSix(&draws), "five in twelve months") { $0.visits.remove(at: 2) }
  }

  func dayEarlySix(_ draws: inout SeededDraws) -> Story? {
    counted("six, the first a day before the twelve months", 6, months: 12, early: 1, &draws)
  }

  func plannedSixth(_ draws: inout SeededDraws) -> Story? {
    changed(spreadSix(&draws), "five and a planned follow-up") { $0.visits[3].category = .planned }
  }

  // MARK: Two injuries in 24 months

  func twoInjuries(_ draws: inout SeededDraws) -> Story? {
    guard let last = end(after: Self.leastStretch, &draws) else { return nil }
    let first = max(days.lowerBound - 1, earlier(last, months: 24))
    return injuries(
      "two injuries in 24 months",
      between(first, last - 1, 1, &draws) + [last],
      &draws
    )
  }

  func dayApart(_ draws: inout SeededDraws) -> Story? {
    sameHour("two injuries exactly 24 hours apart", short: 0, &draws)
  }

  func firstDayInjury(_ draws: inout SeededDraws) -> Story? {
    oldInjury("two injuries, the first on the first day of the 24 months", early: 0, &draws)
  }

  func minuteShort(_ draws: inout SeededDraws) -> Story? {
    sameHour("one injury, seen again a minute before 24 hours are over", short: 1, &draws)
  }

  func plasterCheck(_ draws: inout SeededDraws) -> Story? {
    changed(twoInjuries(&draws), "an injury and a planned follow-up") {
      $0.visits[1].category = .planned
    }
  }

  func followUp(_ draws: inout SeededDraws) -> Story? {
    changed(twoInjuries(&draws), "an injury and an unplanned follow-up") {
      $0.visits[1].category = .followUp
    }
  }

  func dayEarlyInjury(_ draws: inout SeededDraws) -> Story? {
    oldInjury("two injuries, the first a day before the 24 months", early: 1, &draws)
  }

  // MARK: Parts

  /// A period that short still holds a history.
  private static let leastStretch = SamplePlan.leastDays / 2

  private func story(
    _ what: StaticString,
    _ visits: [Int32],
    _ draws: inout SeededDraws
  ) -> Story {
    let last = visits[visits.count - 1]
    return (
      what, born(years: 3...14, on: last, &draws), visits.map { illness($0, &draws) }
    )
  }

  /// So many visits that end a window of so many months, the first on its first day or before it.
  private func counted(
    _ what: StaticString,
    _ count: Int,
    months: Int,
    early: Int32 = 0,
    _ draws: inout SeededDraws
  ) -> Story? {
    guard let last = end(after: months * 31 + 1, &draws) else { return nil }
    let first = earlier(last, months: months)
    // Of twelve months the two ends lie half a year from each other and from the middle.
    let inner =
      months == 6
      ? between(first, last, count - 2, &draws)
      : (1..<count - 1).map { first + Int32($0) * (last - first) / Int32(count - 1) }
    return story(what, [first - early] + inner + [last], &draws)
  }

  private func injuries(_ what: StaticString, _ visits: [Int32], _ draws: inout SeededDraws)
    -> Story
  {
    let last = visits[visits.count - 1]
    return (what, born(years: 5...14, on: last, &draws), visits.map { injury($0, &draws) })
  }

  private func sameHour(_ what: StaticString, short: Int16, _ draws: inout SeededDraws) -> Story? {
    guard let last = end(after: 1, &draws) else { return nil }
    let minute = time(&draws)
    return (
      what, born(years: 5...14, on: last, &draws),
      [
        injury(last - 1, minute: minute, &draws), injury(last, minute: minute - short, &draws),
      ]
    )
  }

  private func oldInjury(_ what: StaticString, early: Int32, _ draws: inout SeededDraws) -> Story? {
    guard let last = end(after: 24 * 31, &draws) else { return nil }
    return injuries(what, [earlier(last, months: 24) - early, last], &draws)
  }
}
