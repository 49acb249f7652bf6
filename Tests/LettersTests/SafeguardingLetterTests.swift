import AttendanceModel
import Letters
import Testing

struct SafeguardingLetterTests {
  @Test(arguments: [
    "Hide this letter from online access",
    "Why this comes to you and not to the practice:</strong> "
      + "The NHS number is missing or has not been verified.",
    "Practice recorded at the visit:</dt> <dd>Other Invented Surgery",
    "please decide who should be told", "What a practice is asked to do",
    "No: not an A&amp;E department", "Safeguarding Children Team<br>Sample Valley",
  ])
  func `the team reads why it is told and what to do`(words: String) throws {
    #expect(try Samples.render(Samples.safeguardingLetter()).contains(words))
  }

  @Test func `a rule that tells the team itself gives no detour`() throws {
    let html = try Samples.render(Samples.safeguardingLetter(because: nil))
    #expect(!html.contains("Why this comes to you"))
    #expect(html.contains("Check the person’s details."))
  }

  @Test func `a person whose details are missing is still told of, and the gaps are named`() throws
  {
    var letter = try Samples.safeguardingLetter(because: "unidentified")
    letter.patient = LetterPatient(
      familyName: nil,
      givenName: nil,
      birthDate: nil,
      nhsNumber: nil
    )
    let html = try Samples.render(letter)
    #expect(html.contains("Family name not recorded, given name not recorded"))
    #expect(html.contains("<dt>NHS number:</dt> <dd class=\"number\">not recorded</dd>"))
    #expect(html.contains("<dt>Born:</dt> <dd class=\"born\">not recorded</dd>"))
    #expect(!html.contains("<dt>Sex:"))
  }

  @Test func `a reason without words is an error that names the key`() throws {
    let letter = try Samples.safeguardingLetter(because: "no-such-reason")
    let cause = LetterError.Cause.noWords(group: .detour, key: "no-such-reason")
    let error = LetterError(letter: letter.id, cause: cause)
    #expect(throws: error) { try Samples.render(letter) }
    #expect(
      error.description == "letter 2026-07-06-001-L0003 cannot be written: "
        + "the wording has no “no-such-reason” under “detour”"
    )
  }
}
