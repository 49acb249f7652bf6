import AttendanceModel
import RuleLanguage
import Testing

struct RuleReaderTests {
  @Test func `the rule file of the design reads as it says`() throws {
    let text = """
      rule: frequent-attender-4-in-6-months
      version: 1
      title: 4 or more A&E attendances in 6 months
      class: pattern                      # pattern | suspected-harm | administrative
      owner: Named Nurse for Safeguarding Children
      source: SSSCHF annual report 2022-23, section 3.0
      in-force: { from: 2022-04-01 }
      for: { age: { under: 18 years } }
      when: { department-type: ["01", "02", "03"], category: unplanned }
      count:
        of: attendances
        where: { department-type: ["01", "02", "03"], category: unplanned }
        within: 6 months
        at-least: 4
      then:
        - letter: gp-frequent-attender
          to: registered-practice
          otherwise: safeguarding-team
        - alert: frequent-attender        # SNOMED 826931000000104
          to: icr
          ends-after: 12 months
      again: { after: 6 months, count-grows-by: 4 }
      examples:
        - name: the fourth attendance in six months fires
          born: 2018-03-02
          attendances: [2026-01-05, 2026-02-11, 2026-04-30, 2026-07-05]
          fires-on: [2026-07-05]
      """
    let file = "frequent-attender-4-in-6-months.yaml"
    let rule = try #require(RuleFile.read(text, file: file, codeSets: [:]).first)
    let attendance: Condition = .all([
      .test(.init(.field(.departmentType), .oneOf(["01", "02", "03"]))),
      .test(
        .init(
          .field(.attendanceCategory),
          .oneOf(["unplanned-first", "unplanned-follow-up", "not-recorded"])
        )
      ),
    ])
    let sixMonths = CalendarPeriod(6, .months)
    #expect(rule.name == "frequent-attender-4-in-6-months")
    #expect(rule.title == "4 or more A&E attendances in 6 months")
    #expect(rule.ruleClass == .pattern)
    #expect(rule.inForce == InForce(from: try #require(CivilDay("2022-04-01"))))
    #expect(
      rule.population
        == .test(.init(.age, .age(atLeast: nil, under: CalendarPeriod(18, .years))))
    )
    #expect(rule.condition == attendance)
    #expect(
      rule.count
        == Count(
          unit: .attendances,
          matching: attendance,
          within: sixMonths,
          threshold: .atLeast(4)
        )
    )
    #expect(
      rule.routes == [
        Route(
          form: .letter("gp-frequent-attender"),
          recipient: .registeredPractice,
          otherwise: .safeguardingTeam
        ),
        Route(
          form: .alert("frequent-attender"),
          recipient: .icr,
          endsAfter: CalendarPeriod(12, .months)
        ),
      ]
    )
    #expect(rule.again == RepeatPolicy(after: sixMonths, countGrowsBy: 4))
    #expect(rule.approval == nil)
    let example = try #require(rule.examples.first)
    #expect(example.line == 24)
    #expect(example.firesOn == [try #require(CivilDay("2026-07-05"))])
    #expect(example.attendances.map(\.arrival.day.description).first == "2026-01-05")
    #expect(example.attendances.allSatisfy { $0.departmentType == "01" })
    #expect(example.attendances.allSatisfy { $0.category == .unplannedFirst })
  }

  @Test func `a rule without again tells again after six months`() throws {
    let rule = try #require(RuleText.read(RuleText.right).first)
    #expect(rule.again == .standard)
    #expect(rule.count == nil)
  }

  @Test func `an approval says who, in what role and when`() throws {
    let text = RuleText.right + "approved: { by: A. Example, role: Named Nurse, on: 2026-01-05 }\n"
    let rule = try #require(RuleText.read(text).first)
    let day = try #require(CivilDay("2026-01-05"))
    #expect(rule.approval == Approval(by: "A. Example", role: "Named Nurse", on: day))
  }

  @Test(arguments: [
    ("approved: { by: A. Example }", "13:11: an approval needs “on”"),
    ("approved: { by: A, role: B, on: soon }", "13:33: “soon” is not a date, YYYY-MM-DD"),
    ("again: { after: 6 moths }", "13:17: “6 moths” is not a time such as 6 months"),
    (
      "again: { count-grows-by: 2 }",
      "13:26: “count-grows-by” needs a rule with a “count”"
    ),
    (
      "again: { count-grow-by: 2 }",
      "13:10: “again” has no key “count-grow-by”; did you mean “count-grows-by”?"
    ),
    ("versoin: 2", "13:1: a rule has no key “versoin”; did you mean “version”?"),
    ("version: 2", "2:1: “version” stands twice in one mapping"),
  ])
  func `a wrong line is a mistake at its place`(line: String, mistake: String) {
    #expect(RuleText.mistakes(RuleText.right + line + "\n").contains(mistake))
  }

  @Test(arguments: [
    (
      "version: 1", "version: 100000000",
      "2:10: “100000000” is not a whole number from 1 to 99999999"
    ),
    ("version: 1", "version: 0", "2:10: “0” is not a whole number from 1 to 99999999"),
    ("version: 1", "version: 1.5", "2:10: “1.5” is not a whole number from 1 to 99999999"),
    (
      "rule: sample", "rule: Sample",
      "1:7: “Sample” is not a name of small letters, digits and hyphens"
    ),
    (
      "{ from: 2022-04-01 }", "{ from: 2022-04-01, to: 2022-03-31 }",
      "7:11: “in-force” ends on 2022-03-31, before it begins on 2022-04-01"
    ),
    (
      "{ from: 2022-04-01 }", "{ form: 2022-04-01 }",
      "7:13: “in-force” has no key “form”; did you mean “from”?"
    ),
    ("{ from: 2022-04-01 }", "2022-04-01", "7:11: “in-force” must be a mapping of keys to values"),
    ("title: A sample", "title: [A, sample]", "3:8: “title” must be a single value"),
  ])
  func `a wrong value is a mistake at its place`(piece: String, other: String, mistake: String) {
    let mistakes = RuleText.mistakes(RuleText.replacing(piece, with: other))
    #expect(mistakes.contains(mistake), "\(mistakes)")
  }

  @Test(arguments: [
    "rule", "version", "title", "class", "owner", "source", "in-force", "for", "when",
  ])
  func `a needed key that is missing is named`(key: String) {
    let lines = RuleText.right.split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines.filter { !$0.hasPrefix(key + ":") }.joined(separator: "\n")
    #expect(RuleText.mistakes(text) == ["1:1: a rule needs “\(key)”"])
  }

  @Test func `a rule that tells nobody is a mistake`() {
    let text = RuleText.replacing(
      "then:\n  - worklist: routine\n    to: safeguarding-team\n",
      with: ""
    )
    #expect(RuleText.mistakes(text) == ["1:1: a rule needs “then”"])
  }

  @Test func `a suspected-harm rule takes no again`() {
    let text =
      RuleText.replacing("class: pattern", with: "class: suspected-harm")
      + "again: { after: 3 months }\n"
    #expect(
      RuleText.mistakes(text) == [
        "13:8: a suspected-harm rule always tells again: leave “again” out"
      ]
    )
  }
}
