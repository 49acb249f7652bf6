import Foundation
import TemporaryFiles
import Testing

/// `--json` of every verb that prints a result.
struct JSONTests {
  /// What a verb prints with `--json`, once it is plain that its help names each key of it.
  private func json(_ verb: String, _ arguments: [String], code: Int32 = 0, in folder: String)
    throws
    -> [String: Any]
  {
    let words = verb.split(separator: " ").map(String.init)
    let outcome = try Attend.call(words + arguments + ["--json"], in: folder)
    #expect(outcome.code == code, "\(verb): \(outcome.said)")
    #expect(!outcome.output.hasSuffix("\n\n") && outcome.output.hasSuffix("\n"))
    let parsed = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let object = try #require(parsed as? [String: Any], "\(verb)")
    let help = try Attend.call(words + ["--help"], in: folder).output
    for key in object.keys where verb != "run" {
      #expect(help.contains(key), "the help of \(verb) does not name “\(key)”")
      #expect(key == key.lowercased(), "\(verb): \(key)")
    }
    return object
  }

  private func text(_ verb: String, _ arguments: [String], in folder: String) throws -> String {
    try Attend.call(verb.split(separator: " ").map(String.init) + arguments, in: folder).output
  }

  @Test func `a night, its worklist and its ledger`() throws {
    let trust = try Trust()
    let folder = trust.folder.path
    try trust.receive(
      """
      child, birth_date, arrival_date, gp_practice_code
      0,     2018-03-02, 2026-10-30,   V81997
      1,     2009-12-01, 2026-10-30,   V81997
      """
    )
    let config = ["--config", "attend.yaml"]
    let day = ["--as-of", "2026-11-01"]
    let night = try json("run", config + day + ["--first-load", "notify"], in: folder)
    let manifest = try JSONSerialization.jsonObject(
      with: Data(trust.folder.text(of: "out/2026-11-01-001/run.json").utf8)
    )
    #expect(NSDictionary(dictionary: night) == manifest as? NSDictionary)

    let list = try json("worklist list", config + day, in: folder)
    let items = try #require(list["items"] as? [[String: Any]])
    #expect(!items.isEmpty && list["pauses"] is [Any])
    let words = try text("worklist list", config + day, in: folder)
    for item in items { #expect(words.contains("\(item["number"] ?? "?")  ")) }
    let held = try #require(items.first { $0["kind"] as? String == "parent-letter-held" })
    let number = try #require(held["number"] as? Int)
    let account = ["--by", "N. Nurse", "--because", "a reason"]
    for (verb, step) in [("acknowledge", "acknowledge"), ("dismiss", "dismiss")] {
      let done = try json("worklist \(verb)", config + day + ["\(number)"] + account, in: folder)
      #expect(done["step"] as? String == step && done["numbers"] as? [Int] == [number])
    }
    let pause = try json(
      "worklist pause",
      config + day + ["--provider", "RZ9", "--attendance", "A1", "--until", "2026-12-01"] + account,
      in: folder
    )
    #expect(pause["until"] as? String == "2026-12-01" && pause["numbers"] as? [Int] == [1])
    let resumed = try text("worklist resume", config + day + ["1"] + account, in: folder)
    #expect(resumed == "pause 1 is over\n")

    let status = try json("ledger status", config + day, in: folder)
    #expect((status["runs"] as? [[String: Any]])?.first?["folder"] as? String == "2026-11-01-001")
    let proof = try json("ledger verify", config, in: folder)
    #expect((proof["findings"] as? [Any])?.isEmpty == true && proof["documents"] is Int)
    #expect(
      try text("ledger verify", config, in: folder).contains(
        "head \(proof["head"] as? String ?? "?")"
      )
    )
    let backup = try json("ledger backup", config + ["copy.sqlite"], in: folder)
    let size = try FileManager.default.attributesOfItem(atPath: "\(folder)/copy.sqlite")[.size]
    #expect(backup["copy"] as? String == "copy.sqlite" && backup["bytes"] as? Int == size as? Int)
  }

