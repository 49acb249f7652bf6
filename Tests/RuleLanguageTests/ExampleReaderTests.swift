import AttendanceModel
import LocatedYAML
import RuleLanguage
import Testing

struct ExampleReaderTests {
  /// The sample rule with one example, whose lines begin at 14.
  private func text(_ attendances: String, more: String = "") -> String {
    RuleText.right + """
      examples:
        - name: a case
          attendances: \(attendances)
          fires-on: []
      \(more)
      """
  }

  private func attendances(_ list: String, more: String = "") throws -> [Attendance] {
    try RuleText.read(text(list, more: more)).first?.examples.first?.attendances ?? []
  }

  @Test func `a bare date is a first unplanned attendance at a type 01 department`() throws {
    let attendance = try #require(attendances("[2026-01-05]").first)
    let key = AttendanceKey(providerCode: "EXAMPLE", attendanceID: "001")
    var expected = Attendance(key: key, arrival: Arrival(try #require(CivilDay("2026-01-05"))))
    expected.departmentType = "01"
    expected.category = .unplannedFirst
    #expect(attendance == expected)
  }

  @Test func `an attendance can have a time and fields of its own`() throws {
    let list = try attendances(
      "[2026-01-05 14:30, { on: 2026-02-03 23:59, category: planned, diagnosis: [7, 8], "
        + "diagnosis-qualifier: [q], age-at-arrival: 4, provider-code: X9X }]"
    )
    #expect(list.map(\.arrival.description) == ["2026-01-05 14:30", "2026-02-03 23:59"])
    #expect(list.map(\.key.attendanceID) == ["001", "002"])
    #expect(list.map(\.key.providerCode) == ["EXAMPLE", "X9X"])
    let second = try #require(list.last)
    #expect(second.category == .planned)
    #expect(second.diagnoses == [.init(code: "7", qualifier: "q"), .init(code: "8")])
    #expect(second.patient.recordedAge == .years(4))
  }

  @Test func `what an attendance says of a field wins over the defaults`() throws {
    let more = "attendance-defaults: { sex: 1, diagnosis: [1, 2], mobility: non-mobile }"
    let list = try attendances(
      "[2026-01-05, { on: 2026-01-06, diagnosis: 3, sex: '' }]",
      more: more
    )
    #expect(list.map { $0.diagnoses.map(\.code) } == [["1", "2"], ["3"]])
    #expect(list.map(\.patient.sex) == ["1", nil])
    #expect(list.map(\.patient.mobility) == [.nonMobile, .nonMobile])
  }

  @Test func `an example's defaults and birth date are its own`() throws {
    let text =
      RuleText.right + """
        attendance-defaults: { sex: 1, department-type: 03 }
        examples:
          - name: one
            born: 2020-02-29
            attendance-defaults: { sex: 2 }
            attendances: [2026-01-05]
            fires-on: [2026-01-05]
          - { name: two, attendances: [2026-01-05], fires-on: [] }
        """
    let examples = try #require(RuleText.read(text).first?.examples)
    #expect(examples.map(\.line) == [15, 20])
    let attendances = examples.compactMap(\.attendances.first)
    #expect(attendances.map(\.patient.sex) == ["2", "1"])
    #expect(attendances.map(\.departmentType) == ["03", "03"])
    #expect(attendances.map(\.patient.birthDate) == [CivilDay("2020-02-29"), nil])
  }

  @Test(arguments: [
    ("[2026-02-30]", "15:19: an attendance is a date, YYYY-MM-DD, with or without a time, HH:MM"),
    (
      "[2026-02-01 25:00]",
      "15:19: an attendance is a date, YYYY-MM-DD, with or without a time, HH:MM"
    ),
    ("[{ category: planned }]", "15:19: an attendance needs “on”, its date"),
    (
      "[{ on: 2026-02-01, categry: planned }]",
      "15:37: an attendance has no field “categry”; did you mean “category”?"
    ),
    (
      "[{ on: 2026-02-01, category: plannd }]",
      "15:47: “plannd” is not one of unplanned-first, unplanned-follow-up, planned, "
        + "dead-on-arrival, not-recorded; did you mean “planned”?"
    ),
    ("[{ on: 2026-02-01, age: 4 }]", "15:37: an attendance has no field “age”"),
    (
      "[{ on: 2026-02-01, arrival-time: 10:00 }]",
      "15:37: an example gives its arrivals by “on”, and no ids"
    ),
    ("[{ on: 2026-02-01, sex: [1, 2] }]", "15:42: “sex” has one value"),
    (
      "[{ on: 2026-02-01, diagnosis-qualifier: q }]",
      "15:19: there is no value 1 of “diagnosis-qualifier”"
    ),
    ("[{ on: 2026-02-01, nhs-number: 9990000019 }]", "15:49: this is not a valid NHS number"),
    ("2026-02-01", "15:18: “attendances” must be a list"),
  ])
  func `a wrong attendance is a mistake at its place`(list: String, mistake: String) {
    let mistakes = RuleText.mistakes(text(list))
    #expect(mistakes.count == 1)
    #expect(mistakes.contains { $0.hasPrefix(mistake) }, "\(mistakes)")
  }

  @Test(arguments: [
    ("{ name: a, fires-on: [] }", "14:5: an example needs “attendances”"),
    ("{ attendances: [2026-01-05], fires-on: [] }", "14:5: an example needs “name”"),
    ("{ name: a, attendances: [2026-01-05] }", "14:5: an example needs “fires-on”"),
    (
      "{ name: a, attendances: [2026-01-05], fires-on: [2026-01-06] }",
      "14:54: the example has no attendance on 2026-01-06"
    ),
    (
      "{ name: a, attendances: [2026-01-05], fires-on: [05/01/2026] }",
      "14:54: “fires-on” must be a list of dates, YYYY-MM-DD"
    ),
    (
      "{ name: a, born: 2 May, attendances: [], fires-on: [] }",
      "14:22: “2 May” is not a date, YYYY-MM-DD"
    ),
    (
      "{ name: a, attendances: [], fires-on: [], fire-on: [] }",
      "14:47: an example has no key “fire-on”; did you mean “fires-on”?"
    ),
    (
      "{ name: a, attendances: [], fires-on: [], attendance-defaults: { sx: 1 } }",
      "14:70: an attendance has no field “sx”; did you mean “sex”?"
    ),
  ])
  func `a wrong example is a mistake at its place`(example: String, mistake: String) {
    #expect(RuleText.mistakes(RuleText.right + "examples:\n  - \(example)\n") == [mistake])
  }

  @Test func `two examples of one name are a mistake`() {
    let example = "  - { name: a, attendances: [2026-01-05], fires-on: [] }\n"
    #expect(
      RuleText.mistakes(RuleText.right + "examples:\n" + example + example) == [
        "15:5: two examples are named “a”"
      ]
    )
  }
}
