import AttendanceModel
import Delivery
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
  /// Takes `triggers.csv` ahead of publishing; nil where nothing is published.
  let staged: StagedFile?
  /// Whether earlier nights have asked somebody to look at ages that they did not know.
  private(set) var hasOpenAges = false

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
    let last = try transaction.lastRun()
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
    let moved = try transaction.movedAttendances(intake.touched)
    for key in moved {
      try dispatch.takeBackFromWrongPatient(key, among: moved)
      if let person = transaction.formerPerson(of: key, intake.touched) {
        try dispatch.listLetters(counting: key, toldOf: person)
      }
    }
    try dispatch.note(identified: transaction.identifiedAttendances(intake.touched))
    var persons = intake.touched.persons.union(
      try (personsWhoWait(after: last) + dispatch.notReached.compactMap(transaction.person(of:)))
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
    hasOpenAges =
      try !transaction.attendances(withOpenItemsOfKind: WorklistKind.ageUnknown.rawValue).isEmpty
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

  /// The persons who are looked at though no new row is about them: those whose letters wait, and
  /// those about whom a letter covers nothing any more (S9), since the last run could not write it.
  private func personsWhoWait(after last: Int64?) throws -> [String] {
    try transaction.personsWithItems(openOfKind: WorklistKind.letterPaused.rawValue)
      + (last.map {
        try transaction.personsWithItems(ofKind: WorklistKind.letterFailed.rawValue, ofRun: $0)
      } ?? [])
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
}
