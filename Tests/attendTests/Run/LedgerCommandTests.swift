import Foundation
import GRDB
import Ledger
import TemporaryFiles
import Testing

/// `attend ledger status`, and the metrics that a run leaves.
struct LedgerCommandTests {
  private func status(_ trust: Trust, asOf day: String, _ options: String...) throws
    -> Attend.Outcome
  {
    try Attend.call(
      ["ledger", "status", "--config", "attend.yaml", "--as-of", day] + options,
      in: trust.folder.path
    )
  }

  @Test func `the status names the last runs, what waits and how old the feeds are`() throws {
    let trust = try Trust.withDailyFeed()
    let outcome = try status(trust, asOf: "2026-11-02")
    #expect(outcome.code == 0)
    for words in ["2026-11-01-001", "published", "ae", "1 day", "to be handed over: 0"] {
      #expect(outcome.output.contains(words), "\(outcome.output)")
    }
  }

  @Test func `a feed that has fallen silent ends the status with 2`() throws {
    let outcome = try status(try Trust.withDailyFeed(), asOf: "2026-11-05")
    #expect(outcome.code == 2 && outcome.output.contains("4 days MISSING"))
  }

  /// A trust whose source `ae` is expected as `keys` say; a second source may never come.
  private func trust(of keys: String, isAlone: Bool = true) throws -> Trust {
    let other = "\n  - { name: wic, profile: standard, files: \"wic/*.csv\", \(keys) }"
    return try Trust(
      replacing: [
        "files: \"inbox/*.csv\" }":
          "files: \"inbox/*.csv\", \(keys) }" + (isAlone ? "" : other)
      ]
    )
  }

  /// Whether a line of the output has these words, however far apart.
  private func says(_ outcome: Attend.Outcome, _ words: String) -> Bool {
    outcome.output.split(separator: "\n").contains {
      $0.split(separator: " ").joined(separator: " ") == words
    }
  }

  @Test func `a nil return is an extract, each night under its name`() throws {
    let trust = try trust(of: "expected: daily, nil-return: header-only")
    try trust.receive("1.csv", "arrival_date\n2026-10-30")
    _ = try trust.firstNight(asOf: "2026-11-01")
    for day in ["2026-11-02", "2026-11-03"] {
      try trust.receive("\(day).csv", "arrival_date")
      _ = try trust.night(asOf: day)
    }
    let outcome = try status(trust, asOf: "2026-11-04")
    #expect(outcome.code == 0 && says(outcome, "ae 2026-11-03 1 day"), "\(outcome.said)")
    // It lies there still, and is no new word.
    _ = try trust.night(asOf: "2026-11-05")
    let late = try status(trust, asOf: "2026-11-05")
    #expect(late.code == 2 && says(late, "ae 2026-11-03 2 days MISSING"), "\(late.said)")
  }

  @Test func `a file without rows that is no nil return, and what was fed back, are no extract`()
    throws
  {
    let trust = try trust(of: "expected: daily")
    try trust.receive("1.csv", "attendance_id, arrival_date\nA, 2026-10-30\nB, 30/10/2026")
    _ = try trust.firstNight(asOf: "2026-11-01")
    try trust.receive("2.csv", "arrival_date")
    _ = try trust.night(asOf: "2026-11-02")
    let quarantine = try trust.folder.text(of: "out/2026-11-01-001/quarantine/1.csv")
    try trust.folder.write(quarantine.replacing("30/10/2026", with: "2026-10-30"), to: "mended.csv")
    try #require(try trust.feedBack("mended.csv", asOf: "2026-11-03").code == 0)
    _ = try trust.night(asOf: "2026-11-03")
    let outcome = try status(trust, asOf: "2026-11-04")
    #expect(outcome.code == 2 && says(outcome, "ae 2026-11-01 3 days MISSING"))
  }

  /// 2026-10-30 is a Friday.
  @Test(arguments: [("2026-11-02", 0, "3 days"), ("2026-11-03", 2, "4 days MISSING")])
  func `a feed of weekdays is missed when a weekday is over`(day: String, code: Int32, age: String)
    throws
  {
    let trust = try trust(of: "expected: weekdays")
    try trust.receive("arrival_date\n2026-10-29")
    _ = try trust.firstNight(asOf: "2026-10-30")
    let outcome = try status(trust, asOf: day)
    #expect(outcome.code == code && outcome.output.contains(age), "\(outcome.said)")
  }

  @Test(arguments: [
    ("expected: daily", true), ("expected: weekdays", true), ("expected: any", false),
  ])
  func `a source that never came is missing when it is expected`(keys: String, isMissing: Bool)
    throws
  {
    let trust = try trust(of: keys, isAlone: false)
    try trust.folder.makeFolder("wic")
    try trust.receive("arrival_date\n2026-10-30")
    _ = try trust.firstNight(asOf: "2026-11-01")
    let outcome = try status(trust, asOf: "2026-11-01")
    let line = try #require(outcome.output.split(separator: "\n").first { $0.hasPrefix("wic") })
    #expect(line.contains("never") && line.contains("MISSING") == isMissing, "\(line)")
    #expect(outcome.code == (isMissing ? 2 : 0))
    let text = try status(trust, asOf: "2026-11-01", "--json").output
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let feeds = try #require(json?["feeds"] as? [[String: Any]])
    let feed = try #require(feeds.first { $0["source"] as? String == "wic" })
    #expect(feed["missing"] as? Bool == isMissing && feed["last_taken"] == nil)
  }

