import Foundation
import TemporaryFiles
import Testing

/// Where a command writes what an option names: nothing that stands there is lost, and it is said
/// before anything is read.
struct ResultFileTests {
  private static let extract = """
    provider_code,attendance_id,department_type,arrival_date,local_patient_id,birth_date
    RZ9,A,01,2026-03-01,P1,2018-03-01

    """

  /// A folder with an extract, a folder with something in it, a link, and a second name of the
  /// extract.
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    try folder.write(Self.extract, to: "e.csv")
    try folder.write("kept", to: "precious/kept.txt")
    try folder.write("kept", to: "other.html")
    try files.createSymbolicLink(
      atPath: "\(folder.path)/link.html",
      withDestinationPath: "\(folder.path)/other.html"
    )
    try files.linkItem(atPath: "\(folder.path)/e.csv", toPath: "\(folder.path)/again.csv")
    return folder
  }

  /// Every file with what is in it.
  private func content(_ folder: TemporaryFolder) throws -> [String: String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return Dictionary(
      uniqueKeysWithValues: names.map { ($0, (try? folder.text(of: $0)) ?? "no text") }
    )
  }

  private func expectRefusal(_ arguments: [String], _ words: String) throws {
    let folder = try folder()
    let before = try content(folder)
    let outcome = try Attend.call(arguments, in: folder.path)
    #expect(outcome.code == 64, "\(arguments): \(outcome.messages)")
    #expect(outcome.mistakes.count == 1)
    #expect(outcome.messages.contains(words), "\(outcome.messages)")
    #expect(try content(folder) == before)
  }

  @Test(
    arguments: ["--report", "--triggers"],
    [
      ("precious", "precious is a folder"), ("precious/", "is a folder"),
      ("new/", "is a folder"), (".", "is a folder"), ("", "takes the name of a file"),
      ("/dev/full", "/dev/full is no ordinary file"), ("link.html", "link.html is a link"),
      ("e.csv", "would replace e.csv"), ("again.csv", "would replace e.csv"),
      ("precious/../e.csv", "would replace e.csv"),
      ("missing/r.html", "there is no folder missing; make it first"),
      ("e.csv/r.html", "e.csv is no folder"),
    ]
  )
  func `a place where something would be lost is refused, and all stays`(
    option: String,
    place: (path: String, words: String)
  ) throws {
    try expectRefusal(
      ["dry-run", "--rules", Attend.rules, option, place.path, "e.csv"],
      place.words
    )
  }

  @Test func `the place is refused before anything is read`() throws {
    try expectRefusal(
      ["dry-run", "--rules", "no-rules", "--report", "precious", "no.csv"],
      "precious is a folder"
    )
  }

  @Test(arguments: ["new", "./new", "precious/../new", "other.html"])
  func `two results in one file are refused`(path: String) throws {
    let first = path == "other.html" ? path : "new"
    try expectRefusal(
      ["dry-run", "--rules", Attend.rules, "--triggers", first, "--report", path, "e.csv"],
      "--triggers and --report name the same file"
    )
  }

  @Test func `a list that the command reads is not replaced either`() throws {
    try expectRefusal(
      [
        "dry-run", "--rules", Attend.rules, "--superseded-numbers", "other.html", "--report",
        "other.html", "e.csv",
      ],
      "would replace other.html"
    )
  }

  @Test(arguments: ["precious.html", "missing/c.html"])
  func `a chronology and a letter are refused the same places`(path: String) throws {
    let folder = try folder()
    try folder.makeFolder("precious.html")
    for verb in [
      ["chronology", "--provider", "RZ9", "--attendance", "A", "e.csv"],
      ["letters", "preview", "gp-frequent-attender"],
    ] {
      let outcome = try Attend.call(
        verb + ["--rules", Attend.rules, "--output", path],
        in: folder.path
      )
      #expect(outcome.code == 64, "\(outcome.messages)")
      #expect(outcome.messages.contains("folder"))
    }
    #expect(folder.has("precious.html") && !folder.has("missing"))
  }

  @Test func `an earlier result is replaced, and nothing else is left behind`() throws {
    let folder = try folder()
    let before = Set(try content(folder).keys)
    for _ in 1...2 {
      let outcome = try Attend.call(
        [
          "dry-run", "--quiet", "--rules", Attend.rules, "--as-of", "2026-11-01", "--report",
          "other.html", "--triggers", "t.csv", "e.csv",
        ],
        in: folder.path
      )
      #expect(outcome.code == 0, "\(outcome.messages)")
    }
    #expect(try folder.text(of: "other.html").hasPrefix("<!DOCTYPE html>"))
    #expect(Set(try content(folder).keys) == before.union(["t.csv"]))
  }

  @Test func `persons are shown to the owner alone, where everybody could read before`() throws {
    let folder = try folder()
    let path = "\(folder.path)/other.html"
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    let outcome = try Attend.call(
      [
        "dry-run", "--quiet", "--rules", Attend.rules, "--as-of", "2026-11-01", "--report",
        "other.html", "--persons", "e.csv",
      ],
      in: folder.path
    )
    #expect(outcome.code == 0, "\(outcome.messages)")
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }
}
