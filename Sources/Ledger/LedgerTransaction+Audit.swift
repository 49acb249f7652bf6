import Crypto
import GRDB

extension LedgerTransaction {
  /// The hash that the first entry of an audit follows.
  package static let auditRoot = String(repeating: "0", count: 64)

  /// Appends an entry to the audit; its hash covers the entry and the hash before it, so that no
  /// entry can be changed, dropped or put in between without breaking every later one.
  package func audit(_ entry: String, run: Int64) throws {
    let previous = try auditHead()
    let hash = hexadecimal(SHA256.hash(data: Array((previous + "\n" + entry).utf8)))
    try database.cachedStatement(
      sql: "INSERT INTO audit (run, entry, previous, hash) VALUES (?, ?, ?, ?)"
    ).execute(arguments: [run, entry, previous, hash])
  }

  /// The hash of the audit's last entry.
  package func auditHead() throws -> String {
    try String.fetchOne(
      try database.cachedStatement(sql: "SELECT hash FROM audit ORDER BY number DESC LIMIT 1")
    )
      ?? Self.auditRoot
  }
}

/// Bytes as lower-case hexadecimal digits.
package func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  return String(decoding: text, as: UTF8.self)
}
