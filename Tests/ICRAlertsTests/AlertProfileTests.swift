import ICRAlerts
import LocatedYAML
import Testing

struct AlertProfileTests {
  @Test func `the shipped profile knows the alerts of the shipped rules`() throws {
    #expect(
      try Samples.profile().names == [
        "frequent-attender", "no-registered-gp", "previous-injuries", "safeguarding-concern",
      ]
    )
  }

  @Test(arguments: [
    (
      "code: { system: http://snomed.info/sct, code: \"826931000000103\" }", "6:11",
      "“826931000000103” is no SNOMED CT concept id"
    ),
    (
      "code: { system: https://snomed.info/sct, code: \"826931000000104\" }", "6:11",
      "did you mean “http://snomed.info/sct”?"
    ),
    ("cod: { system: s, code: c }", "6:5", "an alert has no key “cod”; did you mean “code”?"),
    ("code: { code: c }", "6:11", "a code needs “system”"),
  ])
  func `a mistake has its place and its words`(line: String, place: String, words: String) throws {
    let text = """
      profile: p
      identifier-system: s
      draft: DRAFT
      alerts:
        sample:
          \(line)
          text: Sample
          category: { system: s, code: c }
      """
    let error = try #require(throws: Diagnostics.self) {
      try AlertProfile(text, file: "alerts.yaml")
    }
    let sentence = try #require(error.all.first?.description)
    #expect(sentence.hasPrefix("alerts.yaml:\(place): "))
    #expect(sentence.hasSuffix(words))
  }

  @Test func `an empty profile says what it needs`() throws {
    let error = try #require(throws: Diagnostics.self) {
      try AlertProfile("", file: "alerts.yaml")
    }
    #expect(error.all.contains { $0.message.contains("the alert profile") })
  }
}
