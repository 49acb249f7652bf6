import BatchRun

/// A run's summary for people.
enum RunSummary {
  static func text(of result: NightlyRun.Result) -> String {
    let manifest = result.manifest
    let counts = manifest.counts
    var lines: [String] = []
    if let finished = result.finishedFolder {
      lines.append("Published what an interrupted run had left: \(finished)")
      lines.append("")
    }
    let kind = result.isPreview ? "Preview of run" : "Run"
    lines.append("\(kind) \(manifest.run), as of \(manifest.asOf)")
    lines.append("")
    lines +=
      TextTable(
        header: ["extract", "rows", "attendances", "deletes", "quarantined", "no change"],
        rows: manifest.extracts.map { extract in
          [
            "\(extract.source): \(extract.file)", String(extract.rows),
            String(extract.attendances), String(extract.deletes), String(extract.quarantined),
            String(extract.superseded),
          ]
        }
      ).lines
    if !manifest.seenBefore.isEmpty {
      lines.append(
        "Read by an earlier run, not read again: \(manifest.seenBefore.joined(separator: ", "))"
      )
    }
    for refused in manifest.refused { lines.append("REFUSED: \(refused)") }
    for source in manifest.missingSources {
      lines.append("MISSING: no new file from source “\(source)”, which is expected daily")
    }
    lines.append("")
    lines +=
      TextTable(
        header: ["what", "number"],
        rows: [
          ["triggers of the persons looked at", String(counts.triggers)],
          ["letters to practices", String(counts.practiceLetters)],
          ["letters to parents", String(counts.parentLetters)],
          ["letters to the safeguarding team", String(counts.safeguardingLetters)],
          ["alerts for the care record", String(counts.alerts)],
          ["  of these as FHIR Flags", String(counts.flags)],
          ["covered by earlier notifications", String(counts.covered)],
          ["unidentified attendances", String(counts.unidentified)],
          ["persons with an identity conflict", String(counts.identityConflicts)],
        ]
      ).lines
    if !counts.worklist.isEmpty {
      lines.append("")
      lines +=
        TextTable(
          header: ["worklist", "items"],
          rows: counts.worklist.sorted { $0.key < $1.key }.map { [$0.key, String($0.value)] }
        ).lines
    }
    if let answers = counts.delivery {
      lines.append("")
      lines += TextTable(
        header: ["documents carried", "number"],
        rows: [
          ["acknowledged", String(answers.acknowledged)],
          ["not delivered", String(answers.undeliverable)],
          ["without an answer for too long", String(answers.overdue)],
        ]
      ).lines
    }
    lines.append("")
    for fault in result.faults { lines.append("DELIVERY: \(fault)") }
    if manifest.isBaseline { lines.append("First load: recorded as a baseline, nobody was told.") }
    if manifest.isDraft {
      lines.append(
        "DRAFT: \(manifest.unapproved.count) rules, code sets and letters are not approved; "
          + "every document says so."
      )
    }
    lines.append("Everything is in \(result.folder)")
    if counts.letters > 0 { lines.append("Letters: \(result.folder)/letters") }
    if counts.alerts > 0 { lines.append("Alerts: \(result.folder)/alerts") }
    if !counts.worklist.isEmpty { lines.append("Worklist: \(result.folder)/worklist.csv") }
    if manifest.extracts.contains(where: { $0.quarantined > 0 }) {
      lines.append("Quarantine: \(result.folder)/quarantine")
    }
    if result.needsAttention {
      lines.append("An operator must look: quarantine, refusals, missing files, conflicts or deliveries above.")
    }
    return lines.joined(separator: "\n")
  }
}

/// Columns of text: the first to the left, the others to the right.
struct TextTable {
  var header: [String]
  var rows: [[String]]

  /// Nothing when there are no rows.
  var lines: [String] {
    guard !rows.isEmpty else { return [] }
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].count }.max() ?? 0
    }
    return ([header, widths.map { String(repeating: "-", count: $0) }] + rows).map { row in
      zip(row, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
        return column == 0 ? cell.0 + padding : padding + cell.0
      }.joined(separator: "  ")
    }
  }
}
