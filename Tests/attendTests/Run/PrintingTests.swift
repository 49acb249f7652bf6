import Foundation
import TemporaryFiles
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

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

  /// Design S9: only what reached its recipient, or is on its way, covers.
  @Test func `what a letter that cannot be printed had covered is told the next night`() throws {
    let trust = try Trust(replacing: Self.formats)
    try trust.receive(
      """
      \(Self.header), given_name
      A, 0, 2026-10-20, V81997, Robin\u{10FFFD}
      B, 0, 2026-10-30, V81997, Robin
      """
    )
    let first = try trust.firstNight(asOf: "2026-11-01")
    #expect(first.items == ["letter-failed": 1] && first.letters.isEmpty)
    let second = try trust.night(asOf: "2026-11-02")
    #expect(second.items.isEmpty && second.parentLetters.count == 2)
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

  @Test(arguments: [0.3, 1.2, 2.0, 3.0])
  func `killed while it prints, it leaves no renderer behind, and the next run prints the same`(
    seconds: Double
  ) throws {
    let rows = (0..<12).map { "A\($0), \($0), 2026-10-30, V81997" }.joined(separator: "\n")
    let undisturbed = try Trust(replacing: Self.formats)
    try undisturbed.receive("\(Self.header)\n\(rows)")
    _ = try undisturbed.firstNight(asOf: "2026-11-01")

    let trust = try Trust(
      replacing: [
        "unapproved: allowed":
          "unapproved: allowed\nletters: { formats: [html, pdf], renderer: renderer }"
      ]
    )
    // A name of its own, by which its processes can be found.
    try FileManager.default.createSymbolicLink(
      atPath: "\(trust.folder.path)/renderer",
      withDestinationPath: "\(Attend.repository)/.build/lib/attend/renderer"
    )
    try trust.receive("\(Self.header)\n\(rows)")
    let call = try Attend.Call(
      ["run", "--config", "attend.yaml", "--as-of", "2026-11-01", "--first-load", "notify"],
      in: trust.folder.path
    )
    Thread.sleep(forTimeInterval: seconds)
    kill(call.process.processIdentifier, SIGKILL)
    _ = try call.outcome()
    for _ in 0..<100 where !Self.processes(naming: trust.folder.path).isEmpty {
      Thread.sleep(forTimeInterval: 0.1)
    }
    #expect(Self.processes(naming: trust.folder.path) == [])

    let first = try trust.call(asOf: "2026-11-01", "--first-load", "notify", "--quiet")
    #expect(first.code == 0, "\(first.messages)")
    let letters = { (trust: Trust) in
      FolderTree("\(trust.folder.path)/out/2026-11-01-001/letters")
    }
    #expect(letters(undisturbed).paths.count == 24)
    #expect(letters(trust).differences(from: letters(undisturbed)) == [])
    let audit = try Attend.call(
      ["ledger", "verify", "--config", "attend.yaml"],
      in: trust.folder.path
    )
    #expect(audit.code == 0, "\(audit.said)")
  }

  /// The command lines of the processes that name a folder.
  private static func processes(naming folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [])
      .filter { Int($0) != nil }
      .compactMap { FileManager.default.contents(atPath: "/proc/\($0)/cmdline") }
      .map { String(decoding: $0, as: UTF8.self) }
      .filter { $0.contains(folder) }
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
