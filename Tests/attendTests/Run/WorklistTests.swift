import Foundation
import Ledger
import TemporaryFiles
import Testing

/// The worklist is worked: every step through the command, and what the next night makes of it.
struct WorklistTests {
  private let account = ["--by", "N. Nurse", "--because", "spoke to the family"]

  /// A trust whose first night holds one parent letter, of a child who is looked after.
  private func trustWithHeldLetter(_ column: String = "looked_after", _ value: String = "Y") throws
    -> Trust
  {
    let trust = try Trust()
    try trust.receive(
      "attendance_id, arrival_date, gp_practice_code, \(column)\nA, 2026-10-30, V81997, \(value)",
      without: ["address_line_2"]
    )
    let night = try trust.firstNight(asOf: "2026-11-01")
    try #require(night.items["parent-letter-held"] == 1 && night.parentLetters.isEmpty)
    return trust
  }

  @discardableResult
  private func worklist(_ trust: Trust, _ arguments: String..., asOf: String = "2026-11-02") throws
    -> Attend.Outcome
  {
    try Attend.call(
      ["worklist"] + arguments.prefix(1) + ["--config", "attend.yaml", "--as-of", asOf]
        + arguments.dropFirst(),
      in: trust.folder.path
    )
  }

  private func step(_ trust: Trust, _ verb: String, _ item: String = "1") throws {
    let outcome = try worklist(
      trust,
      verb,
      item,
      account[0],
      account[1],
      account[2],
      account[3]
    )
    try #require(outcome.code == 0, "\(outcome.said)")
  }

  @Test func `the list shows what is open, in words, and names nobody unless asked`() throws {
    let trust = try trustWithHeldLetter()
    let list = try worklist(trust, "list")
    #expect(list.code == 0)
    #expect(list.output.contains("A letter to the parents waits for you."))
    #expect(list.output.contains("looked after by the local authority"))
    #expect(list.output.contains("RZ9 A 2026-10-30"))
    for value in ["Larch", "999 000 0018", "2018-03-02"] {
      #expect(!list.output.contains(value))
      #expect(try worklist(trust, "list", "--identifiable").output.contains(value))
    }
    #expect(try !worklist(trust, "list", "--json").output.contains("Larch"))
    #expect(try worklist(trust, "list", "--json").output.contains("\"number\" : 1"))
  }

  @Test func `the list can be read while a run holds the lock, and holds up none`() throws {
    let trust = try trustWithHeldLetter()
    let lock = try RunLock(besideLedger: "\(trust.folder.path)/state/ledger.sqlite")
    let list = try withExtendedLifetime(lock) { try worklist(trust, "list") }
    #expect(list.code == 0 && list.output.contains("1 items"), "\(list.said)")
  }

  @Test func `a released letter goes out with the next night, once`() throws {
    let trust = try trustWithHeldLetter()
    try step(trust, "release")
    #expect(try worklist(trust, "list").output.contains("released by N. Nurse on 2026-11-02"))
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.parentLetters.count == 1 && night.letters.count == 1)
    #expect(night.worklist.isEmpty && night.flags.isEmpty)
    #expect(try worklist(trust, "list").output.contains("0 items"))
    #expect(try trust.night(asOf: "2026-11-03").isQuiet)
  }

  @Test func `a release taken back in time sends nothing`() throws {
    let trust = try trustWithHeldLetter()
    try step(trust, "release")
    try step(trust, "hold")
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
    #expect(try worklist(trust, "list").output.contains("1 items"))
  }

  @Test(arguments: [
    ("death_date", "2026-10-31"), ("birth_date", "2010-11-01"), ("address_line_1", ""),
    ("postcode", "ZZ99 3VZ"), ("postcode", "ZZZ SECUR"), ("withheld_identity_reason", "97"),
  ])
  func `a release does not overrule what no nurse can judge: the letter waits on`(
    column: String,
    value: String
  ) throws {
    let trust = try trustWithHeldLetter(column, value)
    try step(trust, "release")
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.letters.isEmpty)
    #expect(night.items == ["parent-letter-held": 1])
    #expect(try worklist(trust, "list").output.contains("waits for you"))
  }

  @Test func `a release answers only the reasons it was given for`() throws {
    let trust = try trustWithHeldLetter()
    try step(trust, "release")
    try trust.receive(
      "two.csv",
      "attendance_id, arrival_date, injury_intent\nB, 2026-11-01, 52684005"
    )
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.letters.isEmpty && night.items == ["parent-letter-held": 1])
    #expect(night.worklist[0]["why"]?.contains("assault") == true)
    try step(trust, "release", "2")
    #expect(try trust.night(asOf: "2026-11-03").parentLetters.count == 1)
  }

  @Test func `a released letter whose trigger has gone is not sent`() throws {
    let trust = try trustWithHeldLetter()
    try step(trust, "release")
    try trust.receive(
      "two.csv",
      "attendance_id, arrival_date, update_type, applicable_datetime\nA, , 1, 2026-11-01T10:00"
    )
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.letters.isEmpty)
    #expect(try worklist(trust, "list").output.contains("taken-back") == false)
    #expect(try !worklist(trust, "list").output.contains("waits for you"))
  }

  @Test func `a dismissed letter is never sent, and an acknowledged one waits on`() throws {
    let trust = try trustWithHeldLetter()
    try step(trust, "acknowledge")
    #expect(try worklist(trust, "list").output.contains("acknowledged by N. Nurse"))
    try step(trust, "dismiss")
    #expect(try worklist(trust, "list").output.contains("0 items"))
    #expect(try worklist(trust, "list", "--all").output.contains("dismissed by N. Nurse"))
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
  }

  @Test(arguments: [
    (["release", "7"], "there is no item 7"), (["hold", "1"], "has not been released"),
    (["resume", "3"], "there is no pause 3"),
  ])
  func `a step that makes no sense is refused in one sentence`(
    arguments: [String],
    words: String
  ) throws {
    let trust = try trustWithHeldLetter()
    let outcome = try worklist(
      trust,
      arguments[0],
      arguments[1],
      "--by",
      "N",
      "--because",
      "why"
    )
    #expect(outcome.code == 64)
    #expect(outcome.mistakes.count == 1 && outcome.messages.contains(words), "\(outcome.said)")
  }

  @Test(arguments: [("--by", "  "), ("--because", ""), ("--by", "N\nNurse")])
  func `who and why are required`(option: String, value: String) throws {
    let trust = try trustWithHeldLetter()
    let other = option == "--by" ? ["--because", "why"] : ["--by", "N"]
    let blank = try worklist(trust, "dismiss", "1", option, value, other[0], other[1])
    #expect(blank.code == 64 && blank.messages.contains(option))
    #expect(try worklist(trust, "dismiss", "1", other[0], other[1]).code == 64)
    #expect(try worklist(trust, "list").output.contains("1 items"))
  }

  @Test func `of several items all are settled or none`() throws {
    let trust = try trustWithHeldLetter()
    let outcome = try worklist(trust, "dismiss", "1", "9", "--by", "N", "--because", "why")
    #expect(outcome.code == 64)
    #expect(try worklist(trust, "list").output.contains("1 items"))
  }

  @Test func `without a ledger there is no worklist, and none is made`() throws {
    let trust = try Trust()
    let outcome = try worklist(trust, "list")
    #expect(outcome.code == 66 && outcome.mistakes.count == 1)
    #expect(!trust.folder.has("state"))
  }
}
