import Foundation
import TemporaryFiles
import Testing

/// Letters printed as PDF in the course of a night.
struct PrintingTests {
  private static let formats: KeyValuePairs = [
    "unapproved: allowed": "unapproved: allowed\nletters: { formats: [html, pdf] }"
  ]
  private static let header = "attendance_id, child, arrival_date, gp_practice_code"
  private static let two = """
    \(header)
    A, 0, 2026-10-30, V81997
    B, 1, 2026-10-30, V81997
    """

  @Test func `every letter is there as HTML and as PDF`() throws {
    let trust = try Trust(replacing: Self.formats)
    try trust.receive(Self.two)
    let night = try trust.firstNight(asOf: "2026-11-01")
    let letters = night.files.paths.filter { $0.hasPrefix("letters/") }
    #expect(
      letters == [
        "letters/parent/2026-11-01-001-L0001.html", "letters/parent/2026-11-01-001-L0001.pdf",
        "letters/parent/2026-11-01-001-L0002.html", "letters/parent/2026-11-01-001-L0002.pdf",
      ]
    )
    for path in letters where path.hasSuffix(".pdf") {
      #expect(night.files.files[path]?.starts(with: Data("%PDF-".utf8)) == true)
    }
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
  }

  @Test func `letters may be there as PDF alone`() throws {
    let trust = try Trust(
      replacing: ["unapproved: allowed": "unapproved: allowed\nletters: { formats: [pdf] }"]
    )
    try trust.receive(Self.two)
    let night = try trust.firstNight(asOf: "2026-11-01")
    let letters = night.files.paths.filter { $0.hasPrefix("letters/") }
    #expect(letters.count == 2 && letters.allSatisfy { $0.hasSuffix(".pdf") })
  }

  @Test func `a run that cannot print stops before it begins and says how to mend it`() throws {
    let trust = try Trust(
      replacing: [
        "unapproved: allowed":
          "unapproved: allowed\nletters: { formats: [html, pdf], renderer: nowhere }"
      ]
    )
    try trust.receive(Self.two)
    let outcome = try trust.call(asOf: "2026-11-01", "--first-load", "notify", "--quiet")
    #expect(outcome.code == 78)
    #expect(outcome.mistakes.count == 1)
    #expect(outcome.messages.contains("nowhere") && outcome.messages.contains("“make setup”"))
    #expect(!trust.folder.has("state") && !trust.folder.has("out"))
  }

  @Test func `a letter that cannot be printed becomes an item, and the rest of the night goes on`()
    throws
  {
    let trust = try Trust(replacing: Self.formats)
    try trust.receive(
      """
      \(Self.header), given_name
      A, 0, 2026-10-30, V81997, Robin\u{10FFFD}
      B, 1, 2026-10-30, V81997, Robin
      """
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.outcome.code == 2)
    #expect(night.items == ["letter-failed": 1])
    #expect(night.parentLetters.count == 2)
    let item = try #require(night.worklist.first)
    #expect(night.worklist.count == 1 && item["attendance_id"] == "A")
    #expect(item["why"]?.contains("no installed font has the character U+10FFFD") == true)
    #expect(!night.files.paths.contains { $0.contains("L0001") })
    #expect(night.files.text("run.json")?.contains("\"parent_letters\" : 1") == true)
    // It is settled: the team has it.
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
  }

  @Test func `a renderer that breaks down publishes nothing, and the next run makes it good`()
    throws
  {
    let trust = try Trust(
      replacing: [
        "unapproved: allowed":
          "unapproved: allowed\nletters: { formats: [html, pdf], renderer: renderer }"
      ]
    )
    try trust.receive(Self.two)
    // It starts once, and neither prints nor starts again.
    try FileManager.default.createDirectory(
      atPath: "\(trust.folder.path)/renderer/bin",
      withIntermediateDirectories: true
    )
    try FileManager.default.createSymbolicLink(
      atPath: "\(trust.folder.path)/renderer/bin/python3",
      withDestinationPath: "/usr/bin/python3"
    )
    try trust.folder.write(
      """
      import os, sys
      try:
          os.mkdir(os.path.join(os.path.dirname(__file__), "started"))
      except FileExistsError:
          sys.exit()
      print("ready 1\\nx", end="", flush=True)
      sys.stdin.readline()
      """,
      to: "renderer/print.py"
    )
    let broken = try trust.call(asOf: "2026-11-01", "--first-load", "notify", "--quiet")
    #expect(broken.code == 1)
    #expect(broken.messages.contains("nothing was published"))
    #expect(trust.published.isEmpty)

    let configuration = try trust.folder.text(of: "attend.yaml")
    try trust.folder.write(
      configuration.replacing(", renderer: renderer", with: ""),
      to: "attend.yaml"
    )
    _ = try trust.call(asOf: "2026-11-01", "--quiet")
    #expect(trust.published.contains("2026-11-01-001"))
    let pdfs = trust.output.paths.filter { $0.hasSuffix(".pdf") }
    #expect(pdfs.count == 2)
    #expect(pdfs.allSatisfy { $0.hasPrefix("2026-11-01-001/letters/parent/") })
  }

  @Test func `a preview shows PDFs and stores nothing`() throws {
    let trust = try Trust(replacing: Self.formats)
    try trust.receive(Self.two)
    let outcome = try trust.call(
      asOf: "2026-11-01",
      "--first-load",
      "notify",
      "--preview",
      "--quiet"
    )
    #expect(outcome.code == 0)
    #expect(trust.output.paths.count { $0.hasPrefix("preview/") && $0.hasSuffix(".pdf") } == 2)
    #expect(!trust.folder.has("state/ledger.sqlite"))
  }
}
