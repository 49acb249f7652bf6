import AttendanceModel
import Foundation
import Ledger

/// A run's alerts as they lie in its folder; nil for a file that has been collected.
struct PublishedAlerts {
  /// The hash of each Flag's line.
  private(set) var flags: [String]?
  /// Of each row of `alerts.csv` its identifier and its hash.
  private(set) var rows: [(id: String, sha256: String)]?

  init(_ folder: String) {
    flags = FileManager.default.contents(atPath: "\(folder)/alerts/flags.ndjson").map { content in
      Self.lines(content, mayQuote: false).map(FileDigest.ofText)
    }
    rows = FileManager.default.contents(atPath: "\(folder)/alerts/alerts.csv").map { content in
      // An identifier is never quoted.
      Self.lines(content, mayQuote: true).dropFirst().map { row in
        (String(row.prefix { $0 != "," }), FileDigest.ofText(row))
      }
    }
  }

  /// The lines of a file; where it may quote, a line end in quotes ends none.
  private static func lines(_ content: Data, mayQuote: Bool) -> [String] {
    var isQuoted = false
    return content.split { byte in
      if mayQuote && byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      return byte == UInt8(ascii: "\n") && !isQuoted
    }.map { String(decoding: $0, as: UTF8.self) }
  }
}

extension AuditEntry {
  /// Whether the care record was sent an alert, or its end.
  var isAboutAlert: Bool {
    guard document != nil, recipient == Recipient.icr.rawValue else { return false }
    // One that moved to another attendance under its own identifier is told of that one.
    return ["told", "ended", "withdrawn", "taken-back"].contains(decision)
      || decision == "moved" && sha256 != nil
  }
}

extension AuditVerification {
  /// Holds what still lies in a run's folder of its alerts to its lines, and the lines to it.
  ///
  /// Runs of earlier versions of the program, whose lines give no hash of an alert, have the seal
  /// alone.
  mutating func check(_ published: PublishedAlerts, against lines: [AuditEntry], of run: RunRecord)
  {
    guard lines.allSatisfy({ $0.sha256 != nil }) else { return }
    var open: [String: Int] = [:]
    for case let hash? in lines.map(\.sha256) { open[hash, default: 0] += 1 }
    let ids = Set(lines.compactMap(\.document))
    for (number, hash) in (published.flags ?? []).enumerated() {
      guard let count = open[hash], count > 0 else {
        note("run \(run.folder): Flag \(number + 1) of flags.ndjson is not what the audit says")
        continue
      }
      open[hash] = count - 1
    }
    for (number, row) in (published.rows ?? []).enumerated() {
      if !ids.contains(row.id) {
        note("run \(run.folder): the audit has no line of alert \(number + 1) of alerts.csv")
      } else if let count = open[row.sha256], count > 0 {
        open[row.sha256] = count - 1
      }
    }
    guard published.flags != nil, published.rows != nil else { return }
    for line in lines where open[line.sha256 ?? ""].map({ $0 > 0 }) ?? false {
      note("run \(run.folder): the audit names alert \(line.document ?? ""), and it is not there")
    }
  }
}
