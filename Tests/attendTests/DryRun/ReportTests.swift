import Foundation
import TemporaryFiles
import Testing

/// `attend dry-run --report`: what the file holds, and what it never does.
struct ReportTests {
  private static let inbox = "\(Attend.repository)/SampleData/inbox"

  /// The report of the sample's walk-in extract.
  private func report(_ options: [String], in folder: TemporaryFolder) throws -> String {
    let outcome = try Attend.call(
      [
        "dry-run", "--quiet", "--rules", Attend.rules, "--source", "ecds", "--as-of", "2026-11-01",
        "--report", "report.html", "\(Self.inbox)/ae-2026-09-30.csv",
      ] + options,
      in: folder.path
    )
    #expect([0, 2].contains(outcome.code), "\(outcome.messages)")
    return try folder.text(of: "report.html")
  }

  @Test func `the report stands alone: nothing is fetched and only its own script runs`() throws {
    let page = try report([], in: TemporaryFolder())
    #expect(page.contains("Content-Security-Policy\" content=\"default-src 'none'"))
    for outside in ["src=", "@import", "url(", "http://", "https://"] {
      #expect(!page.contains(outside))
    }
    #expect(page.contains("id=\"rule-5\"") && !page.contains("id=\"person-table\""))
  }

  @Test func `without persons nobody's number or date of birth stands in it`() throws {
    let page = try report([], in: TemporaryFolder())
    #expect(!page.contains("999000") && !page.contains("999 000"))
  }

  @Test func `with persons they have other ids, and other ones each time`() throws {
    let folder = try TemporaryFolder()
    let first = try report(["--persons"], in: folder)
    let second = try report(["--persons"], in: folder)
    #expect(first.contains(">P-") && first != second)
    #expect(!first.contains("999000") && !first.contains("999 000"))
  }

  @Test func `identifiable persons are shown by number, to the owner of the file alone`() throws {
    let folder = try TemporaryFolder()
    let page = try report(["--persons", "--identifiable"], in: folder)
    #expect(page.contains(">999 000"))
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/report.html")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test(arguments: [
    ([], nil), (["--persons"], "Pseudonymous: personal data"),
    (["--persons", "--identifiable"], "Identifiable: a patient’s record"),
  ])
  func `a report with persons says what it is in its title, first of all and in print`(
    options: [String],
    words: String?
  ) throws {
    let page = try report(options, in: TemporaryFolder())
    guard let words else {
      return #expect(page.contains("<title>Dry-run") && !page.contains("<body class"))
    }
    #expect(page.contains("<title>\(words) – Dry-run of 2026-11-01"))
    let body = try #require(
      page.range(of: "<body class=\"\(words.split(separator: ":")[0].lowercased())\"")
    )
    let banner = try #require(page.range(of: "<p class=\"warning\"><strong>\(words)"))
    let kicker = try #require(page.range(of: "<p class=\"kicker\""))
    #expect(body.upperBound < banner.lowerBound && banner.upperBound < kicker.lowerBound)
    #expect(page.contains("@top-center { content: \"\(words)\""))
  }

  @Test func `a number hidden for another's sake is never said to be small`() throws {
    let folder = try TemporaryFolder()
    let extracts = ["2025", "2026-09-30", "2026-10-30", "2026-10-31"].map {
      "\(Self.inbox)/ae-\($0).csv"
    }
    let outcome = try Attend.call(
      [
        "dry-run", "--quiet", "--rules", Attend.rules, "--source", "ecds", "--as-of", "2026-11-01",
        "--report", "report.html",
      ] + extracts,
      in: folder.path
    )
    #expect(outcome.code == 2, "\(outcome.messages)")
    let page = try folder.text(of: "report.html")
    let rules = page.components(separatedBy: "<section id=\"rule-")
    let (frequent, bruising) = (rules[1], rules[3])
    // 57 triggers, 52 of them in October; 8 triggers of 7 persons.
    for wrong in ["Few are told", "never more than 7", "Too few persons to tell"] {
      #expect(!frequent.contains(wrong), "\(wrong)")
    }
    #expect(frequent.contains("is hidden, so that others stay hidden"))
    #expect(frequent.contains("Persons by site of first trigger: hidden"))
    #expect(!bruising.contains("Fewer than 8 triggers"))
    #expect(
      bruising.contains("A hidden number of triggers in 1,456 rows, a hidden number of them told")
    )
  }

  @Test func `the same extract gives the same bytes, by any number of threads`() throws {
    let folder = try TemporaryFolder()
    #expect(
      try report(["--threads", "1"], in: folder) == report(["--threads", "3"], in: folder)
    )
  }

  @Test func `an extract without rows gives a report as well`() throws {
    let folder = try TemporaryFolder()
    let extract = try Data(contentsOf: URL(fileURLWithPath: "\(Self.inbox)/ae-2026-09-30.csv"))
    let header = String(decoding: extract.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    try folder.write("\(header)\n", to: "empty.csv")
    let outcome = try Attend.call(
      [
        "dry-run", "--quiet", "--rules", Attend.rules, "--source", "ecds", "--as-of", "2026-11-01",
        "--report", "report.html", "--persons", "empty.csv",
      ],
      in: folder.path
    )
    #expect(outcome.code == 0, "\(outcome.messages)")
    let page = try folder.text(of: "report.html")
    #expect(page.contains("0 of 0 flagged persons"))
    // Where everything is 0 there is nothing to draw and nothing to compare.
    for empty in [
      "<figure class=\"wide-figure\"><h4>Persons flagged", "0 persons instead", "<h3>Another",
    ] {
      #expect(!page.contains(empty), "\(empty)")
    }
  }

  @Test(arguments: [["--persons"], ["--identifiable", "--report", "r.html"]])
  func `options that need another say so`(options: [String]) throws {
    let folder = try TemporaryFolder()
    let outcome = try Attend.call(["dry-run", "x.csv"] + options, in: folder.path)
    #expect(outcome.code == 64)
    #expect(outcome.messages.contains("needs --"))
  }

  @Test func `a folder that is not there is one sentence, and no file is half-written`() throws {
    let folder = try TemporaryFolder()
    let outcome = try Attend.call(
      [
        "dry-run", "--quiet", "--rules", Attend.rules, "--source", "ecds", "--as-of", "2026-11-01",
        "--report", "missing/report.html", "\(Self.inbox)/ae-2026-09-30.csv",
      ],
      in: folder.path
    )
    #expect(outcome.code == 64)
    #expect(outcome.mistakes.count == 1)
    #expect(outcome.messages.contains("there is no folder missing; make it first"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
