import AttendanceModel
import Letters
import LocatedYAML
import Testing

/// Parents' letters in another language, in large print, in easy words.
struct LetterFormTests {
  private static let approval = "approval: { by: A Sample, role: Named Nurse, on: 2026-01-31 }"

  /// The shipped letters with one variant approved.
  private func templates(approving variant: String) throws -> LetterTemplates {
    var files = try Samples.files()
    let list = try #require(files["letters.yaml"])
    let changed =
      list
      .replacing("\(variant): { style", with: "\(variant): { \(Self.approval), style")
      .replacing("\(variant):\n", with: "\(variant):\n        \(Self.approval)\n")
    try #require(changed != list)
    files["letters.yaml"] = changed
    return try LetterTemplates(files: files, folder: "letters")
  }

  private func letter(preferring language: String?) throws -> Letter {
    var letter = try Samples.parentLetter()
    letter.patient.preferredLanguage = language
    return letter
  }

  @Test(arguments: [
    ("pl", "parent-register-with-gp-pl", "<html lang=\"pl\" dir=\"ltr\" class=\"standard\">"),
    ("UR", "parent-register-with-gp-ur", "<html lang=\"ur\" dir=\"rtl\" class=\"standard\">"),
    (
      "large-print", "parent-register-with-gp-large-print",
      "<html lang=\"en-GB\" dir=\"ltr\" class=\"large-print\">"
    ),
    (
      "easy-read", "parent-register-with-gp-easy-read",
      "<html lang=\"en-GB\" dir=\"ltr\" class=\"easy-read\">"
    ),
  ])
  func `an approved form is chosen by the preferred language`(
    language: String,
    variant: String,
    words: String
  ) throws {
    let approved = try templates(approving: variant)
    let html = try approved.render(letter(preferring: language), from: Samples.organisation)
    #expect(html.contains(words))
    #expect(html.contains("Rowan"))
    // The address is for the post, in English.
    #expect(html.contains("To the parent or carer of<br>Rowan Testcase<br>3 Made-up Street"))
  }

  @Test(arguments: ["pl", "ur", "large-print", "easy-read"])
  func `no form is chosen that nobody has approved`(language: String) throws {
    let html = try Samples.render(letter(preferring: language))
    #expect(html.contains("<html lang=\"en-GB\" dir=\"ltr\" class=\"standard\">"))
    #expect(html.contains("Please sign Rowan up with a GP"))
  }

  @Test(arguments: [nil, "fr", ""])
  func `a language without a form gets the letter itself`(language: String?) throws {
    let approved = try templates(approving: "parent-register-with-gp-pl")
    let html = try approved.render(letter(preferring: language), from: Samples.organisation)
    #expect(html.contains("Please sign Rowan up with a GP"))
  }

  @Test func `no rule may name a form, and a form must say whom it is for`() throws {
    #expect(try Samples.templates().names(for: .parent) == ["parent-register-with-gp"])
    var files = try Samples.files()
    files["letters.yaml"] = files["letters.yaml"]?.replacing(", for: [easy-read]", with: "")
    let error = try #require(throws: Diagnostics.self) {
      try LetterTemplates(files: files, folder: "letters")
    }
    #expect(error.all.map(\.message) == ["a variant needs “for”"])
  }
}
