import BatchRun

/// A dry-run's result for people.
enum DryRunSummary {
  static func text(of report: DryRun.Report) -> String {
    var lines = TextTable(
      header: ["rule", "persons", "triggers", "letters", "alerts"],
      rows: report.rules.map {
        [
          $0.rule, String($0.persons), String($0.triggers), String($0.letters),
          String($0.alerts),
        ]
      }
    ).lines
    lines.append("")
    lines.append("Letters and alerts: as if the rules had run every night; repeats left out.")
    lines.append("")
    lines += BalanceTable.lines(of: report.extracts)
    lines.append("")
    lines +=
      TextTable(
        header: ["what was found", "number"],
        rows: [
          ["persons", String(report.persons)],
          ["unidentified attendances", String(report.unidentified)],
          ["persons with triggers and an identity conflict", String(report.identityConflicts)],
          ["attendances a suspected-harm rule lacks the age of", String(report.ageUnsettled)],
          ["undated deletes that lost", String(report.undatedDeletes)],
        ]
      ).lines
    lines += ReadingTable.lines(of: report.extracts)
    lines += DamageTable.lines(of: report.extracts)
    lines += UnknownTable.lines(of: report.rules.map { ($0.rule, $0.unknown) })
    return lines.joined(separator: "\n")
  }
}
