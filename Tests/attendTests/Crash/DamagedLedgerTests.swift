import Foundation
import GRDB
import TemporaryFiles
import Testing

/// A damaged ledger, and one that another program uses.
struct DamagedLedgerTests {
  private let pageSize = 4096

  private func damage(_ night: DisturbedNight, page: Int, with byte: UInt8) throws {
    let path = "\(night.trust.folder.path)/state/ledger.sqlite"
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.seek(toOffset: UInt64(page * pageSize))
    try file.write(contentsOf: Data(repeating: byte, count: pageSize))
    try file.close()
  }

  @Test(arguments: [UInt8(0), 0xA5])
  func `a night on a ledger with a damaged page is refused, or needs no such page`(byte: UInt8)
    throws
  {
    let night = try DisturbedNight(isFirst: false)
    let path = "\(night.trust.folder.path)/state/ledger.sqlite"
    let undisturbed = try night.copy()
    try undisturbed.run(DisturbedNight.arguments)
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    var refused = 0
    for page in stride(from: 0, to: size / pageSize, by: max(1, Tracer.stride / 4)) {
      let damaged = try night.copy()
      try damage(damaged, page: page, with: byte)
      let outcome = try Attend.call(DisturbedNight.arguments, in: damaged.trust.folder.path)
      guard outcome.code == 1 else {
        #expect([0, 2].contains(outcome.code), "page \(page): \(outcome.said)")
        #expect(damaged.trust.output.differences(from: undisturbed.trust.output) == [])
        continue
      }
      refused += 1
      #expect(outcome.mistakes.count == 1, "page \(page): \(outcome.messages)")
      #expect(outcome.messages.contains("damaged"), "page \(page): \(outcome.messages)")
      #expect(damaged.trust.published == night.trust.published)
    }
    #expect(refused > 3)
  }

  @Test func `a ledger that is shorter than it was is refused at once`() throws {
    let night = try DisturbedNight(isFirst: false)
    let path = "\(night.trust.folder.path)/state/ledger.sqlite"
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.truncate(atOffset: try file.seekToEnd() - UInt64(pageSize))
    try file.close()
    let outcome = try Attend.call(DisturbedNight.arguments, in: night.trust.folder.path)
    #expect(outcome.code == 1 && outcome.mistakes.count == 1)
    #expect(outcome.messages.contains("shorter than it was"))
  }

  @Test func `a ledger whose last audit entries were changed is refused`() throws {
    let night = try DisturbedNight(isFirst: false)
    let queue = try DatabaseQueue(path: "\(night.trust.folder.path)/state/ledger.sqlite")
    try queue.write { database in
      try database.execute(
        sql: """
          DROP TRIGGER audit_is_append_only_update;
          UPDATE audit SET entry = replace(entry, 'told', 'held');
          """
      )
    }
    try queue.close()
    let outcome = try Attend.call(DisturbedNight.arguments, in: night.trust.folder.path)
    #expect(outcome.code == 1 && outcome.messages.contains("damaged"))
    #expect(night.trust.published == ["2026-11-01-001"])
  }

  @Test func `a ledger that another program writes to is left alone, one that is read is not`()
    throws
  {
    let night = try DisturbedNight(isFirst: false)
    let queue = try DatabaseQueue(path: "\(night.trust.folder.path)/state/ledger.sqlite")
    let output = night.trust.output
    let outcome = try queue.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      let outcome = try Attend.call(DisturbedNight.arguments, in: night.trust.folder.path)
      try database.execute(sql: "ROLLBACK")
      return outcome
    }
    #expect(outcome.code == 75 && outcome.mistakes.count == 1, "\(outcome.messages)")
    #expect(night.trust.output == output)
    try queue.read { database in
      _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM run")
      try night.run(DisturbedNight.arguments)
    }
    #expect(night.trust.published.count == 2)
  }
}