  @Test func `a run that was decided and not published ends the status with 2`() throws {
    let trust = try Trust()
    try trust.receive("child, arrival_date, gp_practice_code\n0, 2026-10-30, V81997")
    try trust.folder.write("in the way", to: "out")
    _ = try trust.call(asOf: "2026-11-01", "--first-load", "notify", "--quiet")
    let outcome = try status(trust, asOf: "2026-11-01")
    #expect(outcome.code == 2 && outcome.output.contains("NOT PUBLISHED"))
  }

  @Test func `the status can be read while a run holds the lock`() throws {
    let trust = try Trust.withDailyFeed()
    let lock = try RunLock(besideLedger: "\(trust.folder.path)/state/ledger.sqlite")
    let outcome = try withExtendedLifetime(lock) { try status(trust, asOf: "2026-11-01", "--json") }
    #expect(outcome.code == 0)
    let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    #expect(json?["as_of"] as? String == "2026-11-01")
  }

  @Test func `without a ledger there is nothing to say`() throws {
    let outcome = try status(try Trust(), asOf: "2026-11-01")
    #expect(outcome.code == 66 && outcome.mistakes.count == 1)
  }

  @Test(arguments: [
    ["run", "--first-load", "baseline"], ["ledger", "status"], ["ledger", "verify"],
    ["ledger", "backup", "copy.sqlite"], ["worklist", "list"],
  ])
  func `a folder in the place of the ledger is said to be one`(words: [String]) throws {
    let trust = try Trust()
    try trust.receive("child, arrival_date, gp_practice_code\n0, 2026-10-30, V81997")
    try trust.folder.makeFolder("state/ledger.sqlite")
    let outcome = try Attend.call(words + ["--config", "attend.yaml"], in: trust.folder.path)
    #expect(outcome.code == 78 && outcome.mistakes.count == 1, "\(outcome.said)")
    #expect(outcome.messages.contains("is a folder; name a file in it"), "\(outcome.said)")
    #expect(!trust.folder.has("out") && !trust.folder.has("copy.sqlite"))
  }

  @Test(arguments: [["run"], ["ledger", "status"], ["ledger", "backup", "copy.sqlite"]])
  func `a link to a ledger is not followed, since its lock would lie elsewhere`(words: [String])
    throws
  {
    let trust = try Trust.withDailyFeed()
    let state = "\(trust.folder.path)/state"
    let files = FileManager.default
    try files.moveItem(atPath: "\(state)/ledger.sqlite", toPath: "\(state)/real.sqlite")
    try files.createSymbolicLink(
      atPath: "\(state)/ledger.sqlite",
      withDestinationPath: "\(state)/real.sqlite"
    )
    let outcome = try Attend.call(words + ["--config", "attend.yaml"], in: trust.folder.path)
    #expect(outcome.code == 78 && outcome.mistakes.count == 1, "\(outcome.said)")
    #expect(outcome.messages.contains("is a link; name the ledger that it leads to"))
  }

  @Test func `a ledger that its first run has only begun is not called an old one`() throws {
    let trust = try Trust()
    try trust.folder.makeFolder("state")
    let path = "\(trust.folder.path)/state/ledger.sqlite"
    try DatabaseQueue(path: path).close()
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    let outcome = try status(trust, asOf: "2026-11-01")
    #expect(outcome.code == 1 && outcome.messages.contains("holds nothing yet"), "\(outcome.said)")
  }

  @Test func `what an interrupted run had quarantined ends the run that publishes it with 2`()
    throws
  {
    let trust = try Trust()
    try trust.receive("child, arrival_date, gp_practice_code\n0, 2026-10-30, V81997\n1, someday,")
    try trust.folder.write("in the way", to: "out")
    #expect(try trust.call(asOf: "2026-11-01", "--first-load", "notify", "--quiet").code == 1)
    try trust.folder.remove("out")
    let next = try trust.call(asOf: "2026-11-02")
    #expect(next.code == 2 && next.output.contains("had left: "), "\(next.said)")
  }

  @Test func `a run leaves its metrics for the monitoring, readable and without a patient`() throws
  {
    let trust = try Trust.withDailyFeed("metrics: attend.prom")
    let text = try trust.folder.text(of: "attend.prom")
    for line in [
      "attend_rows 1", "attend_quarantined_rows 0", "attend_letters{recipient=\"parent\"} 1",
      "attend_oldest_unacknowledged_days 0", "attend_needs_attention 0",
      "attend_feed_age_days{source=\"ae\"} 0",
    ] {
      #expect(text.contains(line + "\n"), "\(text)")
    }
    let success = text.following("\nattend_last_success_timestamp_seconds ")
    let seconds = Double(success?.prefix { $0 != "\n" } ?? "") ?? 0
    #expect(abs(Date().timeIntervalSince1970 - seconds) < 300)
    let mode =
      try FileManager.default.attributesOfItem(
        atPath: "\(trust.folder.path)/attend.prom"
      )[.posixPermissions] as? Int
    #expect(mode == 0o644)
    // What cannot be written here is an operator's affair, and the night is done all the same.
    try trust.folder.remove("attend.prom")
    try trust.folder.makeFolder("attend.prom")
    let done = try trust.call(asOf: "2026-11-01", "--quiet")
    #expect(done.code == 2 && done.messages.contains("the run is done"), "\(done.said)")
    try trust.folder.remove("attend.prom")
    try trust.folder.write(text, to: "attend.prom")
    // A run that fails says nothing, so that the age of the last success tells it.
    let lock = try RunLock(besideLedger: "\(trust.folder.path)/state/ledger.sqlite")
    _ = try withExtendedLifetime(lock) { try trust.call(asOf: "2026-11-02", "--quiet") }
    #expect(try trust.folder.text(of: "attend.prom") == text)
  }
}
