import AttendanceModel
import Letters
import LocatedYAML
import Testing

/// Letters that take back what an earlier one said (design S10).
struct CorrectionLetterTests {
  @Test(arguments: [
    "Set aside what our letter 2026-05-01-001-L0007 of <span class=\"day\">01-May-2026</span> says "
      + "under “4 or more A&amp;E attendances in 6 months”,</strong> and mark that letter",
    "visit of <span class=\"day\">30-Apr-2026</span>: The hospital has deleted the record",
    "they decide whether it goes on", "Whom to contact", "Hide this letter from online access",
    "Taken back: 4 or more A&amp;E attendances in 6 months. Rule "
      + "frequent-attender-4-in-6-months, version 1.",
    "The table shows the visits as our records have them now.", "<th scope=\"row\">05-Jan-2026",
  ])
  func `a practice reads which letter was wrong, why, and what to do`(words: String) throws {
    let html = try Samples.render(
      Samples.correctionLetter([
        Samples.correction(.deleted, evidence: [Samples.row("2026-01-05")])
      ])
    )
    #expect(html.contains(words))
  }

  @Test func `a letter about the wrong patient is to be removed, and shows no visit`() throws {
    let html = try Samples.render(Samples.correctionLetter([Samples.correction(.wrongPatient)]))
    #expect(html.contains("Remove our letter 2026-05-01-001-L0007 of"))
    #expect(!html.contains("Set aside"))
    #expect(!html.contains("<table>"))
  }

  @Test func `of a letter about the wrong patient too, what is about this one is kept`() throws {
    var correction = try Samples.correction(.wrongPatient)
    correction.ofThisPatient = try ["2026-04-28", "2026-04-29"].map {
      Correction.Statement(title: "A bruise", triggeredOn: try #require(CivilDay($0)))
    }
    let html = try Samples.render(Samples.correctionLetter([correction]))
    #expect(!html.contains("Remove our letter"))
    #expect(
      html.contains("Strike out of this patient’s record what our letter 2026-05-01-001-L0007")
    )
    for day in ["28-Apr-2026", "29-Apr-2026"] {
      #expect(
        html.contains(
          "under “A bruise” of the visit of <span class=\"day\">\(day)</span> is about this"
        )
      )
    }
  }

  @Test func `several corrections of one letter are told apart`() throws {
    let other = try Samples.correction(.evidenceChanged, title: "Another rule")
    let html = try Samples.render(
      Samples.correctionLetter([Samples.correction(.corrected), other])
    )
    #expect(html.contains("<li>(a) <strong>Set aside"))
    #expect(html.contains("<li>(b) <strong>Another rule</strong>"))
  }

  @Test func `the safeguarding team gets a practice's correction in its own frame`() throws {
    var letter = try Samples.correctionLetter([Samples.correction(.deleted)])
    letter.addressee = .safeguardingTeam(because: "no-practice")
    let html = try Samples.render(letter)
    #expect(html.contains("please decide who should be told"))
    #expect(html.contains("What a practice is asked to do"))
  }

  @Test func `a parent reads that the letter was a mistake, and nothing of rules or visits`() throws
  {
    let templates = try Samples.templates()
    var letter = try Samples.parentLetter()
    letter.sections = [
      Letter.Section(
        template: try #require(templates.correction(for: .parent)),
        ruleClass: .administrative,
        corrections: [
          try Samples.correction(.corrected, evidence: [Samples.row("2026-01-05")])
        ]
      )
    ]
    let html = try Samples.render(letter)
    #expect(html.contains("On <strong class=\"day\">01-May-2026</strong> we wrote to you"))
    #expect(html.contains("2026-05-01-001-L0007"))
    for words in ["A&amp;E", "30-Apr-2026", "05-Jan-2026", "Cough", "corrected", "attend"] {
      #expect(!html.contains(words), "\(words)")
    }
  }

  @Test func `the team's correction is the practice's, and no rule may name one`() throws {
    let templates = try Samples.templates()
    #expect(templates.correction(for: .safeguardingTeam) == "gp-correction")
    #expect(templates.correction(for: .registeredPractice) == "gp-correction")
    #expect(templates.correction(for: .icr) == nil)
    #expect(!templates.names(for: .registeredPractice).contains("gp-correction"))
  }

  @Test func `a correction that takes nothing back, or tells something, is no letter`() throws {
    var letter = try Samples.correctionLetter([])
    let nothing = LetterError(letter: letter.id, cause: .nothingToSay)
    #expect(throws: nothing) { try Samples.render(letter) }
    letter.sections = [
      Letter.Section(
        template: "gp-correction",
        ruleClass: .pattern,
        statements: [try Samples.fourInSixMonths()]
      )
    ]
    #expect(throws: nothing) { try Samples.render(letter) }
    letter.sections = [
      Letter.Section(
        template: "gp-frequent-attender",
        ruleClass: .pattern,
        corrections: [try Samples.correction(.deleted)]
      )
    ]
    #expect(throws: nothing) { try Samples.render(letter) }
  }

  @Test func `a folder without a correction for a recipient is refused`() throws {
    var files = try Samples.files()
    files["letters.yaml"] = files["letters.yaml"]?.replacing(
      "  parent-correction: { to: parent }\n",
      with: ""
    )
    let error = try #require(throws: Diagnostics.self) {
      try LetterTemplates(files: files, folder: "letters")
    }
    #expect(error.all.contains { $0.message == "there must be one correction to parent" })
  }
}

extension Samples {
  static func correction(
    _ cause: Correction.Cause,
    title: String = "4 or more A&E attendances in 6 months",
    evidence: [EvidenceRow] = []
  ) throws -> Correction {
    Correction(
      earlier: Letter.Earlier(id: "2026-05-01-001-L0007", date: try day("2026-05-01")),
      cause: cause,
      rule: "frequent-attender-4-in-6-months",
      version: 1,
      title: title,
      triggeredOn: try day("2026-04-30"),
      evidence: evidence
    )
  }

  static func correctionLetter(_ corrections: [Correction]) throws -> Letter {
    try practiceLetter(sections: [
      Letter.Section(template: "gp-correction", ruleClass: .pattern, corrections: corrections)
    ])
  }
}
