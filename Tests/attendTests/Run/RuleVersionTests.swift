import Foundation
import TemporaryFiles
import Testing

/// One rule version means one thing, from night to night of a ledger.
struct RuleVersionTests {
  private static let rule = "frequent-attender-4-in-6-months.yaml"

  /// Runs a night, changes a rule file, and tries the next night.
  private func secondNight(_ change: (String) -> String) throws -> (Attend.Outcome, Trust) {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let trust = try Trust(rules: try scratch.rules(Self.rule) { $0 })
    try trust.receive("arrival_date\n2026-10-30")
    _ = try trust.firstNight(asOf: "2026-11-01")
    _ = try scratch.rules(Self.rule) { text in
      let changed = change(text)
      #expect(changed != text)
      return changed
    }
    return (try trust.call(asOf: "2026-11-02", "--quiet"), trust)
  }

  @Test(arguments: [
    ("at-least: 4", "at-least: 3"), ("under: 18 years", "under: 17 years"),
    ("within: 6 months", "within: 182 days"), ("ends-after: 12 months", "ends-after: 6 months"),
    ("count-grows-by: 4", "count-grows-by: 3"), ("class: pattern", "class: administrative"),
  ])
  func `a version that means something else than in an earlier run stops the night`(
    old: String,
    new: String
  ) throws {
    let (outcome, trust) = try secondNight { $0.replacing(old, with: new, maxReplacements: 1) }
    #expect(outcome.code == 78)
    #expect(
      outcome.messages.contains(
        "\(Self.rule):5:10: error: version 1 meant something else in the run 2026-11-01-001: "
          + "give what it means now a higher version [changed-meaning]\n"
      ),
      "\(outcome.messages)"
    )
    #expect(trust.published == ["2026-11-01-001"])
  }

  @Test func `the same change under a higher version goes on`() throws {
    let (outcome, trust) = try secondNight { text in
      text.replacing(
        "in-force: { from: 2022-04-01 }",
        with: "in-force: { from: 2022-04-01, to: 2026-11-01 }"
      )
        + "---\n"
        + text.replacing("version: 1", with: "version: 2")
        .replacing("in-force: { from: 2022-04-01 }", with: "in-force: { from: 2026-11-02 }")
        .replacing("at-least: 4", with: "at-least: 3")
        .components(separatedBy: "examples:")[0]
    }
    #expect(outcome.code == 0, "\(outcome.messages)")
    #expect(trust.published == ["2026-11-01-001", "2026-11-02-001"])
  }

  @Test(arguments: [
    ("title: 4 or more", "title: Four or more"), ("owner: ", "owner: Deputy "),
    ("in-force: { from: 2022-04-01 }", "in-force: { from: 2022-04-01, to: 2030-01-01 }"),
    (
      "when: { department-type: [\"01\", \"02\", \"03\"], category: unplanned }",
      "when: { category: [not-recorded, unplanned], department-type: [\"03\", \"02\", \"01\"] }"
    ),
  ])
  func `other words, an end and another order of writing are the same meaning`(
    old: String,
    new: String
  ) throws {
    let (outcome, _) = try secondNight { $0.replacing(old, with: new, maxReplacements: 1) }
    #expect(outcome.code == 0, "\(outcome.messages)")
  }
}
