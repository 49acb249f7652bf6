import AttendanceModel
import RuleEngine
import RuleLanguage
import Testing

/// Design S4: age at arrival, and what is done about an age that is unknown.
struct AgeClauseTests {
  private static let baby: Rule = {
    let codes: Set<String> = ["bruise"]
    return rule(
      "baby",
      class: .suspectedHarm,
      for: .any([
        age(under: CalendarPeriod(6, .months)),
        .all([under18, field(.mobility, "non-mobile")]),
      ]),
      when: .any([field(.diagnosis, in: codes), field(.chiefComplaint, in: codes)])
    )
  }()

  @Test(arguments: [
    ("2025-08-31", "2026-02-28", true), ("2025-08-31", "2026-03-01", false),
    ("2025-09-05", "2026-03-04", true), ("2025-09-05", "2026-03-05", false),
  ])
  func `six months are complete by calendar components`(born: String, on: String, fires: Bool) {
    let timeline = [
      visit(on) { attendance in
        attendance.patient.birthDate = day(born)
        attendance.patient.mobility = .mobile
        attendance.chiefComplaint = "bruise"
      }
    ]
    #expect(triggers(of: [Self.baby], in: timeline).isEmpty != fires)
  }

  @Test(
    arguments: [
      ("2008-07-06", nil, Truth.yes), ("2008-07-05", nil, .no), ("2008-02-29", nil, .no),
      (nil, 17, .yes), (nil, 18, .no), (nil, nil, .unknown),
      // A birth after the arrival has no fallback; a birth date wins over a recorded age.
      ("2026-07-06", 17, .unknown), ("2008-07-06", 18, .yes),
    ] as [(String?, Int?, Truth)]
  )
  func `under 18 years on 5 July 2026`(born: String?, recorded: Int?, expected: Truth) {
    let attendance = visit("2026-07-05") {
      $0.patient.birthDate = born.flatMap { CivilDay($0) }
      $0.patient.recordedAge = recorded.map { .years($0) }
    }
    #expect(ConditionEvaluator(attendance).answer(under18) == expected)
    #expect(fired(rule(for: under18), [attendance]).isEmpty == (expected != .yes))
  }

  @Test(
    arguments: [
      // Six months before 5 July 2026 is 181 days before; before 28 August, 181 to 184 by month.
      ("2026-07-05", 0...0, Truth.yes), ("2026-07-05", 91...180, .yes),
      ("2026-07-05", 91...181, .unknown), ("2026-07-05", 181...181, .no),
      ("2026-12-31", 91...181, .yes), ("2026-12-31", 182...272, .unknown),
      ("2026-12-31", 273...364, .no),
    ] as [(String, ClosedRange<Int>, Truth)]
  )
  func `a band of days settles what all its days settle`(
    on: String,
    days: ClosedRange<Int>,
    expected: Truth
  ) {
    let attendance = visit(on) {
      $0.patient.birthDate = nil
      $0.patient.recordedAge = .days(days)
    }
    let condition = age(under: CalendarPeriod(6, .months))
    #expect(ConditionEvaluator(attendance).answer(condition) == expected)
    #expect(ConditionEvaluator(attendance).answer(under18) == .yes)
  }

  @Test(arguments: [
    (0, Truth.unknown), (1, .no),
  ])
  func `an age in whole years settles what it can`(years: Int, expected: Truth) {
    let attendance = visit("2026-07-05") {
      $0.patient.birthDate = nil
      $0.patient.recordedAge = .years(years)
    }
    let condition = age(under: CalendarPeriod(6, .months))
    #expect(ConditionEvaluator(attendance).answer(condition) == expected)
  }

  @Test(
    arguments: [
      // Codes match, age unknown: somebody must look.
      (nil, nil, "bruise", nil, true),
      // The age is known to be ten; what is unknown is mobility.
      (nil, 10, "bruise", nil, false),
      // Nought years: perhaps under six months.
      (nil, 0, "bruise", nil, true),
      // The codes do not match.
      (nil, nil, "cough", nil, false),
      // The codes are unknown as well.
      (nil, nil, nil, nil, false),
      // Of a birth date after the arrival, the age is unknown.
      ("2026-07-06", nil, "bruise", nil, true),
      // A known age that fits is a trigger, no doubt.
      ("2026-06-05", nil, "bruise", nil, false),
      // Mobile and of unknown age: a baby's rule holds if under six months.
      (nil, nil, "bruise", Mobility.mobile, true),
    ] as [(String?, Int?, String?, Mobility?, Bool)]
  )
  func `an unknown age with matching codes is unsettled`(
    born: String?,
    years: Int?,
    complaint: String?,
    mobility: Mobility?,
    isUnsettled: Bool
  ) {
    let attendance = visit("2026-07-05") {
      $0.patient.birthDate = born.flatMap { CivilDay($0) }
      $0.patient.recordedAge = years.map { .years($0) }
      $0.chiefComplaint = complaint
      $0.patient.mobility = mobility
    }
    let unsettled = RuleEngine(rules: [Self.baby]).ageUnsettled(in: [attendance])
    #expect(unsettled.map(\.attendance) == (isUnsettled ? [attendance.key] : []))
  }

  @Test func `only suspected-harm rules raise unsettled ages`() {
    let engine = RuleEngine(rules: [rule(for: under18)])
    #expect(engine.ageUnsettled(in: [visit("2026-07-05") { $0.patient.birthDate = nil }]).isEmpty)
  }

  @Test func `a wish for the condition turns around under not`() {
    let adult = rule(class: .suspectedHarm, for: .not(under18))
    let unknown = visit("2026-07-05") { $0.patient.birthDate = nil }
    #expect(RuleEngine(rules: [adult]).ageUnsettled(in: [unknown]).count == 1)
  }
}

extension AgeClauseTests {
  @Test func `unknowns are told by rule and subject`() {
    let engine = RuleEngine(rules: [
      Self.baby, rule("frequent", for: under18, when: unplannedAtAE, count: count(.atLeast(1))),
    ])
    let row = visit("2026-07-05") {
      $0.patient.birthDate = nil
      $0.departmentType = nil
    }
    // Chief complaint and diagnosis are blank, and so is mobility: any could have made it a yes.
    #expect(
      unknowns(engine, row) == [
        "baby age", "baby mobility", "baby diagnosis", "baby chief_complaint", "frequent age",
        "frequent department_type",
      ]
    )
    let settled = visit("2026-07-05") { $0.chiefComplaint = "cough" }
    #expect(unknowns(engine, settled) == ["baby mobility", "baby diagnosis"])
    let adult = visit("2036-07-05") { $0.departmentType = nil }
    #expect(unknowns(engine, adult) == [], "nobody asks about the department of an adult")
    #expect(engine.answers(for: adult).isEmpty)
  }

  private func unknowns(_ engine: RuleEngine, _ row: Attendance) -> [String] {
    engine.unknowns(in: engine.answers(for: row)).map { unknown in
      switch unknown.subject {
      case .age: "\(unknown.rule) age"
      case .registration: "\(unknown.rule) registration"
      case .field(let field): "\(unknown.rule) \(field.rawValue)"
      }
    }
  }
}
