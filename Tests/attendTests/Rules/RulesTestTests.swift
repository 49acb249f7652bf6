import Foundation
import TemporaryFiles
import Testing

/// `attend rules test`, as a user sees it.
struct RulesTestTests {
  @Test func `the examples of the shipped rules pass and leave nothing untried`() throws {
    let outcome = try Program.run("rules", "test", "--complete")
    #expect(outcome.code == 0)
    #expect(!outcome.output.contains("not tried"), "\(outcome.output)")
    #expect(outcome.output.contains(", 0 failed\n"))
  }

  @Test func `a failing example shows what each attendance made`() throws {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let folder = try scratch.rules("frequent-attender-4-in-6-months.yaml") { text in
      text.replacing(
        "2026-04-30, 2026-07-05]\n    fires-on: [2026-07-05]",
        with: "2026-04-30, { on: 2026-07-05, category: planned }]\n    fires-on: [2026-07-05]",
        maxReplacements: 1
      )
    }
    let outcome = try Program.run("rules", "test", folder)
    #expect(outcome.code == 78)
    #expect(
      outcome.output.contains(
        """
        “the fourth attendance in six months fires” does not come out as it says
            2026-01-05 00:00  not fired: 1 attendance counted, 4 or more needed, 3 short
            2026-02-11 00:00  not fired: 2 attendances counted, 4 or more needed, 2 short
            2026-04-30 00:00  not fired: 3 attendances counted, 4 or more needed, 1 short
          - 2026-07-05 00:00  not fired: the category is planned, not unplanned or \
        not recorded

        """
      ),
      "\(outcome.output)"
    )
  }

  @Test(arguments: [
    (
      "an attendance one day outside the window does not count",
      "no attendance on the day before the window would decide if it lay inside"
    ),
    (
      "the last day of being seventeen fires",
      "“for”: no attendance on the day before somebody is 18 years old"
    ),
    (
      "nothing fires before the rule is in force, but earlier attendances count",
      "the rule is not tried on 2022-04-01, the edge of its days"
    ),
  ])
  func `what no example tries is listed`(example: String, untried: String) throws {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let folder = try scratch.rules("frequent-attender-4-in-6-months.yaml") { text in
      // Other examples stand on the same edges of other months and days.
      let kept = text.components(separatedBy: "  - name: ").filter { part in
        !part.hasPrefix(example) && !part.contains("lies outside the six months")
          && !part.contains("born on 29 February")
      }
      return kept.joined(separator: "  - name: ")
    }
    let outcome = try Program.run("rules", "test", folder)
    #expect(outcome.code == 0)
    #expect(
      outcome.output.contains(
        "not tried: frequent-attender-4-in-6-months, version 1: \(untried)\n"
      ),
      "\(outcome.output)"
    )
    #expect(try Program.run("rules", "test", "--complete", folder).code == 78)
  }
}
