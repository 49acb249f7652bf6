import Foundation
import TemporaryFiles
import Testing

/// Every bad extract: one clear sentence that says what and where, the exit code, nothing written.
struct BadExtractTests {
  struct Bad: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var bytes: [UInt8]
    /// What the sentence must contain besides the file's name.
    var says: [String]
  }

  static let bad = [
    Bad(testDescription: "an empty file", bytes: [], says: ["empty"]),
    Bad(
      testDescription: "a header that lacks columns",
      bytes: Array("attendance_id,provider_code\nA1,RZ9\n".utf8),
      says: ["arrival_date"]
    ),
    Bad(
      testDescription: "a repeated column",
      bytes: Array(
        "attendance_id,provider_code,arrival_date,sex,SEX\nA1,RZ9,2026-01-01,1,1\n".utf8
      ),
      says: ["SEX", "twice"]
    ),
    Bad(
      testDescription: "a binary file",
      bytes: [0x7F, 0x45, 0x4C, 0x46, 0, 1, 2, 0, 0xFF],
      says: ["byte"]
    ),
    Bad(
      testDescription: "UTF-16",
      bytes: [0xFF, 0xFE] + Array("attendance_id\n".utf16).flatMap { [UInt8($0), 0] },
      says: ["UTF-16"]
    ),
    Bad(
      testDescription: "a stray quotation mark",
      bytes: Array("attendance_id,provider_code,arrival_date\nA\"1,RZ9,2026-01-01\n".utf8),
      says: ["line 2", "quotation mark"]
    ),
    Bad(
      testDescription: "a quoted value that never ends",
      bytes: Array("attendance_id,provider_code,arrival_date\n\"A1,RZ9,2026-01-01\n".utf8),
      says: ["line 2", "never ends"]
    ),
    Bad(
      testDescription: "too many rows without an arrival",
      bytes: Array(
        ("attendance_id,provider_code,arrival_date\n"
          + String(repeating: "A1,RZ9,someday\n", count: 20)).utf8
      ),
      says: ["20 of 20 rows"]
    ),
  ]

  @Test(arguments: bad)
  func `dry-run says what is wrong with an extract and writes nothing`(bad: Bad) throws {
    let folder = try TemporaryFolder()
    try folder.write(bad.bytes, to: "bad.csv")
    let outcome = try Attend.call(
      ["dry-run", "--rules", Attend.rules, "bad.csv", "--triggers", "triggers.csv", "--quiet"],
      in: folder.path
    )
    #expect(outcome.code == 65)
    #expect(outcome.output == "")
    #expect(outcome.sentences.count == 1)
    for words in ["bad.csv"] + bad.says { #expect(outcome.messages.contains(words)) }
    #expect(FolderTree(folder.path).paths == ["bad.csv"])
  }

  @Test(arguments: [("missing.csv", "no such file"), ("folder", "folder")])
  func `what is no file at all is missing input`(name: String, says: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "folder/file")
    let outcome = try Attend.call(
      ["dry-run", "--rules", Attend.rules, name, "--quiet"],
      in: folder.path
    )
    #expect(outcome.code == 66)
    #expect(outcome.sentences.count == 1)
    #expect(outcome.messages.contains(name) && outcome.messages.contains(says))
  }

  @Test(arguments: bad)
  func `a run with nothing but a bad extract leaves neither ledger nor output`(bad: Bad) throws {
    let trust = try Trust()
    try trust.folder.write(bad.bytes, to: "inbox/bad.csv")
    let outcome = try trust.call(asOf: "2026-11-01", "--first-load", "notify", "--quiet")
    #expect(outcome.code == 65)
    #expect(outcome.sentences.count == 1)
    for words in ["bad.csv"] + bad.says { #expect(outcome.messages.contains(words)) }
    #expect(!trust.folder.has("state") && !trust.folder.has("out"))
  }

  @Test func `no extract at all is missing input`() throws {
    let trust = try Trust()
    let outcome = try trust.call(asOf: "2026-11-01", "--first-load", "notify", "--quiet")
    #expect(outcome.code == 66)
    #expect(outcome.sentences.count == 1 && outcome.messages.contains("inbox/*.csv"))
    #expect(!trust.folder.has("state") && !trust.folder.has("out"))
  }

  @Test func `a refused extract does not hold up the others`() throws {
    let trust = try Trust()
    try trust.folder.write("no,such,columns\n", to: "inbox/bad.csv")
    try trust.receive("good.csv", "arrival_date\n2026-10-30")
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.outcome.code == 2)
    #expect(night.manifest.refused.count == 1)
    #expect(night.manifest.refused.first?.contains("bad.csv") == true)
  }

  @Test func `a file that turns bad half way leaves nothing of itself`() throws {
    let good = Extract("arrival_date, gp_practice_code\n2026-10-29, V81997").text
    let trust = try Trust()
    try trust.folder.write(good + "\"never ends\n", to: "inbox/half.csv")
    try trust.receive("other.csv", "child, attendance_id, arrival_date\n1, B1, 2026-10-30")
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.outcome.code == 2)
    #expect(night.files.text("triggers.csv") == DryRun.header + "\n")
    // Mended, it is read as if it had never come before.
    try trust.folder.write(good, to: "inbox/half.csv")
    let next = try trust.night(asOf: "2026-11-02")
    #expect(next.parentLetters.count == 1)
  }
}
