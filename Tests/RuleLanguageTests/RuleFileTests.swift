import AttendanceModel
import LocatedYAML
import RuleLanguage
import Testing

struct RuleFileTests {
  private func twoVersions(
    firstInForce: String = "{ from: 2022-04-01, to: 2025-12-31 }",
    second: String = "2",
    secondInForce: String = "{ from: 2026-01-01 }"
  ) -> String {
    let first = RuleText.replacing("{ from: 2022-04-01 }", with: firstInForce)
    let later = RuleText.replacing("{ from: 2022-04-01 }", with: secondInForce)
      .replacing("version: 1", with: "version: \(second)")
    return first + "---\n" + later
  }

  @Test func `documents are the versions of one rule`() throws {
    let rules = try RuleText.read(twoVersions())
    #expect(rules.map(\.version) == [1, 2])
    #expect(rules.first?.inForce.to == CivilDay("2025-12-31"))
  }

  @Test func `the same or a lower version number is a mistake`() {
    #expect(
      RuleText.mistakes(twoVersions(second: "1")) == [
        "15:10: version 1 stands after version 1: versions must rise"
      ]
    )
  }

  @Test func `a version that another follows must end`() {
    #expect(
      RuleText.mistakes(twoVersions(firstInForce: "{ from: 2022-04-01 }")) == [
        "7:11: a version follows this one, so “in-force” needs “to”"
      ]
    )
  }

  @Test func `versions are not in force on the same day`() {
    #expect(
      RuleText.mistakes(twoVersions(secondInForce: "{ from: 2025-12-31 }")) == [
        "20:11: the version is in force from 2025-12-31, the one before it to 2025-12-31"
      ]
    )
  }

  @Test func `a file is named after its rule`() {
    #expect(
      RuleText.mistakes(RuleText.replacing("rule: sample", with: "rule: simple")) == [
        "1:7: the rule is named “simple”, its file “sample”: a rule's file has its name and holds all "
          + "its versions, with a line “---” between them"
      ]
    )
  }

  @Test(arguments: ["", "# only a comment\n"])
  func `a file without a rule is a mistake`(text: String) {
    #expect(RuleText.mistakes(text) == ["1:1: the file holds no rule"])
  }

  @Test(arguments: ["\u{FEFF}", ""])
  func `byte-order mark and carriage returns of Windows are no mistake`(mark: String) throws {
    let text = mark + RuleText.right.replacing("\n", with: "\r\n")
    #expect(try RuleText.read(text) == RuleText.read(RuleText.right))
  }

  @Test func `what is not YAML says where`() {
    let mistakes = RuleText.mistakes("rule: [sample\nversion: 1\n")
    #expect(mistakes.count == 1)
    #expect(mistakes.first?.contains("this is not YAML") == true)
  }

  @Test func `all mistakes of a file come in one go and in order`() {
    let text = """
      rule: sample
      version: none
      title: A sample
      class: patern
      source: none
      in-force: { from: 2022-04-31 }
      for: { age: { under: 18 } }
      wen: { category: unplanned }
      then: []
      """
    #expect(
      RuleText.mistakes(text) == [
        "1:1: a rule needs “owner”",
        "2:10: “none” is not a whole number from 1 to 99999999",
        "4:8: “patern” is not one of pattern, suspected-harm, administrative; "
          + "did you mean “pattern”?",
        "6:19: “2022-04-31” is not a date, YYYY-MM-DD",
        "7:22: “18” is not an age such as 18 years or 6 months",
        "8:1: a rule has no key “wen”; did you mean “when”?",
        "9:7: “then” must say whom to tell",
      ]
    )
  }
}
