import AttendanceModel
import Letters
import LocatedYAML
import Testing

/// A parent letter speaks of registering with a GP and of nothing else (design S13).
struct ParentLetterTests {
  @Test(arguments: [
    "unregistered", "Not registered", "05-Jul-2026", "2026-07-05", "5 July", "Cough", "wheeze",
    "emergency", "A&amp;E", "A&E", "attend", "visit", "walk-in", "safeguard", "Safeguard",
    "injur", "Treatment complete", "999 000", "9990000018", "02-Mar-2018", "RZZ-000123", "rule",
    "01632 960 100",
  ])
  func `nothing but registering with a GP is in it`(words: String) throws {
    let html = try Samples.render(Samples.parentLetter())
    let body = try #require(html.firstRange(of: "<body>"))
    #expect(!html[body.upperBound...].contains(words))
    let title = try #require(html.firstRange(of: "<title>"))
    let style = try #require(html.firstRange(of: "<style>"))
    #expect(!html[title.upperBound..<style.lowerBound].contains(words))
  }

  @Test(arguments: [
    "To the parent or carer of<br>Rowan Testcase<br>3 Made-up Street<br>Sampleton<br>ZZ1 3ZZ",
    "Please sign Rowan up with a GP", "It is free", "You do not need</strong> an ID",
    "Patient Advice and Liaison Service, phone <strong class=\"day\">01632 960 200</strong>",
    "DRAFT: not clinically approved",
  ])
  func `it says why and how`(words: String) throws {
    #expect(try Samples.render(Samples.parentLetter()).contains(words))
  }

  @Test func `an organisation without a contact for parents prints none`() throws {
    var organisation = Samples.organisation
    organisation.parentContact = nil
    let html = try Samples.templates().render(Samples.parentLetter(), from: organisation)
    #expect(!html.contains("You can ask us"))
    #expect(!html.contains("please tell us who it is"))
    #expect(!html.contains("01632 960 100"))
  }

  @Test func `a practice's template never goes to a parent, nor a parent's to anyone else`() throws
  {
    var letter = try Samples.parentLetter()
    letter.sections.append(try Samples.frequentAttender())
    let cause = LetterError.Cause.templateNotFor(
      recipient: "parent",
      template: "gp-frequent-attender"
    )
    #expect(throws: LetterError(letter: letter.id, cause: cause)) { try Samples.render(letter) }
    letter = try Samples.parentLetter()
    letter.addressee = .safeguardingTeam(because: nil)
    #expect(throws: LetterError.self) { try Samples.render(letter) }
  }

  @Test(arguments: [
    "{{#rules}}{{title}}{{/rules}}", "{{patient.birth-date}}", "{{#evidence}}{{/evidence}}",
  ])
  func `its template cannot even name a rule, a visit or the patient's details`(tags: String)
    throws
  {
    var files = try Samples.files()
    files["parent-register-with-gp.mustache", default: ""] += tags
    #expect(throws: Diagnostics.self) { try LetterTemplates(files: files, folder: "letters") }
  }

  @Test func `a long address fits the window, its postcode on a line of its own`() throws {
    var letter = try Samples.parentLetter()
    let lines = [
      "Flat 9", "Invented House", "123 Made-up Street", "Old Town", "Sampleton", "ZZ1 3ZZ",
    ]
    letter.addressee = .parent(.init(name: "Rowan Testcase", lines: lines))
    #expect(
      try Samples.render(letter).contains(
        "Rowan Testcase<br>Flat 9, Invented House<br>123 Made-up Street<br>Old Town, Sampleton<br>"
          + "ZZ1 3ZZ<br>"
      )
    )
  }

  @Test func `a child without a name gets no letter`() throws {
    var letter = try Samples.parentLetter()
    letter.patient.givenName = nil
    letter.patient.familyName = nil
    #expect(throws: LetterError(letter: letter.id, cause: .missing(field: "given-name"))) {
      try Samples.render(letter)
    }
  }
}
