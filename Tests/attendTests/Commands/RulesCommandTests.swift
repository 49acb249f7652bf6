import Foundation
import TemporaryFiles
import Testing

/// `attend rules check` and `attend rules test`.
struct RulesCommandTests {
  /// A copy of the shipped rules, one of whose files has a mistake in it.
  private func broken(_ file: String, _ old: String, _ new: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: Attend.rules, toPath: "\(folder.path)/Rules")
    let text = try folder.text(of: "Rules/\(file)")
    try #require(text.contains(old))
    try folder.write(text.replacing(old, with: new, maxReplacements: 1), to: "Rules/\(file)")
    return folder
  }

  @Test func `the shipped rules are in order`() throws {
    let outcome = try Attend.call(["rules", "check"], in: Attend.repository)
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("\n5 rules, "))
    #expect(outcome.messages == "")
  }

  @Test func `what nobody has approved is listed`() throws {
    let outcome = try Attend.call(["rules", "check"], in: Attend.repository)
    for place in [
      "Rules/non-mobile-baby-bruising.yaml:", "Rules/codesets/bruising.csv:",
      "Rules/letters/letters.yaml:",
    ] {
      #expect(outcome.output.contains("\(place)"))
    }
    #expect(outcome.output.contains("[not-approved]"))
  }

  @Test func `every example of the shipped rules passes`() throws {
    let outcome = try Attend.call(["rules", "test"], in: Attend.repository)
    #expect(outcome.code == 0)
    #expect(outcome.output.contains(" examples passed, 0 failed\n"))
  }

  static let mistakes = [
    ("frequent-attender-4-in-6-months.yaml", "at-least: 4", "at-lest: 4", "at-least"),
    (
      "frequent-attender-4-in-6-months.yaml", "category: unplanned }", "categry: unplanned }",
      "category"
    ),
    ("unregistered-with-gp.yaml", "registration: none", "registration: non", "none"),
    (
      "unregistered-with-gp.yaml", "letter: parent-register-with-gp",
      "letter: parent-register-wth-gp", "parent-register-with-gp"
    ),
    ("previous-injuries.yaml", "of: presentations", "of: presentation", "presentations"),
    ("previous-injuries.yaml", "within: 24 months", "within: 24 moons", "months"),
    ("non-mobile-baby-bruising.yaml", "{ in: bruising }", "{ in: brusing }", "bruising"),
    ("alerts.yaml", "  no-registered-gp:", "  no-registred-gp:", "no-registered-gp"),
  ]

  @Test(arguments: mistakes)
  func `a misspelt word is one sentence with its place and the right word`(
    file: String,
    old: String,
    new: String,
    right: String
  ) throws {
    let folder = try broken(file, old, new)
    for verb in [["rules", "check"], ["dry-run", "none.csv", "--quiet"]] {
      let outcome = try Attend.call(verb, in: folder.path)
      if verb[0] == "dry-run" && outcome.code == 66 { continue }
      #expect(outcome.code == 78)
      #expect(outcome.output == "")
      #expect(outcome.mistakes.count == 1, "\(outcome.messages)")
      let place = outcome.messages.contains("Rules/\(file):")
      #expect(place || outcome.messages.contains("rule "))
      #expect(outcome.messages.contains(right))
    }
  }

  @Test func `a broken rule stops a run before anything is touched`() throws {
    let folder = try broken("unregistered-with-gp.yaml", "registration: none", "registration: non")
    let trust = try Trust(rules: "\(folder.path)/Rules")
    try trust.receive("arrival_date\n2026-10-30")
    let outcome = try withExtendedLifetime(folder) {
      try trust.call(asOf: "2026-11-01", "--first-load", "notify", "--quiet")
    }
    #expect(outcome.code == 78)
    #expect(outcome.mistakes.count == 1 && outcome.messages.contains("unregistered-with-gp.yaml:"))
    #expect(!trust.folder.has("state") && !trust.folder.has("out"))
  }

  @Test func `an example that no longer holds is named with file and line`() throws {
    let folder = try broken("frequent-attender-4-in-6-months.yaml", "at-least: 4", "at-least: 5")
    let outcome = try Attend.call(["rules", "test"], in: folder.path)
    #expect(outcome.code == 78)
    #expect(outcome.output.contains("Rules/frequent-attender-4-in-6-months.yaml:"))
    #expect(outcome.output.contains("the fourth attendance in six months fires"))
  }

  @Test func `a folder that is not there is said to be so`() throws {
    let folder = try TemporaryFolder()
    let outcome = try Attend.call(["rules", "check", "nowhere"], in: folder.path)
    #expect(outcome.code == 78)
    #expect(outcome.mistakes.count == 1 && outcome.messages.contains("nowhere"))
  }
}
