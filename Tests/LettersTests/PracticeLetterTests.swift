import AttendanceModel
import Letters
import Testing

struct PracticeLetterTests {
  @Test func `the first lines say to hide the letter from online access`() throws {
    let html = try Samples.render(Samples.practiceLetter(isDraft: false))
    let text = try #require(html.firstRange(of: "<main>")).upperBound
    let hide = try #require(html.firstRange(of: "Hide this letter from online access"))
    #expect(html.distance(from: text, to: hide.lowerBound) < 60)
  }

  @Test func `what is asked stands before the reason, and the reason before the visits`() throws {
    let html = try Samples.render(Samples.practiceLetter())
    let places = try ["What we ask you to do", "<h3>Why</h3>", "<table>", "Whom to contact"].map {
      try #require(html.firstRange(of: $0)).lowerBound
    }
    #expect(places == places.sorted())
  }

  @Test(arguments: [
    "TESTCASE, Rowan", "02-Mar-2018", "999 000 0018", "RZZ-000123",
    "Invented Lane Surgery<br>2 Invented Lane<br>Sampleton<br>ZZ1 2ZZ<br>",
    "Our reference: <span class=\"letter\">2026-07-06-001-L0001</span>",
    "4 or more A&amp;E attendances in 6 months:</strong> 4 counted from "
      + "<span class=\"day\">05-Jan-2026</span> to <span class=\"day\">05-Jul-2026</span>, "
      + "both days included",
    "Safeguarding Children Team, telephone <strong>01632 960 100</strong>",
    "Rule frequent-attender-4-in-6-months, version 1, not clinically approved.",
    "<html lang=\"en-GB\">", "<th scope=\"col\">Date</th>", "<th scope=\"row\">05-Jan-2026",
    "counter(page) \" of \" counter(pages)",
  ])
  func `a practice can act on what it reads`(words: String) throws {
    #expect(try Samples.render(Samples.practiceLetter()).contains(words))
  }

  @Test func `every visit stands with whether it counts and why`() throws {
    let html = try Samples.render(Samples.practiceLetter())
    #expect(html.count(of: "<th scope=\"row\">") == 5)
    #expect(html.count(of: "<strong>Yes</strong>") == 4)
    #expect(html.contains("<strong>Yes</strong>: left early"))
    #expect(html.contains("No: not an A&amp;E department"))
    #expect(html.contains("no diagnosis recorded"))
  }

  @Test(arguments: Evidence.Reason.allCases)
  func `each reason for not counting has words`(reason: Evidence.Reason) throws {
    let row = try Samples.row("2026-01-05", .notCounted(reason: reason))
    let section = try Samples.frequentAttender([Samples.fourInSixMonths(evidence: [row])])
    let html = try Samples.render(Samples.practiceLetter(sections: [section]))
    #expect(html.contains("<td>No: "))
  }

  @Test func `a visit of two rules is one line, told apart where they differ`() throws {
    let section = try Samples.frequentAttender([
      Samples.fourInSixMonths(), Samples.sixInTwelveMonths(),
    ])
    let html = try Samples.render(Samples.practiceLetter(sections: [section]))
    #expect(html.count(of: "<th scope=\"row\">") == 7)
    #expect(html.contains("<td>(b) <strong>Yes</strong>: not recorded whether planned"))
    #expect(html.contains("<td><strong>Yes</strong><br></td>"))
    #expect(html.contains("(b) 6 or more A&amp;E attendances in 12 months. Rule"))
  }

  @Test func `two like visits of one rule stay two lines`() throws {
    let twice = try [Samples.row("2026-01-05"), Samples.row("2026-01-05")]
    let section = try Samples.frequentAttender([Samples.fourInSixMonths(evidence: twice)])
    let html = try Samples.render(Samples.practiceLetter(sections: [section]))
    #expect(html.count(of: "<th scope=\"row\">") == 2)
  }

  @Test func `a visit whose time is missing claims none`() throws {
    let row = try Samples.row("2026-01-05", at: .midnight)
    let section = try Samples.frequentAttender([Samples.fourInSixMonths(evidence: [row])])
    let html = try Samples.render(Samples.practiceLetter(sections: [section]))
    #expect(html.contains("<th scope=\"row\">05-Jan-2026</th>"))
  }

