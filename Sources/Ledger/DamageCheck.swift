import Crypto
import Foundation
import GRDB

/// What tells a damaged ledger from a sound one at a cost that does not grow with its history.
///
/// A night decides by the pages that it reads, and SQLite examines the structure of each page as it
/// comes in; a page that is no longer what was written ends the run before anything is decided.
/// What this does not see, a value changed within its cell or a page that no row of the night
/// needs, is found by checking the whole file.
enum DamageCheck {
  /// Refuses a file that is shorter than its first page says.
  ///
  /// Source: SQLite's file format, section 1.3: page size at byte 16, pages at 28, which is valid
  /// when the counters at 24 and 92 agree. While a log or a journal stands beside the file, the truth
  /// is there.
  static func refuseTruncated(_ path: String) throws {
    let files = FileManager.default
    guard !["-wal", "-journal"].contains(where: { files.fileExists(atPath: path + $0) }),
      let file = FileHandle(forReadingAtPath: path)
    else { return }
    defer { try? file.close() }
    guard let header = try file.read(upToCount: 100), header.count == 100,
      header.starts(with: "SQLite format 3\0".utf8)
    else { return }  // An empty file is a new ledger; any other SQLite itself refuses.
    func number(_ start: Int, _ length: Int) -> UInt64 {
      header.dropFirst(start).prefix(length).reduce(0) { $0 << 8 | UInt64($1) }
    }
    guard number(24, 4) == number(92, 4) else { return }
    let pageSize = number(16, 2) == 1 ? 65536 : number(16, 2)
    if try file.seekToEnd() < pageSize * number(28, 4) {
      throw LedgerFault.damaged("the file is shorter than it was")
    }
  }

  /// Refuses a ledger whose last run's audit entries no longer follow from one another: all of a
  /// quiet night's, the last ones of a run that left many.
  static func refuseBrokenAudit(_ database: Database) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT run, entry, previous, hash FROM audit ORDER BY number DESC LIMIT 200"
    )
    var run: Int64?
    var next: String?
    while let row = try rows.next() {
      let hash: String = row[3]
      if let run, run != row[0] as Int64 { return }
      run = row[0]
      let sealed = Array(((row[2] as String) + "\n" + (row[1] as String)).utf8)
      guard next == nil || next == hash, hexadecimal(SHA256.hash(data: sealed)) == hash else {
        throw LedgerFault.damaged("the audit of its last run does not hold together")
      }
      next = row[2]
    }
  }
}
