import AttendanceModel
import ICRAlerts
import Ledger
import Letters
import NotifyPolicy
import RuleEngine
import RuleLanguage

/// Carries out what a run decided: records notifications, writes letters and alerts into the
/// outbox, puts items on the worklist, and audits each decision.
struct Dispatch {
  /// A document of a run, counted by its kind for the summary.
  struct Counts {
    var practiceLetters = 0
    var parentLetters = 0
    var safeguardingLetters = 0
    var alerts = 0
    var flags = 0
    var triggersFound = 0
    var covered = 0
    var identityConflicts = 0
    var acknowledged = 0
    var undeliverable = 0
    var overdue = 0
    /// Worklist items by kind.
    var worklist: [String: Int] = [:]
    /// What rules could not know of the rows that this run took, by rule and field.
    var unknown: [String: [String: Int]] = [:]
  }

  let transaction: LedgerTransaction
  let run: RunRecord
  let configuration: RunConfiguration
  let book: RuleBook
  let templates: LetterTemplates
  let alertProfile: AlertProfile
  let practices: [String: Practice]
  let isDraft: Bool
  var counts = Counts()
  /// What the care record is sent, in the order of decisions.
  private(set) var alerts: [AlertRecord] = []
  /// Those of them that go as FHIR Flags, one line each.
  private(set) var flags: [String] = []
  /// The alerts of those lines.
  private(set) var flagged: [AlertRecord] = []
  /// What this run put on the worklist, numbered.
  private(set) var items: [WorklistItem] = []
  /// The attendances of what did not arrive, so that it no longer covers (S9).
  var notReached: Set<AttendanceKey> = []
  /// The attendances that had no identity before this run and have one now.
  var identified: Set<AttendanceKey> = []
  /// How many letters have an id.
  var letterNumber = 0
  /// By notification, the letter of this run that takes it back.
  var corrected: [Int64: String] = [:]

  init(
    transaction: LedgerTransaction,
    run: RunRecord,
    configuration: RunConfiguration,
    book: RuleBook,
    templates: LetterTemplates,
    alertProfile: AlertProfile,
    practices: [String: Practice],
    isDraft: Bool
  ) {
    self.transaction = transaction
    self.run = run
    self.configuration = configuration
    self.book = book
    self.templates = templates
    self.alertProfile = alertProfile
    self.practices = practices
    self.isDraft = isDraft
  }

  /// Who raises the alerts.
  var author: AlertAuthor {
    AlertAuthor(code: configuration.organisation.code, name: configuration.organisation.name)
  }

  var alertComposer: AlertComposer {
    AlertComposer(book: book, profile: alertProfile, isDraft: isDraft)
  }

  /// Puts an item on the worklist.
  mutating func add(_ item: WorklistItem) throws {
    items.append(try transaction.add(item, run: run.number))
    counts.worklist[item.kind, default: 0] += 1
  }

  /// Adds an alert for the care record; one of which no valid Flag can be made goes to the team
  /// instead and holds up no other.
  ///
  /// - Returns: whether it goes as a Flag, and the SHA-256 of the Flag, or of the row of an alert
  ///   without one, as the audit has it.
  mutating func send(_ alert: AlertRecord, withFlag: Bool) throws -> (hasFlag: Bool, digest: String)
  {
    alerts.append(alert)
    counts.alerts += 1
    let withoutFlag = (hasFlag: false, digest: FileDigest.ofText(alertProfile.row(of: alert)))
    guard withFlag else { return withoutFlag }
    do {
      let flag = try alertProfile.flag(alert, from: author)
      flags.append(flag + "\n")
      flagged.append(alert)
      counts.flags += 1
      return (true, FileDigest.ofText(flag))
    } catch let error as AlertError {
      try add(
        WorklistItem(
          .alertFailed,
          rule: alert.rule,
          attendance: alert.attendance,
          reasons: [error.description]
        )
      )
      return withoutFlag
    }
  }

  /// Counts what rules could not know of some rows of the same answers.
  mutating func countUnknowns(in answers: RowAnswers, of rows: Int) {
    for unknown in book.engine.unknowns(in: answers) {
      counts.unknown[unknown.rule, default: [:]][unknown.subject.word, default: 0] += rows
    }
  }

  mutating func countTriggers(_ count: Int) { counts.triggersFound += count }
  mutating func countConflict() { counts.identityConflicts += 1 }

  /// Carries out the decisions about one person.
  mutating func carryOut(_ decisions: PersonReview.Decisions, of review: PersonReview) throws {
    for reopened in decisions.reopened { try reopen(reopened) }
    for told in decisions.cancelled { try cancel(told) }
    var takenBack: [(TakenBack, Routing.Destination)] = []
    for told in decisions.withdrawn {
      takenBack += try withdraw(told, among: decisions.withdrawn, of: review).map { [$0] } ?? []
    }
    for telling in decisions.tellings {
      if let told = telling.replaces {
        takenBack += try move(told, to: telling, of: review).map { [$0] } ?? []
      }
    }
    for told in decisions.ended { try end(told) }
    for subject in decisions.baseline {
      try record(subject, .baseline, recipient: subject.route.recipient)
      try audit("baseline", subject)
    }
    for (subject, by) in decisions.covered {
      counts.covered += 1
      try audit(
        "covered",
        subject,
        reasons: ["by \(by.attendance.providerCode) \(by.attendance.attendanceID)"]
      )
    }
    try carryOutLate(decisions.late, of: review.person)
    try keepLateLines(afterCancelling: decisions.cancelled, of: review)
    try carryOutTold(decisions.tellings, takingBack: takenBack, review.timeline)
    try listTakenBack(takenBack.map(\.0), .takenBack)
  }
}
