import Foundation
import Ledger
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

  /// A ledger whose nights raised an alert with a Flag, one without, and took the first back.
  private func alertingTrust() throws -> Trust {
    let trust = try Trust()
    let header =
      "attendance_id, child, arrival_date, gp_practice_code, nhs_number_status, given_name,"
      + " applicable_datetime, update_type"
    try trust.receive(
      """
      \(header)
      A, 0, 2026-10-30, V81997, 01, Robin, , 9
      B, 1, 2026-10-30, V81997, 02, Robin, , 9
      """
    )
    try #require(try trust.firstNight(asOf: "2026-11-01").flags.count == 1)
    try trust.receive("two.csv", "\(header)\nA, 0, , , , , 2026-11-01T10:00, 1")
    let second = try trust.night(asOf: "2026-11-02")
    try #require(second.flags.map(\.status) == ["entered-in-error"])
    return trust
  }

  @Test func `every alert that was sent has a line with the hash of its Flag, and so verifies`()
    throws
  {
    let trust = try alertingTrust()
    let outcome = try verify(trust)
    #expect(outcome.code == 0, "\(outcome.said)")
    // sha256sum, which shares nothing with the program.
    for run in ["2026-11-01-001", "2026-11-02-001"] {
      let hash = try Attend.Call(
        program: "sh",
        ["-c", "head -c -1 out/\(run)/alerts/flags.ndjson | sha256sum | cut -d' ' -f1"],
        in: trust.folder.path
      ).outcome().output.filter { $0 != "\n" }
      let lines = try trust.inLedger { ledger in
        var lines: [String] = []
        try ledger.forEachAuditLine { lines.append($0.entry) }
        return lines
      }
      #expect(lines.count { $0.contains(hash) } == 1, "\(run)")
    }
    try trust.folder.remove("out/2026-11-01-001/alerts/flags.ndjson")
    #expect(try verify(trust).code == 0)
  }

  @Test(arguments: [
    // A Flag that nobody decided, and one that is missing: the list of documents is made to fit.
    ("flags.ndjson", "cat flags.ndjson flags.ndjson > x; mv x flags.ndjson", "Flag 2"),
    ("flags.ndjson", ": > flags.ndjson", "names alert"),
    ("flags.ndjson", "sed -i s/active/inactive/ flags.ndjson", "is not what the audit says"),
    ("alerts.csv", "printf 'x,y\\n' >> alerts.csv", "no line of alert 3"),
    ("alerts.csv", "sed -i /,02,/d alerts.csv", "names alert"),
  ])
  func `an alert without its line, and a line without its alert, are found`(
    file: String,
    change: String,
    words: String
  ) throws {
    let trust = try alertingTrust()
    let folder = "\(trust.folder.path)/out/2026-11-01-001/alerts"
    let sum = try Attend.Call(
      program: "sh",
      ["-c", "\(change); sha256sum \(file) | cut -d' ' -f1"],
      in: folder
    ).outcome().output.filter { $0 != "\n" }
    try sql(trust, "UPDATE outbox SET sha256 = '\(sum)' WHERE run = 1 AND path = 'alerts/\(file)'")
    let outcome = try verify(trust)
    #expect(outcome.code == 1 && outcome.messages.contains(words), "\(outcome.said)")
  }

  @Test func `lines of earlier versions, which give no hash of an alert, stay valid`() throws {
    let trust = try alertingTrust()
    try sql(trust, "DROP TRIGGER audit_is_append_only_delete")
    try trust.inLedger { ledger in
      var lines: [(entry: String, run: Int64)] = []
      try ledger.forEachAuditLine { lines.append(($0.entry, $0.run)) }
      return lines
    }.rewrite(trust, sql) { entry in
      entry.contains("\"recipient\":\"icr\"")
        ? entry.replacing(#/,"sha256":"[0-9a-f]+"/#, with: "") : entry
    }
    let outcome = try verify(trust)
    #expect(outcome.code == 0, "\(outcome.said)")
    // What a later night tells has its hash again, and is held to it.
    try trust.receive(
      "three.csv",
      "attendance_id, child, arrival_date, gp_practice_code\nC, 2, 2026-11-02, V81997"
    )
    try #require(try trust.night(asOf: "2026-11-03").flags.count == 1)
    #expect(try verify(trust).code == 0)
    try trust.folder.write("", to: "out/2026-11-03-001/alerts/flags.ndjson")
    #expect(try verify(trust).messages.contains("names alert"))
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

extension [(entry: String, run: Int64)] {
  /// Writes the whole audit anew, with other entries in a chain of its own.
  fileprivate func rewrite(
    _ trust: Trust,
    _ sql: (Trust, String) throws -> Void,
    _ change: (String) -> String
  ) throws {
    try sql(trust, "DELETE FROM audit")
    try trust.inLedger { ledger in
      for (entry, run) in self { try ledger.audit(change(entry), run: run) }
    }
  }
}
