package import AttendanceModel

/// Where one route of one trigger goes: S12's routing and S13's parent gate, a pure function.
package struct Routing: Sendable {
  /// Why the safeguarding team gets what a rule meant for somebody else.
  package enum Detour: String, CaseIterable, Sendable {
    case identityConflict = "identity-conflict"
    case unidentified
    case notVerified = "nhs-number-not-verified"
    case restricted
    case withheld
    case dead
    case noPractice = "no-practice"
    case practiceNotOpen = "practice-not-open"
    /// The way that documents leave by does not lead to the practice.
    case practiceNotReachable = "practice-not-reachable"
  }

  /// What the way to a practice needs besides its name and address.
  package enum Reach: Hashable, Sendable {
    case any
    /// A mailbox in the practice directory.
    case mailbox
    /// A number, a birth date and a family name, by which the carrier finds the practice.
    case patient

    /// Whether the way leads to a practice, with what is known of the patient.
    package func reaches(_ practice: Practice, _ patient: Attendance.Patient) -> Bool {
      switch self {
      case .any: true
      case .mailbox: practice.mailbox != nil
      case .patient:
        patient.nhsNumber != nil && patient.birthDate != nil && patient.familyName != nil
      }
    }
  }

  /// Why a letter waits for the safeguarding team.
  package enum Hold: String, CaseIterable, Sendable {
    case suspectedHarm = "suspected-harm"
    case lookedAfter = "looked-after"
    case childProtectionPlan = "child-protection-plan"
    case dead
    case sixteenOrOver = "sixteen-or-over"
    case ageUnknown = "age-unknown"
    case safeguardingConcern = "safeguarding-concern"
    case assaultIntent = "assault-intent"
    case withheld
    case identityConflict = "identity-conflict"
    case openCorrection = "open-correction"
    case addressMissing = "address-missing"
    case addressRestricted = "address-restricted"
    case pseudoPostcode = "pseudo-postcode"
    case unreadableValue = "unreadable-value"
    /// The named nurse has paused the child's letters.
    case paused

    /// Whether the safeguarding team may send the letter all the same.
    ///
    /// They may judge what is known of the child, where a letter about registration does no harm.
    /// They may not write to somebody who is dead, grown up, perhaps somebody else, or at an
    /// address that is missing, protected or none; those are mended in the record, not here.
    package var isReleasable: Bool {
      switch self {
      case .suspectedHarm, .lookedAfter, .childProtectionPlan, .ageUnknown, .safeguardingConcern,
        .assaultIntent, .unreadableValue, .paused:
        true
      case .dead, .sixteenOrOver, .withheld, .identityConflict, .openCorrection, .addressMissing,
        .addressRestricted, .pseudoPostcode:
        false
      }
    }
  }

  /// The end of a route.
  package enum Destination: Hashable, Sendable {
    case practice(Practice)
    case parent
    case safeguardingTeam(because: Detour?)
    /// The integrated care record; a Flag only with a verified NHS number.
    case record(withFlag: Bool)
    case held(because: [Hold])
  }

  package var practices: [String: Practice]
  package var asOf: CivilDay
  package var reach: Reach

  package init(practices: [String: Practice], asOf: CivilDay, reach: Reach = .any) {
    self.practices = practices
    self.asOf = asOf
    self.reach = reach
  }

  /// Where a route leads.
  ///
  /// - Parameters:
  ///   - route: one line of the rule's `then`.
  ///   - attendance: the triggering one.
  ///   - timeline: all live attendances of the person, in S1's order.
  ///   - facts: what those attendances say of the person.
  ///   - person: whose they are.
  ///   - released: the reasons in spite of which the team has released the letter; they weigh only
  ///     where ``Hold/isReleasable`` says so, and no reason that has come since is among them.
  ///   - ignoresPause: a pause keeps back neither suspected harm, which the nurse who paused could
  ///     not know of, nor a letter that puts an earlier one right.
  /// - Returns: who gets it, or why it is held.
  package func destination(
    of route: Route,
    attendance: Attendance,
    timeline: [Attendance],
    facts: PersonFacts,
    person: PersonKey,
    released: Set<Hold> = [],
    ignoresPause: Bool = false
  ) -> Destination {
    let pause: [Hold] =
      facts.isPaused && route.form.isLetter && !ignoresPause ? [.paused] : []
    let mayGo = { (holds: [Hold]) in
      holds.allSatisfy { $0.isReleasable && released.contains($0) }
    }
    guard person.isIdentified else { return .safeguardingTeam(because: .unidentified) }
    switch route.recipient {
    case .safeguardingTeam:
      return .safeguardingTeam(because: nil)
    case .parent:
      let holds = holds(attendance, facts) + pause
      return mayGo(holds) ? .parent : .held(because: holds)
    case .icr:
      if let detour = personalDetour(facts) { return .safeguardingTeam(because: detour) }
      return .record(withFlag: attendance.patient.nhsNumber != nil && isVerified(attendance))
    case .registeredPractice:
      if let detour = personalDetour(facts) { return .safeguardingTeam(because: detour) }
      guard attendance.patient.nhsNumber != nil, isVerified(attendance) else {
        return .safeguardingTeam(because: .notVerified)
      }
      guard let code = practiceCode(attendance, timeline), let practice = practices[code] else {
        return .safeguardingTeam(because: .noPractice)
      }
      guard practice.isOpen else { return .safeguardingTeam(because: .practiceNotOpen) }
      guard reach.reaches(practice, attendance.patient) else {
        return .safeguardingTeam(because: .practiceNotReachable)
      }
      return mayGo(pause) ? .practice(practice) : .held(because: pause)
    }
  }

  /// The practice code of the triggering attendance, or if that is unknown the latest one within
  /// the 6 months before it (S12); a person known not to be registered has none.
  private func practiceCode(_ attendance: Attendance, _ timeline: [Attendance]) -> String? {
    switch attendance.registration {
    case .registered: return attendance.practiceCode
    case .none, .notApplicable: return nil
    case .unknown:
      let first = attendance.arrival.day.subtracting(CalendarPeriod(6, .months))
      return timeline.last { earlier in
        earlier.position < attendance.position && earlier.arrival.day >= first
          && earlier.registration != .unknown
      }.flatMap { $0.registration == .registered ? $0.practiceCode : nil }
    }
  }

  /// Status 01 is present and verified; a source without the column counts as verified.
  ///
  /// Source: NHS Data Model and Dictionary, NHS NUMBER STATUS INDICATOR CODE.
  private func isVerified(_ attendance: Attendance) -> Bool {
    attendance.patient.nhsNumberStatus.map { $0 == "01" } ?? true
  }

  private func personalDetour(_ facts: PersonFacts) -> Detour? {
    if !facts.conflicts.isEmpty { return .identityConflict }
    if facts.isRestricted { return .restricted }
    if facts.isWithheld { return .withheld }
    if facts.isDead { return .dead }
    return nil
  }

  private func holds(_ attendance: Attendance, _ facts: PersonFacts) -> [Hold] {
    let patient = attendance.patient
    let under16 = isUnder16(attendance)
    let hasAddress =
      patient.familyName != nil && !patient.addressLines.isEmpty && patient.postcode != nil
    let gates: [(Bool, Hold)] = [
      (facts.hasSuspectedHarm, .suspectedHarm),
      (facts.isLookedAfter, .lookedAfter),
      (facts.hasChildProtectionPlan, .childProtectionPlan),
      (facts.isDead, .dead),
      (under16 == .no, .sixteenOrOver),
      (under16 == .unknown, .ageUnknown),
      (facts.hasSafeguardingConcern, .safeguardingConcern),
      (facts.hasAssaultIntent, .assaultIntent),
      (facts.isWithheld, .withheld),
      (!facts.conflicts.isEmpty, .identityConflict),
      (facts.hasOpenCorrection, .openCorrection),
      (!hasAddress, .addressMissing),
      (facts.isRestricted, .addressRestricted),
      (PostalAddress.isPseudo(postcode: patient.postcode), .pseudoPostcode),
      (facts.hasUnreadableGate, .unreadableValue),
    ]
    return gates.filter(\.0).map(\.1)
  }

  /// Whether the child is under 16 on the as-of date; an age in whole years has grown since the
  /// attendance, by as many birthdays as fit.
  private func isUnder16(_ attendance: Attendance) -> Truth {
    let limit = CalendarPeriod(16, .years)
    if attendance.patient.birthDate != nil {
      return Age(at: asOf, born: attendance.patient.birthDate, recorded: nil).isUnder(limit)
    }
    guard let recorded = attendance.patient.recordedAge, attendance.arrival.day <= asOf else {
      return .unknown
    }
    guard case .years(let years) = recorded else {
      // A band of days has grown by the days since.
      guard case .between(let born, _) = attendance.age else { return .unknown }
      return Age.between(born: born, on: asOf).isUnder(limit)
    }
    let since = Age.complete(.years, from: attendance.arrival.day, to: asOf)
    if years + since >= limit.amount { return .no }
    return years + since + 1 < limit.amount ? .yes : .unknown
  }
}
