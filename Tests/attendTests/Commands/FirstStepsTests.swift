import Foundation
import TemporaryFiles
import Testing

/// What a person meets who calls the program for the first time, and not quite rightly.
struct FirstStepsTests {
  /// Calls the command where there is no folder `Rules`, and expects one sentence and a code.
  private func expectRefusal(
    _ arguments: [String],
    _ code: Int32,
    says parts: String...,
    in folder: TemporaryFolder? = nil
  ) throws {
    let folder = try folder ?? TemporaryFolder()
    let before = FolderTree(folder.path)
    let outcome = try Attend.call(arguments, in: folder.path)
    #expect(outcome.code == code && outcome.output == "", "\(outcome.said)")
    for part in parts { #expect(outcome.messages.contains(part), "\(outcome.said)") }
    #expect(FolderTree(folder.path) == before)
  }

  static let verbs = [
    ["dry-run", "--quiet", "--as-of", "2026-11-02", "--source", "walk-in", "FILE"],
    ["sources", "check", "--as-of", "2026-11-02", "FILE"], ["sources", "list"], ["rules", "check"],
    ["rules", "test"], ["rules", "describe"], ["letters", "check"],
    ["letters", "preview", "gp-frequent-attender", "--as-of", "2026-11-02"],
  ]

  @Test(arguments: verbs)
  func `where there is no folder Rules, the rules are those that came with the program`(
    verb: [String]
  ) throws {
    let folder = try TemporaryFolder()
    let file = "\(Attend.repository)/SampleData/inbox/wic-2026-10-31.csv"
    let arguments = verb.map { $0 == "FILE" ? file : $0 }
    let outcome = try Attend.call(arguments, in: folder.path)
    let expected = try Attend.call(arguments, in: Attend.repository)
    #expect(outcome.code == expected.code && expected.code != 78, "\(outcome.said)")
    #expect(outcome.output.replacing(Attend.rules, with: "Rules") == expected.output)
  }

  @Test func `a folder Rules where one works goes before what came with the program`() throws {
    let folder = try TemporaryFolder()
    try folder.write("rules: [", to: "Rules/mine.yaml")
    try expectRefusal(["rules", "describe"], 78, says: "Rules/", in: folder)
  }

  @Test func `without any rules one sentence says so`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: Attend.program, toPath: "\(folder.path)/attend")
    for verb in [["rules", "check"], ["sources", "list"], ["letters", "check"]] {
      let call = try Attend.Call(program: "\(folder.path)/attend", verb, in: folder.path)
      let outcome = try call.outcome()
      #expect(outcome.code == 78 && outcome.output == "" && outcome.sentences.count == 1)
      #expect(outcome.messages.contains("none came with the program; name the one to use"))
    }
  }

  @Test func `a file in another layout leads to its profile`() throws {
    let file = "\(Attend.repository)/SampleData/inbox/wic-2026-10-31.csv"
    try expectRefusal(
      ["dry-run", "--quiet", file],
      65,
      says: "--source",
      "attend sources check FILE finds it"
    )
  }

  @Test func `a day before every arrival is what is to be checked`() throws {
    let file = "\(Attend.repository)/SampleData/inbox/ae-2026-10-30.csv"
    try expectRefusal(
      ["dry-run", "--quiet", "--source", "ecds", "--as-of", "2000-01-01", file],
      65,
      says: "the arrival is later than the as-of date: check --as-of"
    )
  }

  @Test func `what belongs to somebody else is not said to be missing`() throws {
    // Only the superuser can be somebody else.
    guard geteuid() == 0 else { return }
    let folder = try TemporaryFolder()
    #expect(try Attend.call(["init", "trust"], in: folder.path).code == 0)
    // The program lies where only its owner may be, so a copy of it goes where all may.
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
    try files.copyItem(atPath: Attend.program, toPath: "\(folder.path)/attend")
    try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(folder.path)/attend")
    for verb in [["run", "--config", "trust/attend.yaml"], ["rules", "describe", "trust/Rules"]] {
      let outcome = try Attend.Call(
        program: "setpriv",
        ["--reuid", "65534", "--regid", "65534", "--clear-groups", "\(folder.path)/attend"] + verb,
        in: folder.path
      ).outcome()
      #expect(outcome.code == 78, "\(outcome.said)")
      #expect(outcome.messages.contains("this program may not read the"), "\(outcome.said)")
    }
  }

  @Test(arguments: [
    (["dry-rnu", "x.csv"], "there is no verb “dry-rnu”; did you mean “dry-run”?"),
    (["rules", "tset"], "there is no verb “rules tset”; did you mean “rules test”?"),
    (["sources", "frobnicate"], "there is no verb “sources frobnicate”; there are check, list"),
  ])
  func `a misspelt verb is named, with the nearest`(arguments: [String], sentence: String) throws {
    try expectRefusal(arguments, 64, says: sentence)
  }

  @Test func `a gzipped extract is told how to be unpacked, whatever its encoding`() throws {
    let folder = try TemporaryFolder()
    try folder.write([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], to: "x.csv.gz")
    for source in ["standard", "walk-in"] {
      try expectRefusal(
        ["dry-run", "--quiet", "--source", source, "x.csv.gz"],
        65,
        says: "zcat 'x.csv.gz' | attend dry-run -",
        in: folder
      )
    }
  }

  @Test func `an extract without a name is one sentence`() throws {
    try expectRefusal(["dry-run", "--quiet", ""], 64, says: "an extract has an empty name")
  }

  @Test(arguments: ["", "bad code!", "rje", "RJ"])
  func `a trust's code that is none is refused`(code: String) throws {
    try expectRefusal(
      ["init", "--organisation", code, "trust"],
      64,
      says: "“\(code)” is no national (ODS) code"
    )
  }

  @Test func `a folder that cannot be made is said in the program's own words`() throws {
    let outcome = try Attend.call(["init", "/proc/x"], in: Attend.repository)
    #expect(outcome.code == 1)
    #expect(outcome.messages.hasPrefix("attend: /proc/x cannot be made; check that the folder"))
  }

  @Test func `the last words of init say as whom the night runs`() throws {
    let folder = try TemporaryFolder()
    let words = try Attend.call(["init", "trust"], in: folder.path).output
    #expect(words.contains("as \(NSUserName()), who alone may enter the folder"))
  }

  @Test(arguments: [
    (["--bad-rows", "5"], "write a share from 0% to 100%, such as 1%"),
    (["--late", "200%"], "write a share from 0% to 100%, such as 1%"),
    (["--cases", "nope=2%"], "previous-injuries=1%"),
  ])
  func `a sample's options say what they take`(options: [String], sentence: String) throws {
    try expectRefusal(["sample", "--output", "sample"] + options, 64, says: sentence)
  }
}