  @Test func `suspected harm comes first, and one guidance sheet follows`() throws {
    let letter = try Samples.practiceLetter(sections: [
      Samples.frequentAttender(), Samples.bruising(),
    ])
    let html = try Samples.render(letter)
    let bruise = try #require(html.firstRange(of: "confirm that a same-day referral was made"))
    let often = try #require(html.firstRange(of: "frequent attendances: please review"))
    #expect(bruise.lowerBound < often.lowerBound)
    #expect(html.count(of: "Guidance sheet: reviewing") == 1)
  }

  @Test func `the bruising letter says what codes cannot tell, when it is late, who approved`()
    throws
  {
    let html = try Samples.render(
      Samples.practiceLetter(sections: [Samples.bruising()], isDraft: false)
    )
    #expect(html.contains("cannot tell a bruise from a graze"))
    #expect(html.contains("<span class=\"day\">14-Jul-2026</span>, 9 days after the visit of"))
    #expect(html.contains("approved by Dr Sample Approver, Named Doctor for Safeguarding Children"))
    #expect(!html.contains("Guidance sheet"))
    #expect(!html.contains("DRAFT"))
  }

  @Test func `every page of a draft says so`() throws {
    let html = try Samples.render(Samples.practiceLetter())
    // Letter, guidance sheet, and the margin of each printed page.
    #expect(html.count(of: "DRAFT: not clinically approved") == 3)
    #expect(html.contains("@top-center { content: \"DRAFT: not clinically approved\""))
  }

  @Test func `a letter about a verified number needs no name: it says what is not recorded`() throws
  {
    var letter = try Samples.practiceLetter()
    letter.patient.familyName = " "
    letter.patient.givenName = nil
    letter.patient.birthDate = nil
    let html = try Samples.render(letter)
    #expect(html.contains("Family name not recorded, given name not recorded"))
    #expect(html.contains("<dt>Born:</dt> <dd class=\"born\">not recorded</dd>"))
  }

  @Test func `an amendment names what it replaces in each letter`() throws {
    var letter = try Samples.practiceLetter()
    #expect(!(try Samples.render(letter)).contains("This letter replaces"))
    letter.replaces = try ["2026-01-05", "2026-01-06"].map { text in
      let day = try #require(CivilDay(text))
      return Letter.Replaced(
        earlier: Letter.Earlier(id: "\(text)-001-L0007", date: day),
        title: "A rule"
      )
    }
    let html = try Samples.render(letter)
    for words in [
      "replaces what our letter 2026-01-05-001-L0007 of 05-Jan-2026 says under “A rule”",
      "replaces what our letter 2026-01-06-001-L0007 of 06-Jan-2026 says under “A rule”",
      "the list of visits below is the right one",
    ] {
      #expect(html.contains(words))
    }
  }

  @Test(arguments: ["nhs-number", "lines"])
  func `a letter that lacks what it must say is not written`(field: String) throws {
    var letter = try Samples.practiceLetter()
    switch field {
    case "nhs-number": letter.patient.nhsNumber = nil
    default: letter.addressee = .registeredPractice(.init(name: "Invented", lines: [""]))
    }
    let error = LetterError(letter: letter.id, cause: .missing(field: field))
    #expect(throws: error) { try Samples.render(letter) }
    #expect(!error.description.contains("Rowan"))
  }

  @Test func `values are escaped, also with a combining mark on the quote`() throws {
    var letter = try Samples.practiceLetter()
    letter.patient.familyName = "<script>alert('x')</script> & \"co\""
    letter.patient.givenName = "Ann<\u{301}b>\u{7}e"
    let html = try Samples.render(letter)
    #expect(
      html.contains(
        "&lt;SCRIPT&gt;ALERT(&#39;X&#39;)&lt;/SCRIPT&gt; &amp; &quot;CO&quot;, Ann&lt;b&gt; e<"
      )
    )
    #expect(!html.lowercased().contains("<script"))
  }

  @Test func `the same letter gives the same bytes`() throws {
    let letter = try Samples.practiceLetter(sections: [
      Samples.frequentAttender(), Samples.bruising(),
    ])
    #expect(try Samples.render(letter) == Samples.render(letter))
  }

  @Test func `a rule that names no letter here is an error`() throws {
    var section = try Samples.frequentAttender()
    section.template = "gp-frequent-atender"
    let letter = try Samples.practiceLetter(sections: [section])
    #expect(
      throws: LetterError(letter: letter.id, cause: .unknownTemplate("gp-frequent-atender"))
    ) {
      try Samples.render(letter)
    }
  }
}
