import AttendanceModel
import Letters
import LocatedYAML
import Testing

struct LetterTemplatesTests {
  @Test func `the shipped folder loads, and nobody has approved it`() throws {
    let templates = try Samples.templates()
    #expect(
      templates.names(for: .registeredPractice) == [
        "gp-frequent-attender", "gp-non-mobile-bruising",
      ]
    )
    #expect(templates.names(for: .parent) == ["parent-register-with-gp"])
    #expect(
      templates.unapproved == [
        "gp-correction", "gp-frequent-attender", "gp-guidance-sheet", "gp-non-mobile-bruising",
        "parent-correction", "parent-register-with-gp",
      ]
    )
  }

  @Test(arguments: [
    ("{{patient.birth-dat}}", "1:1: there is no field “patient.birth-dat” here"),
    ("text {{titel}}", "1:6: there is no field “titel” here"),
    (
      "{{#rules}}\n  {{titel}}\n{{/rules}}",
      "2:3: there is no field “titel” here; did you mean “title”?"
    ),
    (
      "{{#rules}}{{window.from}}{{/rules}}",
      "1:11: “window.from” may be missing; "
        + "print it inside {{#window.from}}…{{/window.from}}"
    ),
    ("{{detour}}", "1:1: “detour” may be missing; print it inside {{#detour}}…{{/detour}}"),
    (
      "{{^detour}}{{detour}}{{/detour}}",
      "1:12: “detour” may be missing; print it inside {{#detour}}…{{/detour}}"
    ),
    ("{{sections}}", "1:1: “sections” is no text; open it with {{#sections}}"),
    ("{{.}}", "1:1: “.” is no text here"),
    ("{{{date}}}", "1:1: “{{{date}}” is not a tag that letters may use"),
    ("{{&date}}", "1:1: “{{&date}}” is not a tag that letters may use"),
    ("{{uppercased(date)}}", "1:1: “{{uppercased(date)}}” is not a tag that letters may use"),
    ("{{date", "1:1: a tag must be closed with }} on its line"),
    (
      "{{>part-evidense}}",
      "1:1: there is no template “part-evidense”; did you mean “part-evidence”?"
    ),
    ("{{>gp-frequent-attender}}", "1:1: “gp-frequent-attender” includes itself"),
    ("{{#rules}}", "1:11: this is not Mustache: a section is not closed"),
  ])
  func `a mistake in a template is found when the folder is loaded`(text: String, words: String)
    throws
  {
    var files = try Samples.files()
    files["gp-frequent-attender.mustache"] = text
    let error = try #require(throws: Diagnostics.self) {
      try LetterTemplates(files: files, folder: "letters")
    }
    let sentences = error.all.map(\.description)
    #expect(
      sentences.contains { $0.hasPrefix("letters/gp-frequent-attender.mustache:\(words)") },
      "\(sentences)"
    )
  }

  @Test(arguments: [
    "{{#detour}}{{detour}}{{/detour}}", "{{#detour}}{{.}}{{/detour}}",
    "{{#rules}}{{#window}}{{from}}{{/window}}{{/rules}}", "{{ date }}{{! a note }}",
    "{{#organisation.address-lines}}{{.}}{{/organisation.address-lines}}",
  ])
  func `what letters may use is accepted`(text: String) throws {
    var files = try Samples.files()
    files["gp-frequent-attender.mustache"] = text
    _ = try LetterTemplates(files: files, folder: "letters")
  }

  @Test(arguments: [
    "frame-parent.mustache", "gp-guidance-sheet.mustache", "letters.yaml", "wording.yaml",
  ])
  func `a missing file is named`(name: String) throws {
    var files = try Samples.files()
    files[name] = nil
    let error = try #require(throws: Diagnostics.self) {
      try LetterTemplates(files: files, folder: "letters")
    }
    #expect(error.all.map(\.description).contains("letters/\(name):1:1: this file is missing"))
  }

  @Test func `a template that no list names is a mistake`() throws {
    var files = try Samples.files()
    files["gp-frequent-atender.mustache"] = "x"
    let error = try #require(throws: Diagnostics.self) {
      try LetterTemplates(files: files, folder: "letters")
    }
    #expect(
      error.all.first?.description == "letters/gp-frequent-atender.mustache:1:1: "
        + "“gp-frequent-atender” is not in letters.yaml; did you mean “gp-frequent-attender”?"
    )
  }

  @Test(arguments: [
    ("{ to: icr }", "2:15: a letter is written to registered-practice or parent"),
    ("{ to: parents }", "2:15: “parents” is not one of"),
    ("{ to: parent, enclosure: none }", "2:34: “none” is not one of the enclosures listed here"),
    (
      "{ to: parent, approval: { by: A, role: B, on: soon } }",
      "2:55: “soon” is not a date like 2026-01-31"
    ),
    ("{ enclosure: extra }", "2:9: a letter needs “to”"),
  ])
  func `a mistake in the list of letters has its place`(entry: String, words: String) throws {
    var files = try Samples.files()
    files["letters.yaml"] = "letters:\n  some: \(entry)\nenclosures: { extra: {} }\n"
    let error = try #require(throws: Diagnostics.self) {
      try LetterTemplates(files: files, folder: "letters")
    }
    let sentences = error.all.map(\.description)
    #expect(sentences.contains { $0.hasPrefix("letters/letters.yaml:\(words)") }, "\(sentences)")
  }

  @Test(arguments: [Recipient.registeredPractice, .safeguardingTeam, .parent])
  func `the folder's guide lists every field`(recipient: Recipient) throws {
    let guide = try #require(Samples.files()["README.md"])
    let names = LetterTemplates.fieldNames(for: recipient)
    #expect(names.contains("organisation.name"))
    for name in names { #expect(guide.contains("`\(name)`"), "\(name)") }
  }

  @Test func `an approved template says who approved it`() throws {
    var files = try Samples.files()
    files["letters.yaml"] = files["letters.yaml"]?.replacing(
      "gp-non-mobile-bruising: { to: registered-practice }",
      with: "gp-non-mobile-bruising: { to: registered-practice, "
        + "approval: { by: A Sample, role: Named Doctor, on: 2026-01-31 } }"
    )
    let templates = try LetterTemplates(files: files, folder: "letters")
    #expect(templates.isApproved("gp-non-mobile-bruising"))
    #expect(!templates.isApproved("gp-frequent-attender"))
  }

  @Test(arguments: [
    "inappropriate", "unnecessary", "regular attender", "failed", "failure", "fault", "blame",
    "abuse of", "did not bother", "non-compliant", "frequent flyer", "problem famil",
  ])
  func `no template blames`(words: String) throws {
    for (name, text) in try Samples.files() where name.hasSuffix(".mustache") {
      #expect(!text.lowercased().contains(words), "\(name)")
    }
  }

  @Test func `a folder that cannot be read is one sentence`() throws {
    let error = try #require(throws: Diagnostics.self) {
      try LetterTemplates(folder: "no/such/folder")
    }
    #expect(error.all.map(\.description) == ["no/such/folder:1:1: this folder cannot be read"])
  }
}
