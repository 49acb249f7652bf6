import AttendanceModel
import Delivery
import ExtractReading
import ICRAlerts
import Ledger
import Letters
import RuleLanguage

/// What a night puts into its folder besides letters: tables, alerts, and the manifest.
extension Night {
  func writeTables(
    _ run: RunRecord,
    _ intake: Intake.Report,
    _ dispatch: Dispatch
  ) throws {
    func put(_ path: String, _ content: [UInt8]) throws {
      try transaction.put(OutboxFile(path: path, content: content), run: run.number)
    }
    try transaction.renewTriggerDays(TriggerTable.lines)
    try transaction.putWithTriggers(
      OutboxFile(path: Publication.triggerFile, content: TriggerTable.header),
      run: run.number
    ) { staged?.append($0) }
    staged?.finish()
    let worklist = try WorklistTable.text(dispatch.items, wording: templates.wording) {
      try transaction.attendance(shownWith: $0)
    }
    try put("worklist.csv", Array(worklist.utf8))
    // The flags go to a carrier once, as lines.
    let bundle = try alertProfile.bundle(dispatch.flagged, from: dispatch.author)
    try put(AlertFile.bundle, Array(bundle.utf8))
    let table = alertProfile.table(dispatch.alerts)
    for (path, text, isEmpty) in [
      (AlertFile.flags, dispatch.flags.joined(), dispatch.flags.isEmpty),
      (AlertFile.table, table, dispatch.alerts.isEmpty),
    ] {
      let file = OutboxFile(path: path, content: Array(text.utf8))
      try transaction.put(file, run: run.number)
      if !isEmpty { try dispatch.deliverAlerts(file) }
    }
    var names: Set<String> = []
    for file in intake.taken where !file.quarantined.isEmpty {
      // Two sources may each have a file of one name.
      var name = file.file
      while !names.insert(name).inserted { name = "\(file.source)-\(name)" }
      try put(
        "quarantine/\(name)",
        QuarantineFile.bytes(header: file.summary.header, rows: file.quarantined)
      )
    }
  }

  func manifest(
    _ run: RunRecord,
    _ intake: Intake.Report,
    _ counts: Dispatch.Counts,
    _ purge: LedgerTransaction.Purge?,
    isBaseline: Bool
  ) throws -> RunManifest {
    RunManifest(
      run: run.folder,
      asOf: asOf.description,
      organisation: configuration.organisation.code,
      isDraft: isDraft,
      isBaseline: isBaseline,
      extracts: intake.taken.map(RunManifest.Extract.init),
      seenBefore: intake.seenBefore,
      nilReturns: intake.nilReturns,
      refused: intake.refused,
      alarms: intake.alarms.map(RunManifest.Alarm.init),
      rules: book.rules.map { RunManifest.AppliedRule(rule: $0.name, version: $0.version) },
      rulesDigest: book.digest,
      unapproved: unapproved,
      counts: RunManifest.Counts(
        unidentified: intake.touched.persons.count { person in
          PersonKey(text: person.text)?.isIdentified == false
        },
        triggers: counts.triggersFound,
        covered: counts.covered,
        practiceLetters: counts.practiceLetters,
        parentLetters: counts.parentLetters,
        safeguardingLetters: counts.safeguardingLetters,
        alerts: counts.alerts,
        flags: counts.flags,
        identityConflicts: counts.identityConflicts,
        worklist: counts.worklist,
        unknown: counts.unknown,
        delivery: configuration.deliveries.contains { $0.mesh != nil }
          ? RunManifest.Answers(
            acknowledged: counts.acknowledged,
            undeliverable: counts.undeliverable,
            overdue: counts.overdue
          ) : nil,
        purged: purge.map {
          RunManifest.Purged(attendances: $0.attendances, notifications: $0.notifications)
        }
      ),
      auditHead: try transaction.auditHead()
    )
  }
}
