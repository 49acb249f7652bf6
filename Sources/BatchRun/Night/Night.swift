import AttendanceModel
import ExtractReading
import ICRAlerts
import Ledger
import Letters
import Linkage
import LocatedYAML
import NotifyPolicy
import RuleEngine
import RuleLanguage

/// A run inside its transaction: intake, evaluation, decisions, documents in the outbox.
struct Night {
  private(set) var transaction: LedgerTransaction
  let configuration: RunConfiguration
  let book: RuleBook
  let templates: LetterTemplates
  let alertProfile: AlertProfile
  let profiles: [String: SourceProfile]
  let practices: [String: Practice]
  let superseded: SupersededNumbers
  let unapproved: [String]
  let asOf: CivilDay
  let firstLoad: NightlyRun.FirstLoad?
  /// How many threads read extracts; nil takes rows one by one, the plain way that the fast one is
  /// held to.
  let threads: Int?

  var isDraft: Bool { !unapproved.isEmpty }

  /// Does the work and leaves every document of the run in the outbox.
  mutating func work(_ progress: (WorkProgress) -> Void) throws -> (RunRecord, RunManifest, Returns)
  {
    let isFirst = try transaction.holdsNothing()
    if isFirst && firstLoad == nil {
      throw RunFault(
        .usage,
        "this ledger is empty: say --first-load baseline (record what is there, tell nobody) or "
          + "--first-load notify"
      )
    }
    if let last = try transaction.lastAsOf(), asOf < last {
      throw RunFault(
        .usage,
        "--as-of \(asOf) lies before the last run's date, \(last); a ledger goes forward only"
      )
    }
    let rulesBefore = try transaction.rulesOfRuns()
    let changedMeanings = book.changedMeanings(since: rulesBefore)
    guard changedMeanings.isEmpty else { throw RunFault(Diagnostics(changedMeanings)) }
    let run = try transaction.startRun(asOf: asOf, rules: book.record)
    let rulesChanged = rulesBefore.last.map { !book.isRecorded(in: $0.record) } ?? false
    if rulesChanged { try letNotificationsOutliveRules() }
    try transaction.note(
      book.rules.flatMap { rule in rule.routes.map { (rule.name, $0.form) } },
      since: asOf
    )

    progress(.step("reading extracts"))
    var touched = TouchedPersons(isFirstLoad: isFirst && threads != nil)
    transaction = try transaction.reading(superseded, run: run.number, touching: &touched)
    let intake = try Intake(
      transaction: transaction,
      run: run,
      configuration: configuration,
      book: book,
      profiles: profiles,
      threads: threads
    ).take(touched: touched)
    if intake.taken.isEmpty && intake.seenBefore.isEmpty && intake.nilReturns.isEmpty {
      throw RunFault(.badData, intake.refused)
    }

    progress(.step("evaluating rules"))
    var dispatch = Dispatch(
      transaction: transaction,
      run: run,
      configuration: configuration,
      book: book,
      templates: templates,
      alertProfile: alertProfile,
      practices: practices,
      isDraft: isDraft
    )
    var returns = Returns()
    try returns.take(configuration.deliveries, into: &dispatch)
    for item in intake.worklist { try dispatch.add(item) }
    for alarm in intake.alarms
    where try !transaction.hasOpenItem(kind: alarm.kind.rawValue, subject: alarm.subject) {
      try dispatch.add(alarm.item)
    }
    for key in try transaction.movedAttendances(intake.touched) {
      try dispatch.takeBackFromWrongPatient(key)
    }
    var persons = intake.touched.persons.union(
      try transaction.personsWithItems(openOfKind: WorklistKind.letterPaused.rawValue)
        .map(PersonText.init)
    )
    if let look = intake.firstLook {
      let found = try look.findings(in: transaction, besides: persons)
      persons = found.persons
      for (answers, rows) in found.others { dispatch.countUnknowns(in: answers, of: rows) }
    }
    if rulesChanged { persons.formUnion(try transaction.allPersons().map(PersonText.init)) }
    let policy = NotifyPolicy(
      lateAfter: configuration.lateAfter,
      isBaseline: isFirst && firstLoad == .baseline
    )
    let routing = Routing(practices: practices, asOf: asOf, reach: configuration.reach)
    let routesSince = try transaction.routesSince()
    for person in persons.map(\.text).sorted(by: precedesAsBytes) {
      try review(person, policy, routing, routesSince, intake.taken, &dispatch)
    }
    for told in try transaction.alertsRunOut(by: asOf) {
      try dispatch.end(told)
    }

    let purge = try forgetOld(run)

    progress(.step("writing documents"))
    try writeTables(run, intake, dispatch)
    try AuditSeal.seal(run, in: transaction)
    let manifest = try manifest(
      run,
      intake,
      dispatch.counts,
      purge,
      isBaseline: policy.isBaseline
    )
    try transaction.put(
      OutboxFile(
        path: Publication.manifestFile,
        content: Array(try JSONText.pretty(manifest))
      ),
      run: run.number
    )
    return (run, manifest, returns)
  }

