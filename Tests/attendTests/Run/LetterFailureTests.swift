import Foundation
import GRDB
import TemporaryFiles
import Testing

/// Design S12 through the command: a letter that cannot be written holds up nobody else's.
struct LetterFailureTests {
  @Test func `a letter to a practice without an address is an item, and the others go out`() throws
  {
    let trust = try Trust()
    try trust.folder.write(
      """
      code,name,address_1,postcode,status
      Y99001,Example Street Surgery,1 High Street,XX1 1AA,A
      Y99002,Specimen Medical Centre,,,A
      """,
      to: "practices.csv"
    )
    let days = ["2026-10-01", "2026-10-08", "2026-10-15", "2026-10-22"]
    let rows = [(0, "Y99002"), (1, "Y99001")].flatMap { child, practice in
      days.map { "\(child), \($0), \(practice)" }
    }
    try trust.receive((["child, arrival_date, gp_practice_code"] + rows).joined(separator: "\n"))
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.outcome.code == 2)
    #expect(night.items == ["letter-failed": 1])
    #expect(night.worklist.first?["attendance_id"] == "A4")
    #expect(night.practiceLetters.count == 1)
    #expect(night.practiceLetters.first?.contains("Example Street Surgery") == true)
    #expect(night.flags.count == 2)
    #expect(try trust.night(asOf: "2026-11-02").isQuiet)
  }

  /// Design S9: only what reached its recipient, or is on its way, covers.
  @Test func `a letter that could not be written covers no longer, also when nothing new has come`()
    throws
  {
    let trust = try Trust()
    try trust.folder.write(
      """
      code,name,address_1,postcode,status
      Y99001,Example Street Surgery,1 High Street,XX1 1AA,A
      Y99002,Specimen Medical Centre,,,A
      """,
      to: "practices.csv"
    )
    let rows = [("01", 2), ("08", 2), ("15", 2), ("22", 2), ("29", 1)].map { day, practice in
      "A\(day), 0, 2026-10-\(day), Y9900\(practice)"
    }
    let header = "attendance_id, child, arrival_date, gp_practice_code"
    try trust.receive(([header] + rows).joined(separator: "\n"))
    let first = try trust.firstNight(asOf: "2026-11-01")
    #expect(first.items == ["letter-failed": 1] && first.practiceLetters.isEmpty)
    try trust.receive("two.csv", "\(header)\nB1, 1, 2026-11-01, Y99001")
    let second = try trust.night(asOf: "2026-11-02")
    #expect(second.practiceLetters.count == 1 && second.items.isEmpty)
    #expect(second.practiceLetters.first?.contains("Example Street Surgery") == true)
    try trust.receive("three.csv", "\(header)\nB2, 1, 2026-11-02, Y99001")
    #expect(try trust.night(asOf: "2026-11-03").isQuiet)
  }

  private let header =
    "attendance_id, child, arrival_date, gp_practice_code, applicable_datetime, update_type"

  /// A trust that has told a practice, which then loses its address, of a child's four attendances.
  private func toldTrust() throws -> Trust {
    let trust = try Trust()
    let rows = ["01", "08", "15", "22"].map { "A\($0), 0, 2026-10-\($0), Y99002, , 9" }
    try trust.receive(([header] + rows).joined(separator: "\n"))
    try #require(try trust.firstNight(asOf: "2026-11-01").practiceLetters.count == 1)
    let practices = try trust.folder.text(of: "practices.csv")
    try trust.folder.write(
      practices.replacing("2 High Street,XX1 2AA", with: ","),
      to: "practices.csv"
    )
    return trust
  }

  @Test func `a correction that cannot be written is an item of its own`() throws {
    let trust = try toldTrust()
    try trust.receive("two.csv", "\(header)\nA22, , , , 2026-11-01T10:00, 1")
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.outcome.code == 2)
    #expect(night.items == ["letter-failed": 1, "taken-back": 1])
    #expect(night.letters.isEmpty)
    let items = night.worklist
    #expect(items.allSatisfy { $0["attendance_id"] == "A22" })
    #expect(items.contains { $0["why"]?.contains("2026-11-01-001-L0001, not corrected") == true })
    #expect(try verify(trust).code == 0)
    // There is no letter that waits.
    let number = try #require(
      items.first { $0["about"]?.contains("could not be written") == true }?["item"]
    )
    let release = try Attend.call(
      [
        "worklist", "release", "--config", "attend.yaml", number, "--by", "N", "--because", "w",
        "--as-of", "2026-11-02",
      ],
      in: trust.folder.path
    )
    #expect(release.code == 64 && release.messages.contains("no letter that waits"))
  }

  @Test func `a correction that cannot be printed is an item, and no line says that it went out`()
    throws
  {
    let trust = try Trust(
      replacing: ["unapproved: allowed": "unapproved: allowed\nletters: { formats: [html, pdf] }"]
    )
    let header = "attendance_id, child, arrival_date, gp_practice_code, given_name"
    try trust.receive("\(header)\nA, 0, 2026-10-30, V81997, Robin")
    try #require(try trust.firstNight(asOf: "2026-11-01").parentLetters.count == 2)
    // Told of under this name, the child is named so in what puts it right.
    try sql(
      trust,
      "UPDATE notification SET told_patient = replace(told_patient, 'Robin', 'Robin\u{10FFFD}')"
    )
    try trust.receive(
      "two.csv",
      "attendance_id, child, arrival_date, update_type, applicable_datetime\n"
        + "A, 0, , 1, 2026-11-01T10:00"
    )
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.outcome.code == 2)
    #expect(night.items == ["letter-failed": 1, "taken-back": 1])
    #expect(night.letters.isEmpty)
    #expect(night.worklist.allSatisfy { $0["attendance_id"] == "A" })
    let why = night.worklist.compactMap { $0["why"] }.joined(separator: "\n")
    #expect(why.contains("2026-11-02-001-L0001 cannot be printed"), "\(why)")
    #expect(why.contains("2026-11-01-001-L0001, not corrected") && !why.contains("corrected by"))
    let outcome = try verify(trust)
    #expect(outcome.code == 0, "\(outcome.said)")
  }

  private func verify(_ trust: Trust) throws -> Attend.Outcome {
    try Attend.call(["ledger", "verify", "--config", "attend.yaml"], in: trust.folder.path)
  }

  private func sql(_ trust: Trust, _ text: String) throws {
    let queue = try DatabaseQueue(path: "\(trust.folder.path)/state/ledger.sqlite")
    try queue.writeWithoutTransaction { try $0.execute(sql: text) }
    try queue.close()
  }
}
