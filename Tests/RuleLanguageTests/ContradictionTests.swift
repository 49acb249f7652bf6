import LocatedYAML
import RuleLanguage
import Testing

struct ContradictionTests {
  private func mistakes(_ when: String) -> [String] {
    RuleText.mistakes(RuleText.replacing("{ category: unplanned }", with: when))
  }

  @Test(arguments: [
    "{ department-type: [\"01\", \"02\"], not: { department-type: \"02\" } }",
    "{ all: [{ diagnosis: a }, { diagnosis: b }] }",
    "{ diagnosis: a, not: { diagnosis: b } }",
    "{ any: [{ all: [{ sex: 1 }, { not: { sex: 1 } }] }, { sex: 2 }] }",
    "{ all: [{ category: planned }, { not: { category: dead-on-arrival } }] }",
    "{ not: { any: [{ category: planned }, { registration: none }] } }",
    "{ not: { age: { at-least: 1 year, under: 2 years } } }",
    "{ injury-date: { recorded: false } }",
    "{ not: { all: [{ sex: 1 }, { sex: 2 }] } }",
    "{ all: [{ arrival-date: 2024-01-01 }, { department-type: \"01\" }] }",
  ])
  func `a condition that some attendance meets is none`(when: String) {
    #expect(mistakes(when) == [])
  }

  @Test(arguments: [
    ("{ all: [{ department-type: \"01\" }, { department-type: \"02\" }] }", "“department-type”"),
    ("{ diagnosis: a, not: { diagnosis: [a, b] } }", "“diagnosis”"),
    ("{ not: { category: [unplanned, planned, dead-on-arrival] } }", "“category”"),
    ("{ not: { registration: [none, not-applicable, registered, unknown] } }", "“registration”"),
    ("{ not: { mobility: [mobile, non-mobile] } }", "“mobility”"),
    ("{ sex: 1, not: { sex: { recorded: true } } }", "“sex”"),
    // Unknown is not no: a test and its opposite together still ask for a value.
    ("{ all: [{ not: { sex: 1 } }, { sex: { recorded: false } }] }", "“sex”"),
    ("{ all: [{ age: { under: 6 months } }, { age: { at-least: 2 years } }] }", "“age”"),
    ("{ all: [{ age: { under: 6 months } }, { not: { age: { under: 40 weeks } } }] }", "“age”"),
    ("{ not: { any: [{ age: { under: 1 year } }, { age: { at-least: 1 year } }] } }", "“age”"),
    (
      "{ all: [{ age-at-arrival: { under: 5 } }, { age-at-arrival: { at-least: 5 } }] }",
      "“age-at-arrival”"
    ),
    (
      "{ any: [{ all: [{ sex: 1 }, { sex: 2 }] }, { not: { mobility: [mobile, non-mobile] } }] }",
      "“sex”, “mobility”"
    ),
  ])
  func `a condition that no attendance meets names what it is about`(when: String, subjects: String)
  {
    #expect(mistakes(when) == ["9:7: “when” fits no attendance: look at \(subjects)"])
  }
}