  /// Lets go of what is older than `keep` says, after everything was decided.
  private func forgetOld(_ run: RunRecord) throws -> LedgerTransaction.Purge? {
    guard let keep = configuration.keep else { return nil }
    var purge = LedgerTransaction.Purge()
    if let attendances = keep.attendances {
      purge.attendances = try transaction.purgeAttendances(
        before: asOf.subtracting(attendances),
        gap: book.longestGap
      )
    }
    if let notifications = keep.notifications {
      purge.notifications = try transaction.purgeNotifications(
        toldBefore: asOf.subtracting(notifications)
      )
    }
    if !purge.isEmpty { try PurgeEntry(purge).append(to: transaction, run: run) }
    return purge
  }

  /// Lets stand, before new rows are taken in, what changed rules alone have taken the trigger from.
  ///
  /// A new version of a rule takes nothing back (S10). A notification whose trigger the rules have
  /// brought back stands and falls with it again.
  private func letNotificationsOutliveRules() throws {
    for person in try transaction.personsTold() {
      let settled = try transaction.notifications(of: person).filter(\.notification.state.settles)
      guard !settled.isEmpty else { continue }
      let isIdentified = PersonKey(text: person)?.isIdentified ?? false
      let timeline = try transaction.timeline(of: person).map(\.attendance)
      let holding = Set(
        book.engine.triggers(in: timeline, identified: isIdentified).map(\.identity)
      )
      for told in settled {
        let outlives = !holding.contains(told.notification.trigger)
        guard outlives != told.notification.outlivesRule else { continue }
        try transaction.letOutliveRule(told.notification.id, outlives)
      }
    }
  }

  /// Evaluates one person and carries out what follows.
  private func review(
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
    for unsettled in book.engine.ageUnsettled(in: entries[...], key: { timeline[Int($0)].key }) {
      try noteUnsettledAge(unsettled, &dispatch)
    }
    let notifications = try transaction.notifications(of: person)
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

  private func noteUnsettledAge(_ unsettled: Trigger, _ dispatch: inout Dispatch) throws {
    let kind = WorklistKind.ageUnknown
    guard
      try !transaction.hasItem(
        kind: kind.rawValue,
        rule: unsettled.rule,
        attendance: unsettled.attendance
      )
    else { return }
    try dispatch.add(WorklistItem(kind, rule: unsettled.rule, attendance: unsettled.attendance))
  }

  private func noteConflict(
    _ conflicts: Set<IdentityConflict>,
    of person: String,
    _ timeline: [Attendance],
    _ dispatch: inout Dispatch
  ) throws {
    let kind = WorklistKind.identityConflict
    dispatch.countConflict()
    guard try !transaction.hasOpenItem(kind: kind.rawValue, person: person),
      let latest = timeline.last
    else { return }
    try dispatch.add(
      WorklistItem(
        kind,
        attendance: latest.key,
        reasons: conflicts.map(\.rawValue).sorted()
      )
    )
  }
}
