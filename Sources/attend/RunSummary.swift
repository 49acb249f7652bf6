import BatchRun

/// A run's summary for people.
enum RunSummary {
  static func text(of result: NightlyRun.Result) -> String {
    let manifest = result.manifest
    let counts = manifest.counts
    var lines: [String] = []
    if let finished = result.finished {
      lines.append("Published what an interrupted run had left: \(finished.folder)")
      if let manifest = finished.manifest, manifest.needsAttention {
        lines += BalanceTable.lines(of: manifest.extracts) + warnings(manifest)
      }
      lines.append("")
    }
    let kind = result.isPreview ? "Preview of run" : "Run"
    lines.append("\(kind) \(manifest.run), as of \(manifest.asOf)")
    lines.append("")
    lines += BalanceTable.lines(of: manifest.extracts)
    if !manifest.seenBefore.isEmpty {
      lines.append(
        "Read by an earlier run, not read again: \(manifest.seenBefore.joined(separator: ", "))"
      )
    }
    if !manifest.nilReturns.isEmpty {
      lines.append("Nothing to report: \(manifest.nilReturns.joined(separator: ", "))")
    }
    lines += warnings(manifest)
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
    lines += ReadingTable.lines(of: manifest.extracts)
    lines += DamageTable.lines(of: manifest.extracts)
    lines += UnknownTable.lines(
      of: (counts.unknown ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    )
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
      lines +=
        TextTable(
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
      lines.append(
        "An operator must look: quarantine, refusals, alarms, conflicts or deliveries above."
      )
    }
    return lines.joined(separator: "\n")
  }

  private static func warnings(_ manifest: RunManifest) -> [String] {
    manifest.refused.map { "REFUSED: \($0)" } + manifest.alarms.map { "ALARM: \($0.sentence)" }
  }
}
