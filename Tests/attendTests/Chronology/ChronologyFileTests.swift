import Foundation
import TemporaryFiles
import Testing

/// The files that `attend chronology` writes, and what it refuses.
struct ChronologyFileTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      Extract("attendance_id, arrival_date, given_name\nA, 2025-06-01, Zoë\nB, 2026-06-01, Zoë")
        .text,
      to: "extract.csv"
    )
    return folder
  }

  private func call(_ folder: TemporaryFolder, _ more: String...) throws -> Attend.Outcome {
    try Attend.call(
      [
        "chronology", "--rules", Attend.rules, "--provider", "RZ9", "--as-of", "2026-12-31",
      ] + more,
      in: folder.path
    )
  }

  @Test func `a file is its owner's alone, also in the place of an open one`() throws {
    let folder = try folder()
    try folder.write("old", to: "c.html")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644],
      ofItemAtPath: "\(folder.path)/c.html"
    )
    let outcome = try call(folder, "--attendance", "A", "--output", "c.html", "extract.csv")
    #expect(outcome.code == 0 && outcome.said.isEmpty)
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/c.html")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(FolderTree(folder.path).paths == ["c.html", "extract.csv"])
  }

  @Test func `the page needs nothing but itself`() throws {
    let folder = try folder()
    let html = try call(folder, "--attendance", "A", "--output", "-", "extract.csv").output
    #expect(html.contains("Content-Security-Policy\" content=\"default-src 'none'"))
    for outside in ["src=", "@import", "url(", "http://", "https://", "<script"] {
      #expect(!html.contains(outside), "\(outside)")
    }
  }

  @Test func `printed, it is tagged A4 with a described drawing, and the same bytes each time`()
    throws
  {
    let folder = try folder()
    for name in ["one.pdf", "two.pdf"] {
      let outcome = try call(folder, "--attendance", "A", "--output", name, "extract.csv")
      try #require(outcome.code == 0, "\(outcome.messages)")
    }
    let pdf = "\(folder.path)/one.pdf"
    let files = FolderTree(folder.path).files
    #expect(files["one.pdf"] == files["two.pdf"])
    let facts = try Poppler.call("pdfinfo", [pdf], in: folder)
    #expect(facts.contains(/Tagged: +yes/) && facts.contains(/Page size: +841.* x 595.*A4/))
    #expect(facts.contains(/Title: +Chronology of attendances: TEST-LARCH, Zoë/))
    #expect(try Poppler.call("pdfinfo", ["-meta", pdf], in: folder).contains("pdfuaid"))
    let tags = try Poppler.call("pdfinfo", ["-struct-text", pdf], in: folder)
    for tag in ["H1", "H2", "Table", "Caption", "TH", "TD", "Figure"] {
      #expect(tags.contains(tag), "\(tag)")
    }
    let inside = try Poppler.call("python3", ["-c", Poppler.inflated, pdf], in: folder)
    #expect(inside.contains("/Alt (Visits in time. 2 visits recorded."))
    let pages = try Poppler.text(of: pdf, in: folder).split(separator: "\u{0C}")
    #expect(pages.count > 1)
    for page in pages {
      #expect(page.contains("TEST-LARCH, Zoë, born 2 March 2018, NHS number 999 000 0018"))
      #expect(page.contains("Confidential: for the case conference"))
      #expect(page.contains("DRAFT: not clinically approved"))
    }
  }

  @Test(
    arguments: [
      (["--attendance", "A", "--output", "c.txt", "extract.csv"], 64, "ends in .html or .pdf"),
      (["--attendance", "A", "--output", "c.html"], 64, "name extracts, or a --config"),
      (
        ["--attendance", "A", "--output", "c.html", "--config", "attend.yaml"], 64,
        "--config needs --by and --because"
      ),
      (
        ["--attendance", "A", "--output", "c.html", "--by", "N.", "extract.csv"], 64,
        "extracts have no audit"
      ),
      (
        ["--attendance", "Z", "--output", "c.html", "extract.csv"], 66,
        "the extracts hold no live attendance Z of provider RZ9"
      ),
      (["--attendance", "A", "--output", "c.html", "none.csv"], 66, "none.csv"),
      (["--attendance", "A", "--output", "c.html", "broken.csv"], 65, "broken.csv"),
      (["--attendance", "A", "--output", "no/c.html", "extract.csv"], 64, "there is no folder no"),
      (
        [
          "--attendance", "A", "--output", "c.html", "--config", "c.yaml", "--by", " ", "--because",
          "x",
        ],
        78, "c.yaml"
      ),
    ] as [([String], Int32, String)]
  )
  func `a mistake ends with one sentence, its code and no file`(
    arguments: [String],
    code: Int32,
    sentence: String
  ) throws {
    let folder = try folder()
    try folder.write("a,b\n\"1", to: "broken.csv")
    let outcome = try Attend.call(
      ["chronology", "--rules", Attend.rules, "--provider", "RZ9", "--as-of", "2026-12-31"]
        + arguments,
      in: folder.path
    )
    #expect(outcome.code == code, "\(outcome.said)")
    #expect(outcome.messages.contains(sentence), "\(outcome.messages)")
    #expect(FolderTree(folder.path).paths == ["broken.csv", "extract.csv"])
  }

  @Test func `a letter that could not be printed told nobody`() throws {
    let trust = try Trust(
      replacing: [
        "unapproved: allowed": "unapproved: allowed\nletters: { formats: [html, pdf] }"
      ]
    )
    try trust.receive(
      "attendance_id, arrival_date, gp_practice_code, given_name\nA, 2026-10-30, V81997, \u{10FFFD}"
    )
    _ = try trust.firstNight(asOf: "2026-11-01")
    let page = try ChronologyPages.page(trust, "A")
    let step = try #require(page.rows.last)
    #expect(!step.contains("Letter to the parent or carer, reference"))
    #expect(step.contains("The letter waits for the safeguarding team."))
    #expect(step.contains("cannot be printed"))
  }
}
