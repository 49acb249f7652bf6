import Foundation
import LocatedYAML
import TemporaryFiles
import Testing

/// `attend rules check`, as a user sees it.
struct RulesCheckTests {
  private static let rule = "frequent-attender-4-in-6-months.yaml"

  private func check(_ changes: [(String, String)], in file: String = rule) throws
    -> Attend.Outcome
  {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let folder = try scratch.rules(file) { text in
      changes.reduce(text) { $0.replacing($1.0, with: $1.1, maxReplacements: 1) }
    }
    var outcome = try Program.run("rules", "check", folder)
    outcome.messages = outcome.messages.replacing(folder, with: "Rules")
    return outcome
  }

  @Test func `the shipped rules are in order, and their lack of approval is a warning`() throws {
    let outcome = try Program.run("rules", "check")
    #expect(outcome.code == 0)
    #expect(
      outcome.output.hasPrefix("5 rules, 3 letters, 4 alerts and 7 source profiles are in order.\n")
    )
    #expect(
      outcome.output.contains(
        "Rules/previous-injuries.yaml:4:7: warning: nobody has approved version 1 of this rule "
          + "[not-approved]\n"
      )
    )
  }

  @Test func `a mistake shows its line and a mark under the word`() throws {
    let outcome = try check([("category: unplanned }\n\n# What", "catgory: unplanned }\n\n# What")])
    #expect(outcome.code == 78)
    #expect(outcome.output == "")
    #expect(
      outcome.messages == """
        Rules/frequent-attender-4-in-6-months.yaml:19:46: error: there is no field “catgory”; \
        did you mean “category”? [unknown-field]
          19 | when: { department-type: ["01", "02", "03"], catgory: unplanned }
             |                                              ^~~~~~~

        """
    )
  }

  @Test(arguments: [
    ("at-least: 4", "at-least:", "at-least"), ("within: 6 months", "within:", "within"),
    ("- letter:", "- worklist:\n  - letter:", "worklist"),
    ("department-type: [\"01\", \"02\", \"03\"]", "department-type: { in: }", "in"),
    ("age: { under: 18 years }", "age: { under: }", "under"),
  ])
  func `a key without a value is a mistake, not a key that is not there`(
    line: String,
    blank: String,
    key: String
  ) throws {
    let outcome = try check([(line, blank)])
    #expect(outcome.code == 78, "\(outcome.said)")
    #expect(outcome.messages.contains("“\(key)” needs a value"), "\(outcome.said)")
  }

  @Test(arguments: [
    ("\u{A0}", "U+00A0"), ("\u{200B}", "U+200B"), ("'", "U+0027"), ("\u{0663}", "U+0663"),
    (" 1", "write the digits alone"),
  ])
  func `a code that nobody's record can hold is refused in a code set`(
    mark: String,
    words: String
  ) throws {
    let outcome = try check([("125668004,", "125668004\(mark),")], in: "codesets/bruising.csv")
    #expect(outcome.code == 78, "\(outcome.said)")
    #expect(outcome.messages.contains("[damaged-code]"))
    #expect(outcome.messages.contains(words), "\(outcome.said)")
  }

  @Test func `a few lines of anchors and aliases do not fill the memory`() throws {
    let levels = (1...12).map { level in
      "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]"
    }
    let bomb = "a0: &a0 [x]\n" + levels.joined(separator: "\n")
    let outcome = try check([("rule: frequent", "\(bomb)\nrule: frequent")])
    #expect(outcome.code == 78, "\(outcome.said)")
    #expect(outcome.messages.contains("anchors and aliases (&name, *name) are not supported here"))
    let merged = try check([("for: {", "for: &who {"), ("when: {", "when: { <<: *who, ")])
    #expect(merged.code == 78, "\(merged.said)")
  }

  @Test func `nobody approves by a blank name`() throws {
    let outcome = try check([
      ("version: 1\n", "version: 1\napproved: { by: \"\", role: \" \", on: 2026-01-05 }\n")
    ])
    #expect(outcome.code == 78, "\(outcome.said)")
    for key in ["by", "role"] { #expect(outcome.messages.contains("“\(key)” needs a value")) }
  }

  @Test func `all mistakes come in one go, whatever file they are in`() throws {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    _ = try scratch.rules(Self.rule) { $0.replacing("class: pattern", with: "class: patern") }
    _ = try scratch.rules("codesets/bruising.csv") { $0.replacing("125668004", with: "125668005") }
    _ = try scratch.rules("letters/letters.yaml") { $0.replacing("enclosure:", with: "enclosed:") }
    let folder = try scratch.rules("sources/ecds.yaml") { $0.replacing("title:", with: "titel:") }
    let output = try Program.run("rules", "check", folder).messages
    #expect(output.contains("did you mean “pattern”? [wrong-value]"))
    #expect(output.contains("[damaged-code]"))
    #expect(output.contains("“enclosed”; did you mean “enclosure”? [unknown-key]"))
    #expect(output.contains("“titel”; did you mean “title”? [unknown-key]"))
  }

  @Test func `a dry-run refuses a letter that nobody has written, where there are letters`() throws
  {
    let scratch = try TemporaryFolder()
    let folder = try scratch.rules(Self.rule) {
      $0.replacing("letter: gp-frequent-attender", with: "letter: gp-frequent-atender")
    }
    try scratch.write(Extract("arrival_date\n2026-10-30").text, to: "extract.csv")
    let dryRun = ["dry-run", "--rules", folder, "--as-of", "2026-11-01", "extract.csv"]
    let outcome = try Attend.call(dryRun, in: scratch.path)
    #expect(outcome.code == 78 && outcome.output == "")
    #expect(outcome.messages.contains("did you mean “gp-frequent-attender”? [unknown-letter]"))
    // Who only counts needs none.
    try scratch.remove("Rules/letters")
    #expect(try Attend.call(dryRun, in: scratch.path).code == 0)
  }

  @Test(arguments: [
    (
      "for: { age: { under: 18 years } }",
      "for: { age: { under: 18 years, at-least: 240 months } }",
      "no age is at least 240 months and under 18 years [contradiction]"
    ),
    (
      "when: { department-type", "when: { age: { at-least: 18 years }, department-type",
      "“for” and “when” never hold together: look at “age” [contradiction]"
    ),
    (
      "category: unplanned }\n\n# What",
      "category: unplanned, not: { category: unplanned } }\n\n# W",
      "“when” fits no attendance: look at “category” [contradiction]"
    ),
    (
      "  within: 6 months\n  at-least: 4", "  within: 2 days\n  at-least: 4\n  distinct: mobility",
      "no window of 2 days holds more than 2 different values of mobility, so the count never "
        + "reaches 4 [never-fires]"
    ),
    (
      "  of: attendances", "  of: presentations\n  gap: 5000 hours",
      "no window of 6 months holds more than 1 presentation, so the count never reaches 4 "
        + "[never-fires]"
    ),
    (
      "letter: gp-frequent-attender", "letter: gp-frequent-atender",
      "there is no letter “gp-frequent-atender” to registered-practice; did you mean "
        + "“gp-frequent-attender”? [unknown-letter]"
    ),
    (
      "alert: frequent-attender", "alert: frequent-attended",
      "there is no alert “frequent-attended”; did you mean “frequent-attender”? [unknown-alert]"
    ),
    (
      "    attendances: [2026-01-05, 2026-02-11, 2026-04-30]\n",
      "    attendances: [2021-01-05, 2021-02-11, 2021-04-30]\n",
      "the rule never looks at “three attendances are not enough”: no attendance of it lies in the "
        + "days on which this version is in force [unread-example]"
    ),
  ])
  func `a rule that reads well and makes no sense is a mistake`(
    piece: String,
    other: String,
    sentence: String
  ) throws {
    let outcome = try check([(piece, other)])
    #expect(outcome.code == 78)
    #expect(outcome.messages.contains("error: \(sentence)\n"), "\(outcome.messages)")
  }

  @Test func `versions that overlap are a mistake`() throws {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let folder = try scratch.rules("unregistered-with-gp.yaml") { text in
      text + "\n---\n" + text.replacing("version: 1", with: "version: 2")
    }
    let outcome = try Program.run("rules", "check", folder)
    #expect(outcome.messages.contains("so “in-force” needs “to” [version-order]"))
  }

  @Test func `a program can read the mistakes`() throws {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let folder = try scratch.rules(Self.rule) {
      $0.replacing("class: pattern", with: "class: patern")
    }
    let outcome = try Program.run("rules", "check", "--json", folder)
    #expect(outcome.code == 78)
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let report = try #require(object as? [String: Any])
    let found = try #require(report["diagnostics"] as? [[String: Any]]).filter {
      $0["severity"] as? String == "error"
    }
    let first = try #require(found.first)
    #expect(found.count == 1)
    #expect(first["code"] as? String == "wrong-value")
    #expect(first["line"] as? Int == 7)
    #expect(first["column"] as? Int == 8)
    #expect(first["suggestion"] as? String == "pattern")
    #expect((first["file"] as? String)?.hasSuffix("/\(Self.rule)") == true)
  }

  @Test(arguments: ["another-rule.yml", "another-rule.YAML", "codesets/burn.CSV", "sources/gp.yml"])
  func `a file that would silently not be read is a mistake`(name: String) throws {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let folder = try scratch.rules(Self.rule) { $0 }
    try scratch.write("rule: another-rule\n", to: "Rules/\(name)")
    let outcome = try Program.run("rules", "check", folder)
    #expect(outcome.code == 78)
    #expect(outcome.messages.contains("/\(name) would not be read: the files of "))
    #expect(outcome.sentences.count == 1, "\(outcome.messages)")
  }

  @Test func `a line between versions with nothing behind it is no mistake`() throws {
    let outcome = try check([("# A child who comes", "---\n# A child who comes")])
    #expect(outcome.code == 0, "\(outcome.messages)")
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    #expect(
      try Program.run("rules", "check", try scratch.rules(Self.rule) { $0 + "---\n" }).code == 0
    )
  }

  @Test(arguments: [
    (
      "when: { department-type", "when: { department-type: \"01\", department-type", "duplicate-key"
    ),
    ("owner: Named Nurse for Safeguarding Children\n", "", "missing-key"),
    ("again: { after: 6 months, count-grows-by: 4 }", "again: 6 months", "wrong-kind"),
    ("category: unplanned }\n\n# What", "diagnosis: { in: injry } }\n\n# W", "unknown-code-set"),
    ("when: {", "when: }", "syntax"),
  ])
  func `every kind of mistake has its code`(piece: String, other: String, code: String) throws {
    let outcome = try check([(piece, other)])
    #expect(outcome.code == 78)
    #expect(outcome.sentences.count == 1, "\(outcome.messages)")
    #expect(outcome.messages.contains(" [\(code)]\n"), "\(outcome.messages)")
  }

  @Test func `a condition on an empty code set is a mistake where it stands`() throws {
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let folder = try scratch.rules("codesets/injury.csv") {
      String($0.prefix { $0 != "\n" }) + "\n"
    }
    let messages = try Program.run("rules", "check", folder).messages
    #expect(
      messages.contains("error: the code set “injury” is empty [empty-code-set]\n"),
      "\(messages)"
    )
  }

  @Test func `the documentation lists every code`() throws {
    let page = try String(
      contentsOf: Program.repository.appending(path: "Rules/README.md"),
      encoding: .utf8
    )
    for code in Diagnostic.Code.allCases {
      #expect(page.contains("`\(code.rawValue)`"), "\(code.rawValue)")
    }
  }

  @Test func `a missing folder is a sentence`() throws {
    let outcome = try Program.run("rules", "check", "no-such-folder")
    #expect(outcome.code == 78)
    #expect(outcome.messages.contains("no-such-folder"))
  }
}
