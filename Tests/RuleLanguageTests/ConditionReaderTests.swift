import AttendanceModel
import RuleLanguage
import Testing

struct ConditionReaderTests {
  private func test(_ field: AttendanceField, _ matcher: Condition.Matcher) -> Condition {
    .test(Condition.Test(.field(field), matcher))
  }

  @Test func `a value, a list and code sets`() throws {
    #expect(
      try RuleText.condition("{ department-type: 04 }") == test(.departmentType, .oneOf(["04"]))
    )
    #expect(
      try RuleText.condition("{ diagnosis: [1, x] }") == test(.diagnosis, .oneOf(["1", "x"]))
    )
    #expect(
      try RuleText.condition("{ diagnosis: { in: injury } }")
        == test(.diagnosis, .inCodeSet(CodeSet(name: "injury", codes: ["38354005"])))
    )
  }

  @Test(arguments: [
    ("{ sex: X }", AttendanceField.sex, ["X"]),
    ("{ sex: no }", .sex, ["no"]),
    ("{ nhs-number-status: [01, '02'] }", .nhsNumberStatus, ["01", "02"]),
    ("{ postcode: ZZ99 3WZ }", .postcode, ["ZZ99 3WZ"]),
    ("{ looked-after: true }", .lookedAfter, ["yes"]),
    ("{ child-protection-plan: no }", .childProtectionPlan, ["no"]),
    ("{ mobility: non-mobile }", .mobility, ["non-mobile"]),
    ("{ category: planned }", .attendanceCategory, ["planned"]),
    ("{ attendance_category: planned }", .attendanceCategory, ["planned"]),
    ("{ arrival-time: 09:30:12 }", .arrivalTime, ["09:30"]),
    ("{ death-date: 2026-01-05 }", .deathDate, ["2026-01-05"]),
    ("{ age-at-arrival: 017 }", .ageAtArrival, ["17"]),
    ("{ arrival-datetime: 2026-07-01T09:30:00Z }", .arrivalDatetime, ["2026-07-01 10:30"]),
  ])
  func `values are the text as written, in canonical form where the field has one`(
    when: String,
    field: AttendanceField,
    texts: [String]
  ) throws {
    #expect(try RuleText.condition(when) == test(field, .oneOf(texts)))
  }

  @Test func `unplanned is short for three categories`() throws {
    #expect(
      try RuleText.condition("{ category: [unplanned, dead-on-arrival] }")
        == test(
          .attendanceCategory,
          .oneOf(["unplanned-first", "unplanned-follow-up", "not-recorded", "dead-on-arrival"])
        )
    )
  }

  @Test func `ages have periods and recorded ages have numbers`() throws {
    #expect(
      try RuleText.condition("{ age: { at-least: 6 months, under: 18 years } }")
        == .test(
          .init(
            .age,
            .age(atLeast: CalendarPeriod(6, .months), under: CalendarPeriod(18, .years))
          )
        )
    )
    #expect(
      try RuleText.condition("{ age-at-arrival: { at-least: 0, under: 5 } }")
        == test(.ageAtArrival, .number(atLeast: 0, under: 5))
    )
  }

  @Test func `recorded asks whether there is a value`() throws {
    #expect(
      try RuleText.condition("{ injury-date: { recorded: true } }")
        == test(.injuryDate, .recorded(true))
    )
    #expect(
      try RuleText.condition("{ nhs-number: { recorded: false } }")
        == test(.nhsNumber, .recorded(false))
    )
    #expect(
      try RuleText.condition("{ category: { recorded: false } }")
        == test(.attendanceCategory, .oneOf(["not-recorded"]))
    )
  }

  @Test func `a mapping means all, and any, all and not combine`() throws {
    let text =
      "{ sex: 1, any: [{ postcode: 2 }, { all: [{ postcode: 3 }] }], not: { registration: none } }"
    let registration = Condition.test(.init(.registration, .oneOf(["none"])))
    #expect(
      try RuleText.condition(text)
        == .all([
          test(.sex, .oneOf(["1"])),
          .any([test(.postcode, .oneOf(["2"])), .all([test(.postcode, .oneOf(["3"]))])]),
          .not(registration),
        ])
    )
  }

  @Test func `an empty mapping is everybody`() throws {
    #expect(try RuleText.condition("{}") == .always)
  }

  @Test(arguments: AttendanceField.allCases)
  func `every field can be asked whether it is recorded`(field: AttendanceField) throws {
    let word = String(field.rawValue.map { $0 == "_" ? "-" : $0 })
    let spelling = field == .attendanceCategory ? "category" : word
    #expect(try RuleText.condition("{ \(spelling): { recorded: true } }") != nil)
  }

  @Test(arguments: [
    ("{ diagnosys: x }", "9:9: there is no field “diagnosys”; did you mean “diagnosis”?"),
    ("{ an: [{ sex: 1 }] }", "9:9: there is no field “an”; did you mean “any”?"),
    (
      "{ category: unplaned-first }",
      "9:19: “unplaned-first” is not one of unplanned-first, unplanned-follow-up, planned, "
        + "dead-on-arrival, not-recorded; did you mean “unplanned-first”?"
    ),
    (
      "{ registration: registred }",
      "9:23: “registred” is not one of none, not-applicable, registered, unknown; "
        + "did you mean “registered”?"
    ),
    ("{ mobility: immobile }", "9:19: “immobile” is not one of mobile, non-mobile"),
    (
      "{ mobility: non_mobile }",
      "9:19: “non_mobile” is not one of mobile, non-mobile; did you mean “non-mobile”?"
    ),
    ("{ looked-after: maybe }", "9:23: “maybe” is not one of yes, no"),
    (
      "{ department-type: 1 }",
      "9:26: “1” is no value of “department-type”, which has two characters; "
        + "did you mean “01”?"
    ),
    ("{ death-date: 5 May }", "9:21: “5 May” is not a date, YYYY-MM-DD"),
    ("{ injury-time: noon }", "9:22: “noon” is not a time, HH:MM"),
    (
      "{ arrival-datetime: 2026-01-05 }",
      "9:27: “2026-01-05” is not a date with a time, YYYY-MM-DD HH:MM"
    ),
    ("{ age-at-arrival: ten }", "9:25: “ten” is not an age in whole years"),
    (
      "{ nhs-number: 9990000018 }",
      "9:21: a rule must not name a person: of “nhs-number” only “recorded” can be asked"
    ),
    ("{ age: 17 years }", "9:14: “age” is compared by “under” and “at-least”"),
    (
      "{ age: { below: 6 months } }",
      "9:16: “age” has no key “below”; it may have at-least, in, recorded, under"
    ),
    ("{ age: { under: 6 } }", "9:23: “6” is not an age such as 18 years or 6 months"),
    (
      "{ age: { at-least: 2 years, under: 6 months } }",
      "9:14: no age is at least 2 years and under 6 months"
    ),
    (
      "{ age-at-arrival: { at-least: 5, under: 5 } }",
      "9:25: no number is at least 5 and under 5"
    ),
    ("{ sex: { under: 2 } }", "9:23: “sex” has no order: “under” is for ages"),
    ("{ diagnosis: { in: injry } }", "9:26: there is no code set “injry”; did you mean “injury”?"),
    ("{ diagnosis: { in: empty } }", "9:26: the code set “empty” is empty"),
    ("{ birth-date: { in: injury } }", "9:27: “birth-date” is not a code, so it is in no code set"),
    ("{ sex: { recorded: maybe } }", "9:26: “maybe” is not true or false"),
    (
      "{ age: { recorded: true } }",
      "9:26: “age” is derived; ask whether its field is recorded"
    ),
    (
      "{ diagnosis: { in: injury, recorded: true } }",
      "9:20: “diagnosis” must be asked for one of “under” and “at-least”, “in”, “recorded”"
    ),
    (
      "{ diagnosis: {} }",
      "9:20: “diagnosis” must be asked for one of “under” and “at-least”, “in”, “recorded”"
    ),
    (
      "{ diagnosis: 161887001 }",
      "9:20: “161887001” is no SNOMED CT concept id: check digit or form is wrong"
    ),
    (
      "{ injury-intent: [5.2684E+7] }",
      "9:25: “5.2684E+7” is a code that a spreadsheet has turned into a number"
    ),
    ("{ sex: '' }", "9:14: “sex” needs a value; “recorded: false” asks for none"),
    ("{ diagnosis: [] }", "9:20: “diagnosis” needs at least one value"),
    ("{ diagnosis: }", "9:9: “diagnosis” needs a value"),
    ("{ diagnosis: [[x]] }", "9:21: a value of “diagnosis” must be a single value"),
    ("{ any: { sex: 1 } }", "9:14: “any” must be a list of conditions"),
    ("{ all: [] }", "9:14: “all” must be a list of conditions"),
    ("{ not: {} }", "9:14: a condition under “not” must not be empty"),
    ("{ any: [{ sex: 1 }, {}] }", "9:27: a condition under “any” must not be empty"),
    ("{ not: [{ sex: 1 }] }", "9:14: a condition must be a mapping of fields to what they must be"),
    ("unplanned", "9:7: a condition must be a mapping of fields to what they must be"),
  ])
  func `a wrong condition is one mistake at its place`(when: String, mistake: String) {
    let text = RuleText.replacing("{ category: unplanned }", with: when)
    #expect(RuleText.mistakes(text) == [mistake])
  }
}
