import Foundation
import TemporaryFiles
import Testing

/// `attend letters` through the command.
struct LettersCommandTests {
  private static let templates = [
    "gp-correction", "gp-frequent-attender", "gp-non-mobile-bruising", "parent-correction",
    "parent-register-with-gp", "parent-register-with-gp-easy-read",
    "parent-register-with-gp-large-print", "parent-register-with-gp-pl",
    "parent-register-with-gp-ur",
  ]

  @Test(arguments: templates)
  func `every letter can be looked at, and leaves nothing behind`(template: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try Attend.call(
      ["letters", "preview", template, "--rules", Attend.rules, "--as-of", "2026-07-06"],
      in: folder.path
    )
    #expect(outcome.code == 0, "\(outcome.messages)")
    #expect(outcome.output.contains("Rowan") && outcome.output.contains("DRAFT"))
    #expect(FolderTree(folder.path).paths.isEmpty)
  }

  @Test func `a preview can be a PDF, and the team's`() throws {
    let folder = try TemporaryFolder()
    let outcome = try Attend.call(
      [
        "letters", "preview", "gp-frequent-attender", "--rules", Attend.rules, "--for-team",
        "--output", "letter.pdf",
      ],
      in: folder.path
    )
    #expect(outcome.code == 0, "\(outcome.messages)")
    let pdf = FolderTree(folder.path).files["letter.pdf"]
    #expect(pdf?.starts(with: Data("%PDF-".utf8)) == true)
  }

  @Test func `a real trigger's visits are shown, and its person only when asked for`() throws {
    let folder = try TemporaryFolder()
    let table = """
      attendance_id, child, arrival_date, family_name
      A, 0, 2026-01-05, Test-Rowan
      B, 0, 2026-02-11, Test-Rowan
      C, 0, 2026-04-30, Test-Rowan
      D, 0, 2026-07-05, Test-Rowan
      """
    try folder.write(Extract(table).text, to: "one.csv")
    let preview = { (options: [String]) in
      try Attend.call(
        [
          "letters", "preview", "gp-frequent-attender", "--rules", Attend.rules, "--provider",
          "RZ9", "--as-of", "2026-07-06", "one.csv",
        ] + options,
        in: folder.path
      )
    }
    let unnamed = try preview(["--attendance", "D"])
    #expect(unnamed.output.contains("4 counted from <span class=\"day\">05-Jan-2026</span>"))
    #expect(unnamed.output.contains("TESTCASE, Rowan"))
    #expect(!unnamed.output.contains("TEST-ROWAN"))
    let named = try preview(["--attendance", "D", "--identifiable"])
    #expect(named.output.contains("TEST-ROWAN"))
    let none = try preview(["--attendance", "C"])
    #expect(none.code == 66)
    #expect(none.messages.contains("no rule writes “gp-frequent-attender” because of"))
  }

  @Test func `a letter that is not there is named with the nearest`() throws {
    let folder = try TemporaryFolder()
    let outcome = try Attend.call(
      ["letters", "preview", "gp-frequent-atender", "--rules", Attend.rules],
      in: folder.path
    )
    #expect(outcome.code == 64)
    #expect(outcome.messages.contains("did you mean “gp-frequent-attender”?"))
  }

  @Test func `the shipped letters pass their check`() throws {
    let folder = try TemporaryFolder()
    let outcome = try Attend.call(["letters", "check", Attend.rules], in: folder.path)
    #expect(outcome.code == 0, "\(outcome.messages)")
    #expect(outcome.messages == "")
    for template in Self.templates { #expect(outcome.output.contains(template)) }
  }

  @Test(arguments: [
    ("<p>The parents failed to come.</p>", 78, "gp-frequent-attender.mustache:1:16: error"),
    ("<h4>Why</h4>", 78, "its headings skip a level: h4 after h1"),
    ("<img src=\"x.png\">", 78, "a picture needs an alt text"),
    ("{{titel}}", 78, "there is no field “titel” here"),
  ])
  func `what is wrong with a letter is said with its place`(
    body: String,
    code: Int32,
    says: String
  ) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: Attend.rules, toPath: "\(folder.path)/Rules")
    try folder.write(body, to: "Rules/letters/gp-frequent-attender.mustache")
    let outcome = try Attend.call(["letters", "check"], in: folder.path)
    #expect(outcome.code == code)
    #expect(outcome.messages.contains(says), "\(outcome.messages)")
  }
}
