import Foundation
import TemporaryFiles
import Testing

/// `attend rules diff`, and `--set` there and on `attend dry-run`, as a user sees them.
struct RulesDiffTests {
  private static let rule = "frequent-attender-4-in-6-months"
  private static let extract = """
    attendance_id,provider_code,department_type,attendance_category,arrival_date,arrival_time,\
    nhs_number,birth_date
    A1,RJE,01,1,2026-01-05,10:00,9990000018,2018-03-02
    A2,RJE,01,1,2026-01-12,10:00,9990000018,2018-03-02
    A3,RJE,01,1,2026-01-18,10:00,9990000018,2018-03-02
    B1,RJE,01,1,2026-01-05,11:00,9990000026,2018-03-02
    B2,RJE,01,1,2026-01-06,11:00,9990000026,2018-03-02

    """

  private func diff(_ more: String...) throws -> Attend.Outcome {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let path = try scratch.file("extract.csv", Self.extract)
    return try Program.run(
      ["rules", "diff", "Rules", "Rules", path, "--as-of", "2026-11-01"] + more
    )
  }

  @Test func `a lower threshold adds triggers, each with its evidence`() throws {
    let outcome = try diff("--set", "\(Self.rule).at-least=3")
    #expect(outcome.code == 0)
    #expect(
      outcome.output.hasPrefix(
        """
        Not the rules as they are, but with \(Self.rule).at-least=3

        + \(Self.rule), version 1, at 2026-01-18 10:00 (RJE A3): count 3, person 1, for whom only \
        the new rules fire
            counted      2026-01-05 10:00  RJE A1  Emergency department
            counted      2026-01-12 10:00  RJE A2  Emergency department
            counted      2026-01-18 10:00  RJE A3  Emergency department


        """
      ),
      "\(outcome.output)"
    )
    let row = try #require(
      outcome.output.split(separator: "\n").first { $0.hasPrefix(Self.rule) }
    )
    // Before and after, removed and added, persons, letters in the two weeks of the extract.
    #expect(
      row.split(separator: " ").dropFirst().map(String.init)
        == ["0", "1", "0", "1", "0", "1", "0.0", "0.5"]
    )
  }

  @Test func `the other way about the same triggers are removed`() throws {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let path = try scratch.file("extract.csv", Self.extract)
    let low = try scratch.rules("\(Self.rule).yaml") {
      $0.replacing("at-least: 4", with: "at-least: 3")
    }
    let outcome = try Program.run("rules", "diff", low, "Rules", path, "--as-of", "2026-11-01")
    #expect(outcome.output.hasPrefix("- \(Self.rule), version 1, at 2026-01-18 10:00 (RJE A3)"))
    #expect(outcome.output.contains("for whom only the old rules fire"))
  }

  @Test func `equal rules differ in nothing, and nobody is named`() throws {
    let outcome = try diff()
    #expect(!outcome.output.contains("RJE"))
    for value in ["9990000018", "999 000 0018", "2018-03-02"] {
      #expect(try !diff("--set", "\(Self.rule).at-least=3").output.contains(value))
    }
  }

  @Test(arguments: [
    ("\(rule).at-least=2", 3), ("\(rule).at-least=4", 0), ("\(rule).within=7 days", 0),
  ])
  func `a dry-run takes varied numbers too`(setting: String, triggers: Int) throws {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let path = try scratch.file("extract.csv", Self.extract)
    let table = "\(scratch.path)/triggers.csv"
    let outcome = try Program.run(
      "dry-run",
      "--set",
      setting,
      "--as-of",
      "2026-11-01",
      "--triggers",
      table,
      path
    )
    #expect(outcome.code == 0)
    let lines = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n")
    #expect(lines.count { $0.hasPrefix(Self.rule) } == triggers)
  }

  @Test(
    arguments: [
      ("\(rule).at-leest=3", "varies nothing"),
      ("frequent-atender-4-in-6-months.at-least=3", "did you mean “\(rule)”?"),
      ("unregistered-with-gp.at-least=3", "has no number that"),
      ("\(rule).under=1 month", nil),
    ] as [(String, String?)]
  )
  func `a setting that fits nothing is a usage error`(setting: String, sentence: String?) throws {
    let outcome = try diff("--set", setting)
    #expect(outcome.code == (sentence == nil ? 0 : 64))
    if let sentence { #expect(outcome.messages.contains(sentence), "\(outcome.messages)") }
  }

  @Test(arguments: [(["--practices", "SampleData/practices.csv"], true), ([], false)])
  func `practices are known by name with the directory`(
    options: [String],
    isKnown: Bool
  ) throws {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let registered = try scratch.rules("unregistered-with-gp.yaml") {
      $0.replacing("registration: none", with: "registration: registered")
    }
    let outcome = try Program.run(
      ["rules", "diff", "Rules", registered, "SampleData/sources/walk-in.csv"]
        + ["--source", "walk-in", "--as-of", "2026-11-01"] + options
    )
    #expect(outcome.code == 0, "\(outcome.messages)")
    let isAdded = outcome.output.contains("+ unregistered-with-gp, version 1, at 2026-05-04 09:15")
    #expect(isAdded == isKnown, "\(outcome.output)")
  }
}
