import Foundation
import GRDB
import TemporaryFiles
import Testing

/// Ledgers of earlier versions of the program, recorded as SQL, go on as if nothing had happened.
struct UpgradeTests {
  /// One recording for each version that was ever released, by the number of its last migration.
  static let versions = ["1", "5", "6"]

  /// A trust whose ledger an earlier version left on 1 November 2026: a frequent attender of four
  /// attendances, A1 to A4, told to the practice; a child without a practice, B1, told to the parent;
  /// another, B2, whose letter is held.
  private func trust(version: String) throws -> Trust {
    let trust = try Trust()
    try trust.folder.makeFolder("state")
    let path = "\(trust.folder.path)/state/ledger.sqlite"
    let recording = "\(Attend.repository)/Tests/attendTests/Upgrade/\(version).sql"
    let queue = try DatabaseQueue(path: path)
    let sql = try String(contentsOfFile: recording, encoding: .utf8)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    return trust
  }

  @Test(arguments: versions)
  func `nobody is told again by a ledger of an earlier version`(version: String) throws {
    let trust = try trust(version: version)
    try trust.receive(
      """
      attendance_id, child, arrival_date, gp_practice_code
      A5, 0, 2026-11-01, Y99001
      """
    )
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.letters.isEmpty && night.alerts.isEmpty)
    #expect(night.manifest.counts.covered > 0)
  }

  @Test(arguments: versions)
  func `what an earlier version told is taken back`(version: String) throws {
    let trust = try trust(version: version)
    try trust.receive(
      """
      attendance_id, child, arrival_date, update_type
      A4, 0, 2026-10-28, 1
      """
    )
    let night = try trust.night(asOf: "2026-11-02")
    #expect(night.flags.map(\.status) == ["entered-in-error"])
    #expect((night.items["taken-back"] ?? 0) > 0)
  }

  @Test(arguments: versions)
  func `a ledger that only a run may bring up to date says so`(version: String) throws {
    let trust = try trust(version: version)
    let outcome = try Attend.call(
      ["ledger", "status", "--config", "attend.yaml"],
      in: trust.folder.path
    )
    #expect(outcome.code == 1 && outcome.mistakes.count == 1)
    #expect(outcome.messages.contains("the next run brings it up to date"))
  }

  @Test(arguments: versions)
  func `the triggers that an earlier version found are published`(version: String) throws {
    let trust = try trust(version: version)
    try trust.receive("attendance_id, child, arrival_date\nN1, 5, 2026-11-01")
    let night = try trust.night(asOf: "2026-11-02")
    let found = try inLedger(of: trust) { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT rule, provider_code, attendance_id FROM rule_trigger WHERE holds = 1
          ORDER BY rule, arrival, provider_code, attendance_id
          """
      ).map { row in (0..<3).map { row[$0] as String } }
    }
    let lines = try #require(night.files.text("triggers.csv")).split(separator: "\n").dropFirst()
    let published = lines.map { line in
      let cells = line.split(separator: ",").map(String.init)
      return [cells[0], cells[2], cells[3]]
    }
    #expect(!found.isEmpty && published == found)
  }

  @Test(arguments: versions)
  func `what an earlier version decided and could not publish is published as it was`(
    version: String
  ) throws {
    let trust = try trust(version: version)
    let triggers = try inLedger(of: trust) { database in
      try database.execute(sql: "UPDATE run SET state = 'decided'")
      // From version 5 on the lines of triggers.csv are kept beside the outbox.
      let isBeside = try database.columns(in: "outbox").contains { $0.name == "with_triggers" }
      let paths = try String.fetchAll(database, sql: "SELECT path FROM outbox")
      for path in paths where !isBeside || path != "triggers.csv" {
        let sum = try Attend.Call(
          program: "sh",
          ["-c", "printf %s 'as decided: \(path)' | sha256sum | cut -d' ' -f1"],
          in: trust.folder.path
        ).outcome().output.filter { $0 != "\n" }
        try database.execute(
          sql: "UPDATE outbox SET content = CAST(? AS BLOB), sha256 = ? WHERE path = ?",
          arguments: ["as decided: \(path)", sum, path]
        )
      }
      guard isBeside else { return "as decided: triggers.csv" }
      let header =
        "rule,rule_version,provider_code,attendance_id,arrival_date,arrival_time,count,"
        + "window_from,window_to\n"
      try database.execute(
        sql: "UPDATE outbox SET content = CAST(? AS BLOB) WHERE with_triggers = 1",
        arguments: [header]
      )
      let lines = try String.fetchAll(
        database,
        sql: "SELECT CAST(lines AS TEXT) FROM trigger_day ORDER BY rule, day"
      )
      try #require(!lines.isEmpty)
      return header + lines.joined()
    }
    try trust.receive("attendance_id, child, arrival_date\nN1, 5, 2026-11-01")
    _ = try trust.night(asOf: "2026-11-02")
    #expect(trust.published == ["2026-11-01-001", "2026-11-02-001"])
    #expect(try trust.folder.text(of: "out/2026-11-01-001/triggers.csv") == triggers)
    let letters = FolderTree("\(trust.folder.path)/out/2026-11-01-001").paths.filter {
      $0.hasSuffix(".html")
    }
    for letter in letters {
      let text = try trust.folder.text(of: "out/2026-11-01-001/\(letter)")
      #expect(text == "as decided: \(letter)")
    }
  }

  private func inLedger<Result>(of trust: Trust, _ body: (Database) throws -> Result) throws
    -> Result
  {
    let queue = try DatabaseQueue(path: "\(trust.folder.path)/state/ledger.sqlite")
    let result = try queue.writeWithoutTransaction(body)
    try queue.close()
    return result
  }

  @Test(arguments: versions)
  func `the schema that landed is the one that ledgers have`(version: String) throws {
    let recorded = try trust(version: version)
    let fresh = try Trust()
    for trust in [recorded, fresh] {
      try trust.receive("arrival_date\n2026-10-30")
      let outcome = try trust.call(asOf: "2026-11-02", "--first-load", "notify", "--quiet")
      try #require(outcome.code == 0, "\(outcome.said)")
    }
    let schemas = try [recorded, fresh].map { trust in
      let queue = try DatabaseQueue(path: "\(trust.folder.path)/state/ledger.sqlite")
      return try queue.read { database in
        try String.fetchAll(
          database,
          sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'grdb%'"
        ).map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.sorted()
      }
    }
    #expect(schemas[0] == schemas[1])
  }
}
