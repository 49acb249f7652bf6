import Foundation
import TemporaryFiles
import Testing

/// What the printed letters of a night are, by poppler's tools: text, tags, title, fonts, pages.
struct PrintedPageTests {
  /// A night's folder with a letter to a practice and one to a parent, and their paths.
  private func letters() throws -> (trust: Trust, practice: String, parent: String) {
    let trust = try Trust(
      replacing: [
        "unapproved: allowed": "unapproved: allowed\nletters: { formats: [html, pdf] }"
      ]
    )
    try trust.receive(
      """
      attendance_id, child, arrival_date, gp_practice_code, given_name
      A, 0, 2026-06-01, Y99001, Zoë
      B, 0, 2026-07-01, Y99001, Zoë
      C, 0, 2026-08-01, Y99001, Zoë
      D, 0, 2026-10-30, Y99001, Zoë
      E, 1, 2026-10-30, V81997, Wojciech
      """
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    let folder = "\(trust.folder.path)/out/2026-11-01-001"
    let pdfs = night.files.paths.filter { $0.hasSuffix(".pdf") }
    let practice = try #require(pdfs.first { $0.contains("/practice/") })
    let parent = try #require(pdfs.first { $0.contains("/parent/") })
    return (trust, "\(folder)/\(practice)", "\(folder)/\(parent)")
  }

  @Test func `a printed letter says what the letter says, on every page whose it is`() throws {
    let (trust, practice, parent) = try letters()
    let text = try Poppler.text(of: practice, in: trust.folder)
    let pages = text.split(separator: "\u{0C}")
    #expect(pages.count == 2)
    for page in pages {
      #expect(page.contains("DRAFT: not clinically approved"))
      #expect(page.contains("TEST-LARCH, Zoë, born 02-Mar-2018, NHS number 999 000 0018"))
      #expect(page.contains("Confidential: personal data"))
    }
    #expect(text.contains("Page 1 of 2") && text.contains("Page 2 of 2"))
    #expect(pages.first?.contains("Hide this letter from online access") == true)
    let toParent = try Poppler.text(of: parent, in: trust.folder)
    #expect(toParent.contains("Please sign Wojciech up with a GP"))
    #expect(toParent.contains("Page 1 of 1"))
    for words in ["999 000", "02-Mar-2018", "A&E"] { #expect(!toParent.contains(words)) }
  }

  @Test func `a printed letter is PDF/UA: tagged, titled, in its language, fonts embedded`() throws
  {
    let (trust, practice, parent) = try letters()
    for path in [practice, parent] {
      let facts = try Poppler.call("pdfinfo", [path], in: trust.folder)
      #expect(facts.contains(/Tagged: +yes/))
      #expect(facts.contains(/Title: +\w+/))
      #expect(facts.contains(/Page size: .*A4/))
      let metadata = try Poppler.call("pdfinfo", ["-meta", path], in: trust.folder)
      #expect(metadata.contains(/pdfuaid:part>1|pdfuaid:part="1"/))
      let catalogue = try Poppler.call("python3", ["-c", Poppler.inflated, path], in: trust.folder)
      #expect(catalogue.contains("/Lang (en-GB)"))
      let fonts = try Poppler.call("pdffonts", [path], in: trust.folder)
        .split(separator: "\n").dropFirst(2)
      #expect(!fonts.isEmpty)
      // The columns emb, sub, uni: embedded, a subset, with a map to Unicode.
      for font in fonts { #expect(font.contains(/Identity-H +yes yes yes/), "\(font)") }
    }
    let tags = try Poppler.call("pdfinfo", ["-struct-text", practice], in: trust.folder)
    for tag in ["H1", "H2", "Table", "TH", "TD", "L ", "LI", "P "] {
      #expect(tags.contains(tag), "\(tag)")
    }
    // The heading of the page is the patient, and of the table its columns.
    #expect(tags.contains(/H1[^"]*"TEST-LARCH, Zoë"/))
    #expect(tags.contains(/TH[^"]*"Date"/))
  }

  @Test func `a parent's address stands alone in the window of an envelope`() throws {
    let (trust, _, parent) = try letters()
    // 19 to 112 mm from the left and 46 to 93 mm from the top, at 72 dots an inch.
    let inWindow = try Poppler.call(
      "pdftotext",
      ["-x", "54", "-y", "131", "-W", "263", "-H", "132", "-enc", "UTF-8", parent, "-"],
      in: trust.folder
    )
    let lines = inWindow.split(whereSeparator: { $0.isNewline || $0 == "\u{0C}" }).map(String.init)
    #expect(
      lines == [
        "To the parent or carer of", "Wojciech Test-Larch", "1 Invented Road", "Sampletown",
        "XX1 9ZZ",
      ]
    )
  }

  @Test func `a printed letter can be made a picture for the eye`() throws {
    let (trust, practice, parent) = try letters()
    for (path, name) in [(practice, "practice"), (parent, "parent")] {
      _ = try Poppler.call(
        "pdftoppm",
        ["-r", "50", "-png", path, "\(trust.folder.path)/\(name)"],
        in: trust.folder
      )
    }
    let pictures = try FileManager.default.contentsOfDirectory(atPath: trust.folder.path)
      .filter { $0.hasSuffix(".png") }.sorted()
    #expect(pictures == ["parent-1.png", "practice-1.png", "practice-2.png"])
    for picture in pictures {
      let bytes = try #require(
        FileManager.default.contents(atPath: "\(trust.folder.path)/\(picture)")
      )
      // A blank page of that size compresses to a fraction of this.
      #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) && bytes.count > 8_000)
    }
  }
}
