import AttendanceModel
import Letters
import LocatedYAML
import Testing

struct LetterLintTests {
  private func mistakes(_ text: String) -> [String] {
    LetterLint.mistakes(
      in: text,
      file: "a.mustache",
      avoid: ["failed": "was not brought", "abuse of": "what happened"]
    ).map(\.description)
  }

  @Test func `a blaming word is found with its place and a better one`() {
    #expect(
      mistakes("<p>\n  The parents Failed to come.")
        == ["a.mustache:2:15: “failed” blames or alarms; write was not brought"]
    )
    #expect(mistakes("domestic abuse of somebody").count == 1)
    #expect(mistakes("domestic abuse; unfailed").isEmpty)
  }

  @Test func `a picture without words is found`() {
    #expect(mistakes("<img src=\"x\" alt=\"A doctor\">").isEmpty)
    let found = "a.mustache:1:1: a picture needs an alt text that says what it shows"
    #expect(mistakes("<img src=\"x\">") == [found])
    #expect(mistakes("<img src=\"x\" alt=\"\">") == [found])
  }

  @Test(arguments: [
    ("<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2><h1>e</h1>", nil),
    ("<h1>a</h1><h3>b</h3>", "h3 after h1"), ("<h2>a</h2>", "h2 first"),
  ])
  func `headings that skip a level are found`(html: String, skipped: String?) {
    #expect(LetterLint.skippedHeading(in: html) == skipped)
  }

  @Test func `short words read younger than long ones`() {
    let easy = LetterLint.readingAge(of: "<p>A GP is a family doctor. It is free.</p>")
    let hard = LetterLint.readingAge(
      of: "<p>Registration facilitates comprehensive immunisation and developmental surveillance "
        + "in accordance with contemporary recommendations of the responsible authorities.</p>"
    )
    #expect(easy < 9)
    #expect(hard > 18)
  }

  @Test func `the shipped letters have none of these`() throws {
    let templates = try Samples.templates()
    for (name, text) in try Samples.files() where name.hasSuffix(".mustache") {
      let found = LetterLint.mistakes(in: text, file: name, avoid: templates.wording.wordsToAvoid)
      #expect(found.isEmpty, "\(found)")
    }
    #expect(templates.wording.wordsToAvoid.count > 10)
    let day = try Samples.day("2026-07-06")
    for (template, recipient) in templates.all {
      let letter = SampleLetter.letter(
        template,
        to: recipient,
        in: templates,
        isForTeam: false,
        on: day,
        isDraft: true
      )
      let html = try templates.render(letter, from: SampleLetter.organisation)
      #expect(LetterLint.skippedHeading(in: html) == nil, "\(template)")
      if recipient == .parent && html.contains("<html lang=\"en-GB\"") {
        #expect(LetterLint.readingAge(of: html) < 9.5, "\(template)")
      }
    }
  }
}
