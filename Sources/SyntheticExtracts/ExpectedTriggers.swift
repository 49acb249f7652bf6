import AttendanceModel

/// Which attendances of a person set off the shipped rules, version 1.
///
/// Counted plainly, from the design's clauses and the words of the five rules alone, without the
/// rule engine or its counters, so that a sample can find a mistake in them. Only the calendar is
/// shared.
struct ExpectedTriggers {
  let readings: Layout.Readings

  /// What the rules look at in one attendance, as the layout's readers see it.
  private struct Fact {
    var day: Int32
    /// Minutes since midnight; 0 when none is recorded (S1).
    var minute: Int32
    var provider: String
    var id: String
    var category: Visit.Category
    var isAE: Bool
    var isInjury: Bool
    var isBruise: Bool
    var hasNoPractice: Bool
    var isNonMobile: Bool
    /// Known to be so; unknown is not yes (S4).
    var isUnder18: Bool
    var isUnderSixMonths: Bool

    /// Type 01, 02 or 03, and unplanned: first, follow-up or not recorded (S7).
    var isUnplannedAE: Bool { isAE && category != .planned && category != .dead }
    /// An injury at a first attendance or one of unrecorded category.
    var isNewInjury: Bool { isInjury && (category == .first || category == .blank) }
    /// Minutes on a wall clock (S1).
    var clock: Int { Int(day) * 1440 + Int(minute) }
  }

  /// The five rules are in force from 2022-04-01.
  private static let inForce = CivilDay(year: 2022, month: 4, day: 1)?.rawValue ?? 0

  /// Works out the triggers.
  ///
  /// - Parameters:
  ///   - visits: the person's attendances whose latest version is live, as that version says.
  ///   - born: the person's birth, in days since 1970-01-01.
  /// - Returns: the triggers, in no order.
  func triggers(of visits: [Visit], born: Int32) -> [Trigger] {
    var triggers: [Trigger] = []
    for (isIdentified, group) in persons(visits) {
      let timeline = group.map { fact($0, born: born) }.sorted(by: precedes)
      triggers += timeline.filter(isBruisedBaby).map { single(.bruising, $0) }
      // An unidentified attendance is there for suspected harm alone (S3).
      guard isIdentified else { continue }
      triggers += timeline.filter(isUnregistered).map { single(.unregistered, $0) }
      triggers += frequent(.fourInSixMonths, months: 6, atLeast: 4, in: timeline)
      triggers += frequent(.sixInTwelveMonths, months: 12, atLeast: 6, in: timeline)
      triggers += injuries(in: timeline)
    }
    return triggers
  }

  // MARK: Persons (S3)

  /// The visits of one human being as the rows name persons: a number is one person, and a local id
  /// that stands beside it on a live row belongs to it.
  private func persons(_ visits: [Visit]) -> [(isIdentified: Bool, visits: [Visit])] {
    var byNumber: [Visit] = []
    var byLocal: [UInt8: [Visit]] = [:]
    var joined: Set<UInt8> = []
    var persons: [(isIdentified: Bool, visits: [Visit])] = []
    for visit in visits {
      let scope = readings.localScopes[Int(visit.place)]
      let hasNumber =
        readings.hasNumber && (visit.identity == .both || visit.identity == .numberOnly)
      let hasLocal =
        readings.hasLocalID && (visit.identity == .both || visit.identity == .localOnly)
      if hasNumber && hasLocal { joined.insert(scope) }
      if hasNumber {
        byNumber.append(visit)
      } else if hasLocal {
        byLocal[scope, default: []].append(visit)
      } else {
        persons.append((false, [visit]))
      }
    }
    for (scope, visits) in byLocal {
      if joined.contains(scope) { byNumber += visits } else { persons.append((true, visits)) }
    }
    if !byNumber.isEmpty { persons.append((true, byNumber)) }
    return persons
  }

  /// By arrival date, time, provider code and attendance id as bytes (S1).
  private func precedes(_ left: Fact, _ right: Fact) -> Bool {
    if left.clock != right.clock { return left.clock < right.clock }
    if left.provider != right.provider {
      return left.provider.utf8.lexicographicallyPrecedes(right.provider.utf8)
    }
    return left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
  }

  private func fact(_ visit: Visit, born: Int32) -> Fact {
    let place = Int(visit.place)
    let finding = Int(visit.finding)
    return Fact(
      day: visit.day,
      minute: readings.hasTime ? Int32(max(0, visit.minute)) : 0,
      provider: readings.providers[place],
      id: readings.idPrefixes[place] + zeroPadded(Int(visit.id), 10),
      category: readings.categories[Int(visit.category.rawValue)],
      isAE: readings.countsAsAE[place],
      isInjury: readings.injuries[finding] || visit.hasInjuryDate && readings.hasInjuryDate,
      isBruise: readings.bruises[finding],
      hasNoPractice: readings.hasNoPractice[Int(visit.practice)],
      isNonMobile: readings.isNonMobile[Int(visit.mobility.rawValue)],
      isUnder18: isUnder(months: 18 * 12, visit.day, born: born),
      isUnderSixMonths: isUnder(months: 6, visit.day, born: born)
    )
  }

