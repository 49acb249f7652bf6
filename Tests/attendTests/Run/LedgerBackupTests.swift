import Foundation
import GRDB
import Ledger
import TemporaryFiles
import Testing

/// `attend ledger backup`, and going back to one.
struct LedgerBackupTests {
  @Test func `a backup is the ledger, whole, and for its owner alone`() throws {
    let trust = try Trust.withDailyFeed()
    let outcome = try backup(trust)
    #expect(outcome.code == 0, "\(outcome.said)")
    let folder = trust.folder.path
    let copy = "\(folder)/copy.sqlite"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names.filter { $0.hasPrefix("copy") } == ["copy.sqlite"])
    let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try LedgerRows(copy) == LedgerRows("\(folder)/state/ledger.sqlite"))
    // Put back, it goes on where the ledger was.
    try trust.folder.remove("state/ledger.sqlite")
    try FileManager.default.moveItem(atPath: copy, toPath: "\(folder)/state/ledger.sqlite")
    let next = try trust.night(asOf: "2026-11-02")
    #expect(next.letters.isEmpty && next.alerts.isEmpty && next.items == ["feed-missing": 1])
  }

  @Test func `a ledger older than what was published tells nobody again`() throws {
    let trust = try Trust.withDailyFeed()
    #expect(try backup(trust).code == 0)
    let header = "attendance_id, child, arrival_date, gp_practice_code"
    try trust.receive("two.csv", "\(header)\nB, 5, 2026-11-02, V81997")
    let told = try trust.night(asOf: "2026-11-03")
    #expect(told.parentLetters.count == 1)
    let state = "\(trust.folder.path)/state"
    try FileManager.default.removeItem(atPath: state)
    let first = try trust.call(asOf: "2026-11-04", "--first-load", "notify", "--quiet")
    #expect(first.code == 1 && first.messages.contains("2026-11-01-001 and 1 more"))
    #expect(!FileManager.default.fileExists(atPath: state))
    try FileManager.default.createDirectory(
      atPath: state,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    try FileManager.default.moveItem(
      atPath: "\(trust.folder.path)/copy.sqlite",
      toPath: "\(state)/ledger.sqlite"
    )
    let later = try trust.call(asOf: "2026-11-04", "--quiet")
    #expect(later.code == 1 && later.messages.contains("2026-11-03-001"), "\(later.said)")
    #expect(trust.published.count == 2)
    // The night itself, run again, leaves what it had left.
    let output = trust.output
    let again = try trust.call(asOf: "2026-11-03", "--quiet")
    #expect([0, 2].contains(again.code) && trust.output == output, "\(again.said)")
    #expect(try trust.night(asOf: "2026-11-04").letters.isEmpty)
  }

  @Test func `a folder that was put aside in the output is not taken for a run's`() throws {
    let trust = try Trust.withDailyFeed()
    let output = "\(trust.folder.path)/out"
    for name in ["2026-11-01-001.old", "2026-10-01-copy"] {
      try FileManager.default.copyItem(
        atPath: "\(output)/2026-11-01-001",
        toPath: "\(output)/\(name)"
      )
    }
    #expect([0, 2].contains(try trust.call(asOf: "2026-11-02", "--quiet").code))
  }

  @Test func `nights that are run again in one go decide nothing`() throws {
    let trust = try Trust.withDailyFeed()
    #expect(try backup(trust).code == 0)
    let header = "attendance_id, child, arrival_date, gp_practice_code"
    for (name, row) in [("two", "B, 5, 2026-11-01, V81997"), ("three", "C, 6, 2026-11-01, V81997")]
    {
      try trust.receive("\(name).csv", "\(header)\n\(row)")
      #expect(try trust.night(asOf: "2026-11-02").parentLetters.count == 1)
    }
    let state = "\(trust.folder.path)/state/ledger.sqlite"
    try trust.folder.remove("state/ledger.sqlite")
    try FileManager.default.moveItem(atPath: "\(trust.folder.path)/copy.sqlite", toPath: state)
    let before = try LedgerRows(state)
    let again = try trust.call(asOf: "2026-11-02", "--quiet")
    #expect(again.code == 1 && again.messages.contains("2026-11-02-001"), "\(again.said)")
    #expect(try LedgerRows(state) == before)
  }

  @Test func `a backup of a ledger whose audit does not hold together is none`() throws {
    let trust = try Trust.withDailyFeed()
    let queue = try DatabaseQueue(path: "\(trust.folder.path)/state/ledger.sqlite")
    try queue.write { database in
      try database.execute(sql: "DROP TRIGGER audit_is_append_only_update")
      try database.execute(sql: "UPDATE audit SET entry = replace(entry, 'told', 'held')")
    }
    try queue.close()
    let outcome = try backup(trust)
    #expect(outcome.code == 1 && outcome.messages.contains("damaged"), "\(outcome.said)")
    #expect(!trust.folder.has("copy.sqlite") && !trust.folder.has("copy.sqlite.part"))
  }

  @Test func `a backup replaces no file, and of a damaged ledger there is none`() throws {
    let trust = try Trust.withDailyFeed()
    try trust.folder.write("mine", to: "copy.sqlite")
    #expect(try backup(trust).code == 64)
    #expect(try trust.folder.text(of: "copy.sqlite") == "mine")
    try trust.folder.remove("copy.sqlite")
    let path = "\(trust.folder.path)/state/ledger.sqlite"
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.seek(toOffset: try file.seekToEnd() / 4096 / 2 * 4096)
    try file.write(contentsOf: Data(repeating: 0xA5, count: 4096))
    try file.close()
    let outcome = try backup(trust)
    #expect(outcome.code == 1 && outcome.messages.contains("damaged"))
    #expect(!trust.folder.has("copy.sqlite") && !trust.folder.has("copy.sqlite.part"))
  }

  @Test func `a backup made while runs work is one of their states`() throws {
    let trust = try Trust.withDailyFeed()
    let path = "\(trust.folder.path)/state/ledger.sqlite"
    var states = [try LedgerRows(path)]
    var copies: [LedgerRows] = []
    for night in 2...4 {
      try trust.receive(
        "\(night).csv",
        "attendance_id, child, arrival_date, gp_practice_code\nN\(night), \(night), 2026-11-01, V81997"
      )
      let run = try Attend.Call(
        ["run", "--config", "attend.yaml", "--as-of", "2026-11-0\(night)", "--quiet"],
        in: trust.folder.path
      )
      repeat {
        let outcome = try backup(trust)
        try #require(outcome.code == 0, "\(outcome.said)")
        copies.append(try LedgerRows("\(trust.folder.path)/copy.sqlite"))
        try trust.folder.remove("copy.sqlite")
      } while run.process.isRunning
      #expect(try run.outcome().code == 0)
      states.append(try LedgerRows(path))
    }
    // Between deciding and publishing, a run is a state of its own: the rows it will have, waiting.
    for copy in copies {
      #expect(
        states.contains { $0.tables["audit"] == copy.tables["audit"] }
          && states.contains { $0.tables["notification"] == copy.tables["notification"] }
      )
    }
  }

  private func backup(_ trust: Trust) throws -> Attend.Outcome {
    try Attend.call(
      ["ledger", "backup", "--config", "attend.yaml", "copy.sqlite"],
      in: trust.folder.path
    )
  }
}

extension Trust {
  /// A trust whose feed is expected daily, after its first night; `more` are lines of its
  /// configuration.
  static func withDailyFeed(_ more: String = "") throws -> Trust {
    let trust = try Trust(
      replacing: [
        "profile: standard, files: \"inbox/*.csv\"":
          "profile: standard, files: \"inbox/*.csv\", expected: daily",
        "unapproved: allowed": "unapproved: allowed\n\(more)",
      ]
    )
    try trust.receive("child, arrival_date, gp_practice_code\n0, 2026-10-30, V81997")
    _ = try trust.firstNight(asOf: "2026-11-01")
    return trust
  }
}
