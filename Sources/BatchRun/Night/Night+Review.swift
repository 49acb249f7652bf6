import AttendanceModel
import Ledger
import NotifyPolicy
import RuleEngine

/// A night's look at one person: what holds, what was told before, and what follows.
extension Night {
  /// Evaluates one person and carries out what follows.
  func review(
    _ person: String,
    _ policy: NotifyPolicy,
    _ routing: Routing,
    _ routesSince: [String: [String: CivilDay]],
    _ extracts: [TakenExtract],
    _ dispatch: inout Dispatch
  ) throws {
    guard let key = PersonKey(text: person) else {
      preconditionFailure("the ledger names persons as it writes them")
    }
    let stored = try transaction.timeline(of: person)
    let timeline = stored.map(\.attendance)
    let entries = book.engine.entries(of: timeline)
    for (row, entry) in zip(stored, entries) where extracts.contains(where: { $0.brought(row) }) {
      dispatch.countUnknowns(in: entry.answers, of: 1)
    }
    let triggers = book.engine.triggers(in: entries[...], identified: key.isIdentified) {
      timeline[Int($0)].key
    }
    let seen = try transaction.replaceTriggers(
      of: person,
      with: triggers,
      terms: { book.terms[$0.rule]?[$0.ruleVersion] ?? (.pattern, .standard) },
      asOf: asOf
    )
    let unsettled = book.engine.ageUnsettled(in: entries[...]) { timeline[Int($0)].key }
    try noteAges(unsettled, of: person, &dispatch)
    let notifications = try dispatch.startAnew(
      transaction.notifications(of: person),
      holding: seen
    )
    guard !seen.isEmpty || !notifications.isEmpty else { return }
    dispatch.countTriggers(triggers.count)
    let conflicts = try transaction.conflicts(of: stored)
    let facts = PersonFacts(
      timeline: timeline,
      conflicts: conflicts,
      hasSuspectedHarm: try transaction.suspectedHarmEverFired(for: person),
      hasOpenCorrection: try transaction.hasOpenItem(
        kind: WorklistKind.quarantinedCorrection.rawValue,
        person: person
      ),
      isPaused: try transaction.isPaused(person, on: asOf),
      codes: book.safetyCodes
    )
    let reopened = try reopened(notifications, of: person, isPaused: facts.isPaused)
    if !conflicts.isEmpty { try noteConflict(conflicts, of: person, timeline, &dispatch) }
    let review = PersonReview(
      person: key,
      stored: stored,
      timeline: timeline,
      triggers: seen,
      notifications: notifications,
      facts: facts,
      reopened: reopened,
      routesSince: routesSince,
      engine: book.engine
    )
    try dispatch.carryOut(
      review.decisions(policy: policy, routing: routing),
      of: review
    )
  }

  /// The held letters of a person whose wait is over: released ones, and those that waited for a
  /// pause that has ended.
  private func reopened(
    _ notifications: [StoredNotification],
    of person: String,
    isPaused: Bool
  ) throws -> [PersonReview.Reopened] {
    let held = notifications.filter { $0.notification.state == .held }
    guard !held.isEmpty else { return [] }
    let kinds: [WorklistKind] = [.letterPaused, .parentLetterHeld, .letterFailed]
    let items = try transaction.openItems(kinds: kinds.map(\.rawValue), person: person)
    return held.compactMap { told in
      items.first { item in
        item.rule == told.notification.trigger.rule
          && item.attendance == told.notification.trigger.attendance
          && (item.route == nil || item.route == told.form)
          && (item.handling == .released
            || item.kind == WorklistKind.letterPaused.rawValue && !isPaused)
      }.map { PersonReview.Reopened(notification: told, item: $0) }
    }
  }

  /// Asks somebody to look where a suspected-harm rule hangs on an age that is not known (S4), and
  /// no longer where it is.
  private func noteAges(
    _ unsettled: [Trigger],
    of person: String,
    _ dispatch: inout Dispatch
  ) throws {
    let kind = WorklistKind.ageUnknown
    for trigger in unsettled
    where try !transaction.hasOpenOrDismissedItem(
      kind: kind.rawValue,
      rule: trigger.rule,
      attendance: trigger.attendance
    ) {
      try dispatch.add(WorklistItem(kind, rule: trigger.rule, attendance: trigger.attendance))
    }
    guard hasOpenAges else { return }
    for item in try transaction.openItems(kinds: [kind.rawValue], person: person)
    where !unsettled.contains(where: { $0.rule == item.rule && $0.attendance == item.attendance }) {
      try transaction.closeItem(item.number)
    }
  }

  private func noteConflict(
    _ conflicts: Set<IdentityConflict>,
    of person: String,
    _ timeline: [Attendance],
    _ dispatch: inout Dispatch
  ) throws {
    let kind = WorklistKind.identityConflict
    dispatch.countConflict()
    let reasons = conflicts.map(\.rawValue).sorted()
    let open = try transaction.openItems(kinds: [kind.rawValue], person: person)
    guard !open.contains(where: { Set(reasons).isSubset(of: $0.reasons) }),
      let latest = timeline.last
    else { return }
    try dispatch.add(WorklistItem(kind, attendance: latest.key, reasons: reasons))
  }
}
