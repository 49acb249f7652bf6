import Foundation
import TemporaryFiles
import Testing

/// `attend ledger verify`: the audit's chain, and documents against lines.
struct AuditTests {
  private func toldTrust() throws -> Trust {
    let trust = try Trust()
    try trust.receive("attendance_id, arrival_date, gp_practice_code\nA, 2026-10-30, V81997")
    try #require(try trust.firstNight(asOf: "2026-11-01").letters.count == 1)
    return trust
  }

  private func verify(_ trust: Trust, _ options: String...) throws -> Attend.Outcome {
    try Attend.call(
      ["ledger", "verify", "--config", "attend.yaml"] + options,
      in: trust.folder.path
    )
  }

  private func sql(_ trust: Trust, _ text: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sqlite3", "\(trust.folder.path)/state/ledger.sqlite", text]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  private struct Manifest: Decodable { var audit_head: String }

  @Test func `a sound ledger verifies, with the head that the night gave`() throws {
    let trust = try toldTrust()
    let text = try trust.folder.text(of: "out/2026-11-01-001/run.json")
    let head = try JSONDecoder().decode(Manifest.self, from: Data(text.utf8)).audit_head
    let outcome = try verify(trust, "--head", head)
    #expect(outcome.code == 0, "\(outcome.said)")
    #expect(outcome.output.contains(head))
    #expect(try verify(trust, "--head", String(repeating: "a", count: 64)).code == 1)
  }

  @Test func `a letter that the recipient has collected is not missing`() throws {
    let trust = try toldTrust()
    try trust.folder.remove("out/2026-11-01-001/letters")
    let outcome = try verify(trust)
    #expect(outcome.code == 0 && outcome.output.contains("1 of them collected"), "\(outcome.said)")
  }

  @Test(arguments: ["[html, pdf]", "[pdf]"])
  func `printed letters are sealed, and one that could not be printed is not missing`(
    formats: String
  ) throws {
    let trust = try Trust(
      replacing: ["unapproved: allowed": "unapproved: allowed\nletters: { formats: \(formats) }"]
    )
    try trust.receive(
      """
      attendance_id, child, arrival_date, gp_practice_code, given_name
      A, 0, 2026-10-30, V81997, Robin\u{10FFFD}
      B, 1, 2026-10-30, V81997, Robin
      """
    )
    try #require(try trust.firstNight(asOf: "2026-11-01").items == ["letter-failed": 1])
    let text = try trust.folder.text(of: "out/2026-11-01-001/run.json")
    let head = try JSONDecoder().decode(Manifest.self, from: Data(text.utf8)).audit_head
    let sound = try verify(trust, "--head", head)
    #expect(sound.code == 0, "\(sound.said)")
    try sql(trust, "UPDATE outbox SET sha256 = 'x' WHERE path LIKE '%.pdf'")
    let changed = try verify(trust)
    #expect(changed.code == 1)
    #expect(changed.messages.contains("is not the one in the audit"), "\(changed.said)")
  }

  @Test func `a document that was changed, and one that nobody wrote, are found`() throws {
    let trust = try toldTrust()
    let letter = "out/2026-11-01-001/letters/parent/2026-11-01-001-L0001.html"
    try trust.folder.write(try trust.folder.text(of: letter) + " ", to: letter)
    try trust.folder.write("x", to: "out/2026-11-01-001/letters/parent/other.html")
    let outcome = try verify(trust)
    #expect(outcome.code == 1)
    #expect(outcome.messages.contains("L0001.html is not the document"))
    #expect(outcome.messages.contains("other.html is no document"))
  }

  @Test(arguments: [
    (
      "DROP TRIGGER audit_is_append_only_update; UPDATE audit SET entry = replace(entry, 'told', 'held')",
      "does not follow"
    ),
    (
      "DROP TRIGGER audit_is_append_only_delete; DELETE FROM audit WHERE number = 1",
      "does not follow"
    ),
    ("DELETE FROM outbox WHERE path LIKE 'letters/%'", "the audit names letter"),
    ("UPDATE outbox SET sha256 = 'x' WHERE path LIKE 'letters/%'", "is not what the audit says"),
    ("UPDATE outbox SET sha256 = 'x' WHERE path = 'worklist.csv'", "is not the one in the audit"),
    (
      "UPDATE trigger_day SET lines = CAST(replace(lines, ',A,', ',B,') AS BLOB)",
      "triggers.csv for the rule “unregistered-with-gp” on 2026-10-30"
    ),
    ("DELETE FROM trigger_day", "triggers.csv for the rule “unregistered-with-gp” on 2026-10-30"),
  ])
  func `whatever is changed in the ledger is found`(change: String, words: String) throws {
    let trust = try toldTrust()
    try sql(trust, change)
    let outcome = try verify(trust)
    #expect(outcome.code == 1)
    #expect(outcome.messages.contains(words), "\(outcome.said)")
  }

  @Test func `every step on the worklist is a line, with who and why`() throws {
    let trust = try Trust()
    try trust.receive(
      "attendance_id, arrival_date, gp_practice_code, looked_after\nA, 2026-10-30, V81997, Y"
    )
    _ = try trust.firstNight(asOf: "2026-11-01")
    let account = [
      "--config", "attend.yaml", "--as-of", "2026-11-01", "--by", "N", "--because", "w",
    ]
    for verb in ["acknowledge", "release", "hold", "dismiss"] {
      let outcome = try Attend.call(["worklist", verb, "1"] + account, in: trust.folder.path)
      try #require(outcome.code == 0, "\(outcome.said)")
    }
    let head = try verify(trust, "--json").output
    #expect(head.contains("\"findings\" : [\n\n  ]"), "\(head)")
    #expect(head.contains("\"entries\" : 7"), "\(head)")
  }
}