  // MARK: Age (S4)

  private func isUnder(months: Int, _ day: Int32, born: Int32) -> Bool {
    if readings.hasBirthDate { return Self.completeMonths(from: born, to: day) < months }
    guard readings.hasAge else { return false }
    let ageInDays = Int(day - born)
    if let band = readings.ageBands.first(where: { $0.days.contains(ageInDays) }) {
      // Under the age on every day of the band, or it is not known.
      let oldest = day - Int32(band.days.upperBound)
      return Self.completeMonths(from: oldest, to: day) < months
    }
    // In whole years: under the age up to the last month before the next birthday.
    let years = Self.completeMonths(from: born, to: day) / 12
    return years * 12 + 11 < months
  }

  /// Months lived in full, by calendar components.
  static func completeMonths(from born: Int32, to day: Int32) -> Int {
    let birth = CivilDay(rawValue: born).components
    let now = CivilDay(rawValue: day).components
    let months = (now.year - birth.year) * 12 + now.month - birth.month
    return now.day < birth.day ? months - 1 : months
  }

  // MARK: Single attendances

  private func isUnregistered(_ fact: Fact) -> Bool {
    fact.day >= Self.inForce && fact.isUnder18 && fact.hasNoPractice && fact.category != .dead
  }

  private func isBruisedBaby(_ fact: Fact) -> Bool {
    fact.day >= Self.inForce && fact.isUnder18 && fact.isBruise && fact.category != .dead
      && (fact.isUnderSixMonths || fact.isNonMobile)
  }

  private func single(_ rule: PlantedRule, _ fact: Fact) -> Trigger {
    trigger(rule, fact, count: 1, from: fact.day)
  }

  // MARK: Counts (S5, S6)

  private func frequent(
    _ rule: PlantedRule,
    months: Int,
    atLeast least: Int,
    in timeline: [Fact]
  ) -> [Trigger] {
    let counted = timeline.filter(\.isUnplannedAE)
    return counted.indices.compactMap { place in
      let last = counted[place]
      let lower = Self.day(last.day, lessMonths: months)
      let count = counted[...place].count { $0.day >= lower }
      guard count >= least, last.isUnder18, last.day >= Self.inForce else { return nil }
      return trigger(rule, last, count: count, from: lower)
    }
  }

  private func injuries(in timeline: [Fact]) -> [Trigger] {
    let counted = timeline.filter(\.isNewInjury)
    // The days on which presentations began, up to each attendance.
    var began: [Int32] = []
    var triggers: [Trigger] = []
    for (place, injury) in counted.enumerated() {
      if place == 0 || injury.clock - counted[place - 1].clock >= 1440 { began.append(injury.day) }
      let lower = Self.day(injury.day, lessMonths: 24)
      let count = began.count { $0 >= lower }
      if count >= 2, injury.isUnder18, injury.day >= Self.inForce {
        triggers.append(trigger(.previousInjuries, injury, count: count, from: lower))
      }
    }
    return triggers
  }

  /// The same day of the month so many months earlier, or that month's last day.
  private static func day(_ day: Int32, lessMonths months: Int) -> Int32 {
    let (year, month, dayOfMonth) = CivilDay(rawValue: day).components
    let total = year * 12 + month - 1 - months
    let earlier = (year: total / 12, month: total % 12 + 1)
    // The first of a month is always a day; the last is the day before the next month's first.
    for last in stride(from: dayOfMonth, through: 28, by: -1) {
      if let found = CivilDay(year: earlier.year, month: earlier.month, day: last) {
        return found.rawValue
      }
    }
    return CivilDay(year: earlier.year, month: earlier.month, day: dayOfMonth)?.rawValue ?? day
  }

  private func trigger(_ rule: PlantedRule, _ fact: Fact, count: Int, from lower: Int32) -> Trigger
  {
    Trigger(
      rule: rule.rawValue,
      ruleVersion: 1,
      attendance: AttendanceKey(providerCode: fact.provider, attendanceID: fact.id),
      arrival: Arrival(
        CivilDay(rawValue: fact.day),
        ClockTime(uncheckedMinutes: Int16(fact.minute))
      ),
      count: count,
      window: CivilDay(rawValue: lower)...CivilDay(rawValue: fact.day)
    )
  }
}
