import AttendanceModel
import RuleEngine
import RuleLanguage
import Testing

/// Design S7 and the three-valued answers of section 5.
struct CategoryClauseTests {
  @Test(arguments: [
    (AttendanceCategory.unplannedFirst, true), (.unplannedFollowUp, true), (.planned, false),
    (.deadOnArrival, false), (.notRecorded, true),
  ])
  func `unplanned takes in what nobody recorded`(category: AttendanceCategory, counts: Bool) {
    let timeline = [visit("2026-01-05") { $0.category = category }, visit("2026-02-05")]
    let found = fired(rule(count: count(.atLeast(2))), timeline)
    #expect(found == (counts ? ["2026-02-05 2"] : []))
  }

  @Test func `an attendance left before being seen counts`() {
    let timeline = [
      visit("2026-01-05") { $0.dischargeStatus = "1066301000000103" }, visit("2026-02-05"),
    ]
    #expect(fired(rule(count: count(.atLeast(2))), timeline) == ["2026-02-05 2"])
  }

  @Test(
    arguments: [
      ("01", Truth.yes), ("04", .no), (nil, .unknown),
    ] as [(String?, Truth)]
  )
  func `a blank field is unknown, and so is its opposite`(type: String?, expected: Truth) {
    let evaluator = ConditionEvaluator(visit("2026-01-05") { $0.departmentType = type })
    let condition = field(.departmentType, "01", "02")
    #expect(evaluator.answer(condition) == expected)
    #expect(evaluator.answer(.not(condition)) == !expected)
  }

  @Test(
    arguments: [
      (["cough"], Truth.no), (["cough", "bruise"], .yes), ([], .unknown),
    ] as [([String], Truth)]
  )
  func `any value of a numbered field may match`(codes: [String], expected: Truth) {
    let evaluator = ConditionEvaluator(
      visit("2026-01-05") { attendance in
        attendance.diagnoses = codes.map { Attendance.Diagnosis(code: $0) }
        attendance.safeguardingConcerns = codes
      }
    )
    #expect(evaluator.answer(field(.diagnosis, in: ["bruise", "burn"])) == expected)
    #expect(evaluator.answer(field(.diagnosis, "bruise")) == expected)
    #expect(evaluator.answer(field(.safeguardingConcern, "bruise")) == expected)
  }

  @Test func `whether something is recorded is unknown only of what cannot be read`() {
    let recorded = Condition.test(Condition.Test(.field(.injuryDate), .recorded(true)))
    let missing = Condition.test(Condition.Test(.field(.injuryDate), .recorded(false)))
    let blank = ConditionEvaluator(visit("2026-01-05"))
    let dated = ConditionEvaluator(visit("2026-01-05") { $0.injury.date = day("2026-01-04") })
    #expect(blank.answer(recorded) == .no)
    #expect(blank.answer(missing) == .yes)
    #expect(dated.answer(recorded) == .yes)
    let damaged = ConditionEvaluator(visit("2026-01-05") { $0.unreadable = [.injuryDate] })
    #expect(damaged.answer(recorded) == .unknown && damaged.answer(missing) == .unknown)
    #expect(dated.answer(missing) == .no)
  }

  @Test(
    arguments: [
      ("V81997", true), ("V81998", false), ("V81999", false), (nil, false), ("A81001", false),
    ] as [(String?, Bool)]
  )
  func `registration is always known, and unknown is not none`(code: String?, fires: Bool) {
    let none = Condition.test(Condition.Test(.registration, .oneOf(["none"])))
    let attendance = visit("2026-01-05") { $0.practiceCode = code }
    #expect(ConditionEvaluator(attendance).answer(none) == Truth(fires))
  }

  @Test func `what an answer hangs on leaves out what another test outweighs`() {
    let evaluator = ConditionEvaluator(
      visit("2026-01-05") {
        $0.departmentType = nil
        $0.chiefComplaint = nil
      }
    )
    let department = field(.departmentType, "01")
    let complaint = field(.chiefComplaint, "cough")
    let first = field(.attendanceCategory, "unplanned-first")
    #expect(evaluator.unknownTests(in: .any([department, first])) == [])
    #expect(
      evaluator.unknownTests(in: .all([.any([department, first]), .not(complaint)]))
        == [Condition.Test(.field(.chiefComplaint), .oneOf(["cough"]))]
    )
  }
}
