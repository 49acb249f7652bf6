import BatchRun

/// What `attend sources check` found, for people.
enum SourceCheckText {
  static func text(of check: SourceCheck) -> String {
    let used = check.columns.count { !$0.feeds.isEmpty }
    var lines = [
      "\(check.extract.file)",
      "\(check.isProposed ? "best read as" : "read as") “\(check.profile)”: \(check.title); "
        + "\(used) of \(check.columns.count) columns are used",
      "",
    ]
    lines +=
      TextTable(
        header: ["what was read", "number"],
        rows: [
          ["rows", String(check.extract.rows)],
          ["attendances", String(check.extract.attendances)],
          ["deletes", String(check.extract.deleted)],
          ["quarantined rows", String(check.extract.quarantined)],
        ]
      ).lines
    if !check.quarantined.isEmpty {
      lines.append("")
      lines +=
        TextTable(
          header: ["quarantined because", "rows", "first lines"],
          rows: check.quarantined.map {
            [$0.reason, String($0.rows), $0.lines.map(String.init).joined(separator: " ")]
          }
        ).lines
    }
    lines.append("")
    lines +=
      TextTable(
        header: ["column", "feeds", "filled", "unreadable", "share"],
        rows: check.columns.filter { !$0.feeds.isEmpty }.map {
          [
            $0.column, $0.feeds.joined(separator: " "), String($0.filled), String($0.unreadable),
            percent($0.unreadable, of: $0.filled),
          ]
        }
      ).lines
    lines += list("Unused columns", check.columns.filter(\.feeds.isEmpty).map(\.column))
    lines += list("Fields that no column feeds", check.unfedFields)
    lines += DamageTable.lines(of: [check.extract])
    if !check.extract.findings.isEmpty {
      lines.append("")
      lines +=
        TextTable(
          header: ["finding", "number"],
          rows: check.extract.findings.sorted { $0.key < $1.key }.map {
            [$0.key, String($0.value)]
          }
        ).lines
    }
    if !check.hints.isEmpty { lines.append("") }
    lines += check.hints.map { "Note: \($0)." }
    lines += list("Other profiles that fit", check.otherProfiles)
    return lines.joined(separator: "\n")
  }

  private static func list(_ title: String, _ words: [String]) -> [String] {
    words.isEmpty ? [] : ["", "\(title): \(words.joined(separator: ", "))"]
  }

  /// With one decimal, rounded; what is not nothing never reads as 0.0 %.
  private static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0, part > 0 else { return "0 %" }
    let tenths = max(1, (part * 2000 + whole) / (2 * whole))
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
