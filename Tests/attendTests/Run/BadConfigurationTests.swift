import TemporaryFiles
import Testing

/// Design section 9: a mistake in configuration or rules is one located sentence, exit code 78, and
/// touches neither ledger nor output.
struct BadConfigurationTests {
  struct Mistake: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var old: String
    var new: String
    var says: [String]
  }

  static let mistakes = [
    Mistake(
      testDescription: "an unknown key",
      old: "output: out",
      new: "output: out\noutptu: elsewhere",
      says: ["attend.yaml:9:1", "outptu"]
    ),
    Mistake(
      testDescription: "a missing key",
      old: "output: out\n",
      new: "",
      says: ["attend.yaml:", "output"]
    ),
    Mistake(
      testDescription: "a key that is like no other",
      old: "output: out",
      new: "output: out\nquarterly: yes",
      says: ["attend.yaml:9:1", "quarterly", "it may have delivery, feeds, keep, late-after,"]
    ),
    Mistake(
      testDescription: "an organisation without an address, which no letter can be written for",
      old: "  address: [1 Infirmary Road, Sampletown]\n",
      new: "",
      says: ["attend.yaml:2:3", "address"]
    ),
    Mistake(
      testDescription: "a contact that nobody can contact",
      old: ", phone: 01632 960999",
      new: "",
      says: ["attend.yaml:5:22", "phone", "email"]
    ),
    Mistake(
      testDescription: "a key without a value",
      old: "output: out",
      new: "output:",
      says: ["attend.yaml:8:1", "“output” needs a value"]
    ),
    Mistake(
      testDescription: "a value of the wrong kind",
      old: "unapproved: allowed",
      new: "unapproved: alowed",
      says: ["attend.yaml:12:", "alowed", "allowed"]
    ),
    Mistake(
      testDescription: "a folder of rules that is not there",
      old: Attend.rules,
      new: "nowhere/Rules",
      says: ["nowhere/Rules"]
    ),
    Mistake(
      testDescription: "a folder of extracts that is not there",
      old: "inbox/*.csv",
      new: "nowhere/*.csv",
      says: ["nowhere"]
    ),
    Mistake(
      testDescription: "a practice directory that is not there",
      old: "practices: practices.csv",
      new: "practices: nowhere.csv",
      says: ["nowhere.csv"]
    ),
    Mistake(
      testDescription: "an unknown profile",
      old: "profile: standard",
      new: "profile: standrd",
      says: ["standrd", "standard"]
    ),
    Mistake(
      testDescription: "text that is no YAML",
      old: "output: out",
      new: "output: [out",
      says: ["attend.yaml:"]
    ),
  ]

  @Test(arguments: mistakes)
  func `a mistake in the configuration is one located sentence`(mistake: Mistake) throws {
    let trust = try Trust(replacing: [mistake.old: mistake.new])
    try trust.receive("arrival_date\n2026-10-30")
    let outcome = try trust.call(asOf: "2026-11-01", "--first-load", "notify", "--quiet")
    #expect(outcome.code == 78)
    #expect(outcome.mistakes.count == 1)
    for words in mistake.says { #expect(outcome.messages.contains(words)) }
    #expect(outcome.output == "")
    #expect(!trust.folder.has("state") && !trust.folder.has("out"))
  }

  @Test func `several mistakes are all named at once`() throws {
    let trust = try Trust(
      replacing: ["output: out": "outptu: out", "ledger: state": "ledgr: state"]
    )
    let outcome = try trust.call(asOf: "2026-11-01", "--quiet")
    #expect(outcome.code == 78)
    #expect(outcome.messages.contains("outptu") && outcome.messages.contains("ledgr"))
  }

  @Test func `a configuration that is not there is said to be so`() throws {
    let folder = try TemporaryFolder()
    let outcome = try Attend.call(["run", "--config", "none.yaml"], in: folder.path)
    #expect(outcome.code == 78)
    #expect(outcome.mistakes.count == 1 && outcome.messages.contains("none.yaml"))
    #expect(FolderTree(folder.path).paths.isEmpty)
  }

  @Test(arguments: [
    ["run"], ["run", "--config", "attend.yaml", "--as-of", "yesterday"],
    ["run", "--config", "attend.yaml", "--first-load", "maybe"], ["dry-run"], ["frobnicate"],
  ])
  func `wrong usage ends with 64`(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let outcome = try Attend.call(arguments, in: folder.path)
    #expect(outcome.code == 64)
    #expect(!outcome.messages.isEmpty && outcome.output == "")
  }
}