  @Test func `a mended file that is fed back`() throws {
    let trust = try Trust()
    let folder = trust.folder.path
    try trust.receive("one.csv", "arrival_date\n2026-10-30\n2026-10-31\nsomeday")
    _ = try trust.firstNight(asOf: "2026-11-01")
    let rows = try trust.folder.text(of: "out/2026-11-01-001/quarantine/one.csv")
    try trust.folder.write(rows.replacing(",someday,", with: ",2026-10-29,"), to: "mended.csv")
    let arguments = ["--config", "attend.yaml", "--source", "ae", "mended.csv"]
    let result = try json("feed-back", arguments + ["--as-of", "2026-11-02"], in: folder)
    #expect(result["readable"] as? Int == 1 && result["was_there"] as? Bool == false)
    let path = try #require(result["path"] as? String)
    #expect(FileManager.default.fileExists(atPath: path))
    #expect(
      try text("feed-back", arguments + ["--as-of", "2026-11-02"], in: folder)
        == "Fed back before: \(path)\n"
    )
  }

  @Test func `what looks at extracts`() throws {
    let folder = try TemporaryFolder()
    let table = """
      attendance_id, child, arrival_date, gp_practice_code
      A1, 0, 2026-01-05, Y99001
      A2, 0, 2026-01-12, Y99001
      A3, 0, 2026-01-18, V81997
      """
    try folder.write(Extract(table).text, to: "one.csv")
    let rules = ["--rules", Attend.rules]
    let day = ["--as-of", "2026-11-01"]
    let dryRun = try json("dry-run", rules + day + ["--quiet", "one.csv"], in: folder.path)
    #expect(dryRun["attendances"] as? Int == 3 && dryRun["as_of"] as? String == "2026-11-01")
    let words = try text("dry-run", rules + day + ["--quiet", "one.csv"], in: folder.path)
    for rule in try #require(dryRun["rules"] as? [[String: Any]]) {
      let row = try #require(
        words.split(separator: "\n").first { $0.hasPrefix("\(rule["rule"] ?? "?") ") }
      )
      let numbers = row.split(separator: " ").dropFirst().compactMap { Int($0) }
      #expect(
        numbers == ["persons", "triggers", "letters", "alerts"].map { rule[$0] as? Int ?? -1 }
      )
    }
    let check = try json("sources check", rules + day + ["one.csv"], in: folder.path)
    #expect(check["profile"] as? String == "standard")
    let list = try json("sources list", rules, in: folder.path)
    let profiles = try #require(list["profiles"] as? [[String: Any]])
    let listed = try text("sources list", rules, in: folder.path)
    for profile in profiles { #expect(listed.contains("\(profile["profile"] ?? "?") ")) }
    let explanation = try json(
      "explain",
      rules + day + ["--provider", "RZ9", "--attendance", "A3", "one.csv"],
      in: folder.path
    )
    #expect((explanation["answers"] as? [Any])?.count == 5)
    let changes = try json(
      "rules diff",
      [
        Attend.rules, Attend.rules, "--set", "frequent-attender-4-in-6-months.at-least=3",
        "one.csv",
      ]
        + day,
      in: folder.path
    )
    let added = try #require(changes["changes"] as? [[String: Any]])
    #expect(added.count == 1 && added[0]["added"] as? Bool == true)
    #expect(added[0]["attendance_id"] as? String == "A3" && added[0]["count"] as? Int == 3)
    let sums = try #require(changes["rules"] as? [[String: Any]])
    #expect(sums.compactMap { $0["added"] as? Int }.reduce(0, +) == 1)
  }

  @Test func `what looks at rules and letters`() throws {
    let folder = Attend.repository
    let check = try json("rules check", ["Rules"], in: folder)
    #expect(
      try text("rules check", ["Rules"], in: folder).hasPrefix("\(check["rules"] ?? "?") rules")
    )
    let test = try json("rules test", ["Rules"], in: folder)
    let passed = try #require(test["passed"] as? Int)
    #expect((test["failures"] as? [Any])?.isEmpty == true && test["changes"] == nil)
    let words = try text("rules test", ["Rules"], in: folder)
    #expect(words.hasSuffix("\n\(passed) examples passed, 0 failed\n"))
    for line in try #require(test["coverage"] as? [String]) { #expect(words.contains(line)) }
    let letters = try json("letters check", ["Rules"], in: folder)
    let table = try text("letters check", ["Rules"], in: folder)
    let found = try #require(letters["letters"] as? [[String: Any]])
    #expect(found.count == table.split(separator: "\n").count - 2)
    for letter in found { #expect(table.contains("\(letter["letter"] ?? "?") ")) }
  }

  @Test func `a sample's truth`() throws {
    let folder = try TemporaryFolder()
    let options = ["--output", "sample", "--people", "200", "--rules", Attend.rules, "--quiet"]
    let truth = try json("sample", options, in: folder.path)
    #expect(truth["people"] as? Int == 200)
    let kept = try JSONSerialization.jsonObject(
      with: Data(folder.text(of: "sample/truth/truth.json").utf8)
    )
    #expect(NSDictionary(dictionary: truth) == kept as? NSDictionary)
  }

  @Test func `mistakes in rules, letters and examples are in the JSON, and in the exit code`()
    throws
  {
    let folder = try TemporaryFolder()
    let rules = try folder.rules("frequent-attender-4-in-6-months.yaml") {
      $0.replacing("at-least: 4", with: "at-least: 5")
    }
    let test = try json("rules test", [rules], code: 78, in: folder.path)
    #expect((test["failures"] as? [String])?.isEmpty == false)
    let broken = try folder.rules("letters/gp-frequent-attender.mustache") { "{{nonsense}}" + $0 }
    let check = try json("rules check", [broken], code: 78, in: folder.path)
    let diagnostics = try #require(check["diagnostics"] as? [[String: Any]])
    #expect(diagnostics.contains { ($0["message"] as? String)?.contains("nonsense") == true })
  }
}
