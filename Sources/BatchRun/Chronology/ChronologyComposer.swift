import AttendanceModel
import Ledger
import Letters
import NotifyPolicy
import Reporting
import RuleLanguage

/// Puts together what is known of one child.
struct ChronologyComposer {
  let book: RuleBook
  let wording: Wording
  let practices: [String: Practice]
  let question: ChronologyDocument.Question

  /// The chronology of the person to whom an attendance of a ledger belongs.
  ///
  /// - Throws: ``RunFault`` when the ledger holds no such attendance.
  func chronology(in ledger: LedgerTransaction, of configuration: RunConfiguration) throws
    -> Chronology
  {
    let found = try PersonTimeline.find(question.attendance, in: ledger)
    let person = found.person.text
    let steps = try ChronologySteps(
      of: found,
      in: ledger,
      book: book,
      wording: wording,
      practices: practices
    )
    var caveats = steps.caveats
    let deleted = try ledger.remnants(of: person).filter(\.isDeleted).count
    if deleted > 0 {
      let visits = deleted == 1 ? "One visit was" : "\(deleted) visits were"
      caveats.append("\(visits) deleted by the source that had sent it; no such visit is shown.")
    }
    if let horizon = try ledger.horizon() {
      caveats.append("Visits before \(ChronologyVisits.words(horizon)) are no longer kept.")
    }
    let open = [WorklistKind.quarantinedCorrection, .undatedDelete].map(\.rawValue)
    for item in try ledger.openItems(kinds: open, person: person) {
      guard let day = found.attendances.first(where: { $0.key == item.attendance })?.arrival.day
      else { continue }
      caveats.append(
        "Visit of \(ChronologyVisits.words(day)): \(wording.words(.worklist, item.kind) ?? item.kind)"
      )
    }
    let feeds = try configuration.sources.map { source -> RedactableText in
      let last = try ledger.lastExtract(from: source.name).map {
        "last extract taken by the run of \(ChronologyVisits.words($0))"
      }
      return "\("“\(source.name)”", .sites) (\(last ?? "no extract taken yet"))"
    }
    let run = try ledger.lastAsOf().map(ChronologyVisits.words) ?? ""
    return chronology(
      of: found,
      triggers: try ledger.triggers(of: person),
      sources: [
        """
        Made from the ledger as the run of \(run) left it. Its sources: \(feeds.joined(by: ", ")). \
        Rows that could not be read are not in it, and may be about this child.
        """
      ],
      feeds: try ledger.sources(of: person),
      steps: steps.steps,
      caveats: caveats,
      organisation: configuration.organisation.name
    )
  }

  /// The chronology of a person.
  ///
  /// - Parameters:
  ///   - found: the person.
  ///   - triggers: those that hold.
  ///   - sources: what it is made from.
  ///   - feeds: by attendance, the ledger's name of its source; empty without a ledger.
  ///   - steps: nil without a ledger.
  ///   - caveats: what the ledger adds to those that show in the attendances.
  ///   - organisation: who makes it.
  /// - Returns: what the page shows.
  func chronology(
    of found: PersonTimeline,
    triggers: [Trigger],
    sources: [RedactableText],
    feeds: [AttendanceKey: String] = [:],
    steps: [Chronology.Step]? = nil,
    caveats: [RedactableText] = [],
    organisation: String? = nil
  ) -> Chronology {
    let words = ChronologyVisits(
      found: found,
      book: book,
      wording: wording,
      practices: practices,
      triggers: triggers,
      sources: feeds
    )
    let facts = PersonFacts(
      timeline: found.attendances,
      conflicts: found.conflicts,
      hasSuspectedHarm: false,
      hasOpenCorrection: false,
      codes: book.safetyCodes
    )
    let isProtected = facts.isRestricted || facts.isWithheld || found.hidesWhetherProtected
    return Chronology(
      organisation: organisation,
      child: words.child,
      visits: words.visits,
      steps: steps,
      sources: sources,
      caveats: doubts(found, facts, isProtected: isProtected) + caveats,
      rules: book.rules.map(\.title).reduce(into: []) { titles, title in
        if !titles.contains(title) { titles.append(title) }
      },
      longestSilence: question.longestSilence,
      isProtected: isProtected,
      isDraft: !book.unapproved.isEmpty,
      madeOn: question.asOf
    )
  }

  /// What makes it doubtful who the person is, or what must not be shown.
  private func doubts(_ found: PersonTimeline, _ facts: PersonFacts, isProtected: Bool)
    -> [RedactableText]
  {
    var doubts: [RedactableText] = []
    if !found.person.isIdentified {
      doubts.append("\(wording.words(.detour, Routing.Detour.unidentified.rawValue) ?? "")")
    }
    for conflict in found.conflicts.map(\.rawValue).sorted() {
      doubts.append("It is doubtful who this is. \(wording.words(.conflict, conflict) ?? conflict)")
    }
    if facts.isDead { doubts.append("\(wording.words(.hold, Routing.Hold.dead.rawValue) ?? "")") }
    if isProtected {
      doubts.append(
        """
        The record marks the address or the identity as protected, or the mark cannot be read. No \
        address and no GP practice is shown. Pass on nothing that says where the child lives.
        """
      )
    }
    return doubts
  }
}

extension PersonTimeline {
  /// Whether a value that could mark an address or identity as protected cannot be read; unknown is
  /// never taken for no.
  fileprivate var hidesWhetherProtected: Bool {
    attendances.contains { !$0.unreadable.isDisjoint(with: [.postcode, .withheldIdentityReason]) }
  }
}
