import AttendanceModel
import Foundation
import Ledger
import Letters
import NotifyPolicy
import Reporting

/// What the ledger's audit says was decided about one person, and who was told, day by day.
struct ChronologySteps {
  /// The steps by day.
  private(set) var steps: [Chronology.Step] = []
  /// What was left out because it was about somebody else.
  private(set) var caveats: [RedactableText] = []

  /// Worklist items that no line of the audit stands for.
  private static let itemKinds: [WorklistKind] = [
    .ageUnknown, .identityConflict, .quarantinedCorrection, .undatedDelete,
  ]

  private let words: ChronologyStepWords

  /// Reads them.
  ///
  /// - Parameters:
  ///   - found: the person.
  ///   - ledger: reads NHS numbers as the last run did.
  ///   - book: the rules, for their titles.
  ///   - wording: the words of reasons.
  ///   - practices: the practice directory, by code.
  /// - Throws: the ledger's error.
  init(
    of found: PersonTimeline,
    in ledger: LedgerTransaction,
    book: RuleBook,
    wording: Wording,
    practices: [String: Practice]
  ) throws {
    let person = found.person.text
    let remnants = try ledger.remnants(of: person)
    var arrivals = Dictionary(uniqueKeysWithValues: found.attendances.map { ($0.key, $0.arrival) })
    for remnant in remnants { arrivals[remnant.key] = remnant.arrival }
    // Letters about this child that rest on an attendance which is somebody else's now.
    let elsewhere = try ledger.takenBackNotifications(elsewhereThan: person)
      .filter { $0.isAbout(found.person, in: ledger) }
    let known = try ledger.notifications(of: person) + elsewhere
    words = ChronologyStepWords(
      book: book,
      wording: wording,
      practices: practices,
      arrivals: arrivals,
      deleted: Set(remnants.filter(\.isDeleted).map(\.key)),
      notifications: Dictionary(
        known.compactMap { told in told.document.map { ($0, told) } },
        uniquingKeysWith: { first, _ in first }
      )
    )
    let own = Set(arrivals.keys)
    let foreign = Set(elsewhere.map(\.notification.trigger.attendance)).subtracting(own)
    let entries = try ledger.auditEntries(about: own.union(foreign)).map { dated in
      let decoder = JSONDecoder()
      return (
        run: dated.run, entry: try decoder.decode(AuditEntry.self, from: Data(dated.entry.utf8))
      )
    }
    let changed = Self.changes(entries.map(\.entry))
    // Letters that were decided and then could not be printed: nobody was told by them.
    let unmade = Set(
      entries.filter { ["held", AuditEntry.notCorrected].contains($0.entry.decision) }
        .compactMap { line in line.entry.document.map { "\(line.run.number) \($0)" } }
    )
    let documents = Set(elsewhere.compactMap(\.document))
    // On each day, what was not told again comes after what was told.
    let covered = { (place: Int) in entries[place].entry.decision == "covered" }
    for place in entries.indices.filter({ !covered($0) }) + entries.indices.filter(covered) {
      let (run, entry) = entries[place]
      guard let key = entry.attendance else { continue }
      if own.contains(key) {
        if let last = changed[key], place <= last { continue }
      } else if !entry.names(oneOf: documents) {
        continue
      }
      if ["told", "corrected"].contains(entry.decision), let document = entry.document,
        unmade.contains("\(run.number) \(document)")
      {
        continue
      }
      let said = try words.sentence(for: entry) { try ledger.path(ofFile: $0, run: run.number) }
      guard let said else { continue }
      add(said, on: entry.on.flatMap { CivilDay($0) } ?? run.asOf, about: words.about(entry))
    }
    for (key, place) in changed.sorted(by: { $0.key < $1.key }) where own.contains(key) {
      let until = ChronologyVisits.words(entries[place].run.asOf)
      caveats.append(
        """
        \(words.visit(key, isFirst: true)) was recorded for another person until the run of \(until). \
        What was decided because of it until then is not shown.
        """
      )
    }
    try addItems(of: person, in: ledger, since: changed.mapValues { entries[$0].run.asOf })
    steps.sort { $0.day < $1.day }
  }

  /// By attendance, the place of the last line after which it belonged to another person.
  private static func changes(_ entries: [AuditEntry]) -> [AttendanceKey: Int] {
    var changes: [AttendanceKey: Int] = [:]
    let wrong = Correction.Cause.wrongPatient.rawValue
    for (place, entry) in entries.enumerated() {
      guard let key = entry.attendance else { continue }
      if entry.decision == AuditEntry.personChanged || entry.reasons?.contains(wrong) == true {
        changes[key] = place
      }
    }
    return changes
  }

  private mutating func addItems(
    of person: String,
    in ledger: LedgerTransaction,
    since changed: [AttendanceKey: CivilDay]
  ) throws {
    for item in try ledger.items(kinds: Self.itemKinds.map(\.rawValue), person: person) {
      guard let key = item.attendance, let day = item.raisedOn,
        changed[key].map({ $0 <= day }) ?? true
      else { continue }
      add(
        ChronologyStepWords.Said(text: words.item(item.kind), toldSomebody: false),
        on: day,
        about: words.about(rule: item.rule, key)
      )
    }
  }

  private mutating func add(
    _ said: ChronologyStepWords.Said,
    on day: CivilDay,
    about: RedactableText
  ) {
    let place =
      steps.firstIndex { $0.day == day }
      ?? {
        steps.append(Chronology.Step(day: day, subjects: [], toldSomebody: false))
        return steps.count - 1
      }()
    if said.toldSomebody { steps[place].toldSomebody = true }
    if let subject = steps[place].subjects.firstIndex(where: { $0.about == about }) {
      // Several routes of a rule may come to the same.
      if !steps[place].subjects[subject].sentences.contains(said.text) {
        steps[place].subjects[subject].sentences.append(said.text)
      }
    } else {
      steps[place].subjects.append(
        Chronology.Step.Subject(about: about, sentences: [said.text])
      )
    }
  }
}

extension AuditEntry {
  /// Whether it is about one of some letters and alerts, or about what corrects one.
  fileprivate func names(oneOf documents: Set<String>) -> Bool {
    !documents.isDisjoint(with: [document].compactMap(\.self) + (reasons ?? []))
  }
}

extension StoredNotification {
  /// Whether it told of a person, whomever its attendance belongs to now.
  fileprivate func isAbout(_ person: PersonKey, in ledger: LedgerTransaction) -> Bool {
    guard let patient else { return false }
    if let number = patient.nhsNumber { return person == .nhsNumber(ledger.standing(number)) }
    return patient.localPatientID.map { id in
      person
        == .local(providerCode: notification.trigger.attendance.providerCode, patientID: id)
    } ?? false
  }
}
