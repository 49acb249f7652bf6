import Foundation
import TemporaryFiles
import Testing

/// `attend init`: from nothing to a first night.
struct InitTests {
  private struct Made: Decodable {
    struct Gap: Decodable, Equatable {
      var line: Int
      var key: String
    }

    var folder: String
    var configuration: String
    var gaps: [Gap]
  }

  /// Copies the sample's extracts and practices into a trust that `init` has made.
  private func supply(_ folder: TemporaryFolder) throws {
    let sample = "\(Attend.repository)/SampleData"
    let files = FileManager.default
    for name in try files.contentsOfDirectory(atPath: "\(sample)/inbox") {
      try files.copyItem(
        atPath: "\(sample)/inbox/\(name)",
        toPath: "\(folder.path)/trust/inbox/\(name)"
      )
    }
    try files.copyItem(
      atPath: "\(sample)/practices.csv",
      toPath: "\(folder.path)/trust/practices.csv"
    )
  }

  private func replace(_ old: String, by new: String, in folder: TemporaryFolder) throws {
    let text = try folder.text(of: "trust/attend.yaml")
    try #require(text.firstRange(of: old) != nil)
    try folder.write(
      text.replacing(old, with: new, maxReplacements: 1),
      to: "trust/attend.yaml"
    )
  }

  @Test func `from an empty folder to a first night with three lines filled in`() throws {
    let folder = try TemporaryFolder()
    let made = try Attend.call(
      ["init", "--organisation", "RZ9", "--name", "Weathervane \"Hospitals\": A & B", "trust"],
      in: folder.path
    )
    #expect(made.code == 0 && made.messages == "", "\(made.said)")
    try supply(folder)
    try replace(
      "  address: ",
      by: "  address: [1 Infirmary Road, Sampletown, XX1 1AA] ",
      in: folder
    )
    try replace(
      "  safeguarding-team: ",
      by: "  safeguarding-team: { name: Safeguarding Children Team, phone: 01632 960999 } ",
      in: folder
    )
    try replace("unapproved: refused", by: "unapproved: allowed", in: folder)
    let night = try Attend.call(
      [
        "run", "--config", "trust/attend.yaml", "--as-of", "2026-11-01", "--first-load", "notify",
      ],
      in: folder.path
    )
    // The sample has rows that are bad on purpose.
    #expect(night.code == 2, "\(night.said)")
    #expect(folder.has("trust/out/2026-11-01-001/run.json"))
    #expect(folder.has("trust/state/ledger.sqlite"))
    let letters = FolderTree("\(folder.path)/trust/out/2026-11-01-001/letters/practice")
    #expect(letters.paths.contains { $0.hasSuffix(".pdf") })
    let html = try #require(letters.paths.first { $0.hasSuffix(".html") })
    #expect(letters.text(html)?.contains("Weathervane &quot;Hospitals&quot;: A &amp; B") == true)
  }

  @Test func `a gap that nobody filled in is told by its line, and nothing is run`() throws {
    let folder = try TemporaryFolder()
    let result = try Attend.call(["init", "--json", "trust"], in: folder.path)
    let made = try JSONDecoder().decode(Made.self, from: Data(result.output.utf8))
    #expect(made.folder == "trust" && made.configuration == "trust/attend.yaml")
    #expect(made.gaps.map(\.key) == ["code", "name", "address", "safeguarding-team"])
    try supply(folder)
    let night = try Attend.call(
      ["run", "--config", "trust/attend.yaml", "--first-load", "baseline"],
      in: folder.path
    )
    #expect(night.code == 78)
    #expect(night.sentences.count == made.gaps.count)
    for gap in made.gaps {
      #expect(night.messages.contains("trust/attend.yaml:\(gap.line):"))
      #expect(night.messages.contains("“\(gap.key)” needs a value"))
    }
    let words = try Attend.call(["init", "other"], in: folder.path).output
    let lines = made.gaps.map { String($0.line) }
    #expect(words.contains("\(lines[0]), \(lines[1]), \(lines[2]) and \(lines[3]) of other/att"))
  }

  @Test func `what is made is for its owner alone, and an empty folder serves`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("trust")
    #expect(try Attend.call(["init", "trust"], in: folder.path).code == 0)
    let files = FileManager.default
    let paths = try files.subpathsOfDirectory(atPath: folder.path)
    #expect(paths.contains("trust/Rules/letters/letters.yaml") && paths.contains("trust/inbox"))
    for path in paths {
      let attributes = try files.attributesOfItem(atPath: "\(folder.path)/\(path)")
      let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
      let mode = attributes[.posixPermissions] as? Int
      #expect(mode == (isFolder ? 0o700 : 0o600), "\(path)")
    }
    let copied = FolderTree("\(folder.path)/trust/Rules")
    #expect(copied.differences(from: FolderTree(Attend.rules)) == [])
  }

  @Test func `a folder that holds something is not touched`() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "trust/notes.txt")
    try folder.write("mine", to: "file")
    let before = FolderTree(folder.path)
    for name in ["trust", "file", "file/trust"] {
      let outcome = try Attend.call(["init", name], in: folder.path)
      #expect(outcome.code == (name == "file/trust" ? 1 : 64), "\(outcome.said)")
      #expect(outcome.sentences.count == 1 && outcome.output == "")
      #expect(FolderTree(folder.path) == before)
    }
  }

  @Test func `the rules are found where the program is installed`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("usr/bin")
    try folder.makeFolder("usr/share/attend")
    let files = FileManager.default
    try files.copyItem(atPath: Attend.program, toPath: "\(folder.path)/usr/bin/attend")
    try files.copyItem(atPath: Attend.rules, toPath: "\(folder.path)/usr/share/attend/Rules")
    let rule = "usr/share/attend/Rules/unregistered-with-gp.yaml"
    try folder.write(try folder.text(of: rule) + "# the installed one\n", to: rule)
    let call = try Attend.Call(
      program: "\(folder.path)/usr/bin/attend",
      ["init", "trust"],
      in: folder.path
    )
    #expect(try call.outcome().code == 0)
    let copied = try folder.text(of: "trust/Rules/unregistered-with-gp.yaml")
    #expect(copied.hasSuffix("# the installed one\n"))
  }
}
