import AttendanceModel
import RuleLanguage
import SeededRandom

/// Random persons and random rules that have much to do with each other.
extension SplitMix64 {
  /// A timeline in random order; keys may differ in bytes only.
  mutating func timeline() -> [Attendance] {
    arrivals(upTo: 25).enumerated().map { index, arrival in
      // The second spelling is canonically equal to the first, and another key.
      let provider = choose(["RJE", "R\u{E9}", "Re\u{301}"])
      let id = "\(choose(["\u{E9}", "e\u{301}", ""]))\(index)"
      return attendance(AttendanceKey(providerCode: provider, attendanceID: id), arrival)
    }.shuffled(using: &self)
  }

  private mutating func attendance(_ key: AttendanceKey, _ arrival: Arrival) -> Attendance {
    var attendance = Attendance(key: key, arrival: arrival)
    attendance.category = choose(AttendanceCategory.allCases + [.unplannedFirst, .unplannedFirst])
    attendance.departmentType = choose(["01", "01", "01", "02", "04", nil])
    attendance.siteCode = choose(["A", "B", "C", nil])
    attendance.chiefComplaint = choose(["bruise", "burn", "cough", nil])
    attendance.diagnoses = (0..<choose([0, 0, 1, 2])).map { _ in
      Attendance.Diagnosis(code: choose(["bruise", "burn", "cough"]))
    }
    attendance.injury.date = once(in: 4) ? arrival.day : nil
    attendance.practiceCode = choose(["V81997", "V81999", "A81001", nil])
    attendance.patient.birthDate = choose([
      day("2008-02-29"), day("2007-08-31"), day("2024-08-31"), day("2025-02-28"), nil,
    ])
    attendance.patient.ageInYears = choose([0, 1, 17, 18, nil, nil])
    attendance.patient.mobility = choose([.mobile, .nonMobile, nil])
    return attendance
  }

  /// One to six rule versions, some of them of one rule, some overlapping.
  mutating func rules() -> [Rule] {
    let periods = [
      InForce(from: day("2022-04-01")), InForce(from: day("2024-08-31")),
      InForce(from: day("2024-02-29"), to: day("2025-02-28")),
      InForce(from: day("2025-03-01"), to: day("2025-12-31")),
    ]
    return (1...Int.random(in: 1...6, using: &self)).map { version in
      rule(
        choose(["first", "second", "third"]),
        version: version,
        class: choose(RuleClass.allCases),
        inForce: choose(periods),
        for: once(in: 3) ? .always : condition(depth: 1),
        when: once(in: 3) ? .always : condition(depth: 2),
        count: once(in: 5) ? nil : randomCount()
      )
    }
  }

  private mutating func randomCount() -> Count {
    let number = Int.random(in: 1...5, using: &self)
    return Count(
      unit: unit(),
      matching: once(in: 3) ? unplannedAtAE : condition(depth: 2),
      within: period(),
      excludesFirstDay: once(in: 3),
      threshold: choose([.atLeast(number), .atLeast(number), .atMost(number), .exactly(number)]),
      distinct: once(in: 4) ? choose([.providerCode, .siteCode, .diagnosis]) : nil
    )
  }

  mutating func condition(depth: Int) -> Condition {
    guard depth > 0, !once(in: 3) else { return .test(test()) }
    let parts = (0..<Int.random(in: 0...3, using: &self)).map { _ in condition(depth: depth - 1) }
    switch Int.random(in: 0..<5, using: &self) {
    case 0, 1: return .all(parts)
    case 2, 3: return .any(parts)
    default: return .not(condition(depth: depth - 1))
    }
  }

  private mutating func test() -> Condition.Test {
    let codes = choose([["bruise"], ["bruise", "burn"], ["cough"]])
    let days = ValidDays(from: day("2024-08-31"), to: once(in: 2) ? day("2025-02-28") : nil)
    let dated = once(in: 2) ? [days: Set(codes.prefix(1))] : [:]
    let set = CodeSet(name: "codes", codes: Set(codes), dated: dated)
    let recorded = Condition.Matcher.recorded(once(in: 2))
    let age = choose([
      CalendarPeriod(6, .months), CalendarPeriod(18, .years), CalendarPeriod(1, .years),
      CalendarPeriod(26, .weeks), CalendarPeriod(182, .days),
    ])
    return choose([
      Condition.Test(.field(.departmentType), .oneOf(["01", "02"])),
      Condition.Test(.field(.attendanceCategory), .oneOf(["unplanned-first", "not-recorded"])),
      Condition.Test(.field(.chiefComplaint), .inCodeSet(set)),
      Condition.Test(.field(.diagnosis), .oneOf(codes)),
      Condition.Test(.field(.diagnosis), .inCodeSet(set)),
      Condition.Test(.field(.injuryDate), recorded),
      Condition.Test(.field(.diagnosis), recorded),
      Condition.Test(.field(.ageAtArrival), .number(atLeast: 1, under: 18)),
      Condition.Test(.field(.mobility), .oneOf(["non-mobile"])),
      Condition.Test(.field(.siteCode), .oneOf(["A"])),
      Condition.Test(.registration, .oneOf(["none"])),
      Condition.Test(
        .field(.arrivalDate),
        .arrived(from: once(in: 2) ? day("2024-08-31") : nil, to: day("2025-02-28"))
      ),
      Condition.Test(.age, .age(atLeast: nil, under: age)),
      Condition.Test(.age, .age(atLeast: CalendarPeriod(6, .months), under: age)),
      Condition.Test(.age, recorded),
    ])
  }
}
