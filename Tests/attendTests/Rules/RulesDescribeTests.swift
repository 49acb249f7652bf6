import Foundation
import TemporaryFiles
import Testing

/// `attend rules describe`, as a user sees it.
struct RulesDescribeTests {
  @Test func `a shipped rule reads as English`() throws {
    let outcome = try Program.run("rules", "describe", "--rule", "previous-injuries")
    #expect(outcome.code == 0)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines.contains("Rule previous-injuries, version 1"))
    #expect(lines.contains("Not approved by anybody"))
    #expect(lines.contains("  - the age at arrival is under 18 years"))
    #expect(lines.contains("  - the category is first unplanned or not recorded"))
    #expect(lines.contains("  - at least one of these:"))
    #expect(lines.contains("    - an injury date is recorded"))
    #expect(lines.contains { $0.hasPrefix("    - a diagnosis is in the code set “injury” (") })
    #expect(
      lines.contains(
        "  It looks back 24 months from the attendance, which is the last that counts; the day "
          + "exactly 24 months earlier (the last of its month, where the month has no such day) is "
          + "the first that counts. An attendance that comes less than 24 hours after the one "
          + "before belongs to the same presentation, which is dated by its first attendance. The "
          + "rule fires when the count is 2 or more."
      )
    )
    #expect(
      lines.contains(
        "  - the alert “previous-injuries” on the integrated care record; it ends when 12 months "
          + "have passed"
      )
    )
    #expect(
      lines.contains(
        "  Not within 3 months of the last time, unless the count has grown by 1 or more."
      )
    )
  }

  @Test func `departments are called what the trust calls them`() throws {
    let outcome = try Program.run("rules", "describe", "--rule", "frequent-attender-4-in-6-months")
    #expect(
      outcome.output.contains(
        "the department type is 01 (Emergency department), 02 (Specialist emergency department) or "
          + "03 (Minor injury unit or urgent treatment centre)"
      )
    )
  }

  @Test func `a changed number changes the words`() throws {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let folder = try scratch.rules("frequent-attender-4-in-6-months.yaml") {
      $0.replacing("at-least: 4", with: "exactly: 5")
    }
    let outcome = try Program.run("rules", "describe", folder)
    #expect(outcome.output.contains("The rule fires when the count is exactly 5."))
  }

  @Test func `Markdown and a page carry every rule`() throws {
    let markdown = try Program.run("rules", "describe", "--format", "markdown").output
    #expect(markdown.hasPrefix("## 4 or more A&E attendances in 6 months\n"))
    #expect(markdown.contains("\n### What is counted\n"))
    let page = try Program.run("rules", "describe", "--format", "html").output
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    #expect(page.contains("<h2>4 or more A&amp;E attendances in 6 months</h2>"))
    #expect(page.components(separatedBy: "<article>").count == 6)
  }

  @Test func `conditions that must all hold are one list, however they are nested`() throws {
    let outcome = try Program.run("rules", "describe", "--rule", "non-mobile-baby-bruising")
    #expect(!outcome.output.contains("all of these:"))
    #expect(outcome.output.contains("    - the mobility is non-mobile\n"))
  }

  @Test func `a program can read the description`() throws {
    struct Description: Decodable {
      struct Section: Decodable { var heading: String }
      var title: String
      var facts: [String]
      var sections: [Section]
    }
    let outcome = try Program.run("rules", "describe", "--json")
    let found = try JSONDecoder().decode([Description].self, from: Data(outcome.output.utf8))
    #expect(found.count == 5)
    #expect(found[0].title == "4 or more A&E attendances in 6 months")
    #expect(found[0].sections.map(\.heading).contains("What is counted"))
  }

  @Test func `an unknown rule is a usage error with the nearest name`() throws {
    let outcome = try Program.run("rules", "describe", "--rule", "previous-injury")
    #expect(outcome.code == 64)
    #expect(outcome.messages.contains("did you mean “previous-injuries”?"))
  }
}
