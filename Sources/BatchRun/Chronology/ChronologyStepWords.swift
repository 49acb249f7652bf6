import AttendanceModel
import Ledger
import Letters
import NotifyPolicy
import Reporting

/// Puts lines of the audit into words that a conference reads.
struct ChronologyStepWords {
  /// What a line says.
  struct Said {
    var text: RedactableText
    /// Whether it tells somebody besides the safeguarding team.
    var toldSomebody: Bool
  }

  let book: RuleBook
  let wording: Wording
  let practices: [String: Practice]
  /// The person's visits, also those that are deleted or no longer kept.
  let arrivals: [AttendanceKey: Arrival]
  let deleted: Set<AttendanceKey>
  /// By letter or alert.
  let notifications: [String: StoredNotification]

  /// What a line of the audit is about.
  func about(_ entry: AuditEntry) -> RedactableText {
    guard let key = entry.attendance else { return "" }
    if entry.decision == "covered", let rule = entry.rule {
      return "“\(book.title(of: rule, version: entry.version))”, at further visits:"
    }
    return about(rule: entry.rule, version: entry.version, key)
  }

  /// A rule and a visit.
  func about(rule: String?, version: Int? = nil, _ key: AttendanceKey) -> RedactableText {
    guard let rule else { return "\(visit(key, isFirst: true)):" }
    return "“\(book.title(of: rule, version: version))”, because of \(visit(key)):"
  }

  /// `the visit of 3 March 2026`, with its time where the day has another.
  func visit(_ key: AttendanceKey, isFirst: Bool = false) -> String {
    let (the, a) = isFirst ? ("The", "A") : ("the", "a")
    guard let arrival = arrivals[key] else {
      return "\(a) visit that is no longer recorded for this child"
    }
    let gone = deleted.contains(key) ? ", which its source has since deleted" : ""
    let isOneOfSeveral = arrivals.values.count { $0.day == arrival.day } > 1
    let time = isOneOfSeveral ? ", \(arrival.time)" : ""
    return "\(the) visit of \(ChronologyVisits.words(arrival.day))\(time)\(gone)"
  }

  /// What a worklist item asks for.
  func item(_ kind: String) -> RedactableText {
    "Put on the safeguarding team’s worklist: \(wording.words(.worklist, kind) ?? kind)"
  }

  /// What a line says; nil for what a reader need not know.
  ///
  /// - Parameters:
  ///   - entry: the line.
  ///   - file: the path that a letter of the line's run was published under.
  /// - Returns: the sentence, or nil.
  /// - Throws: what `file` throws.
  func sentence(for entry: AuditEntry, file: (String) throws -> String?) rethrows -> Said? {
    let team = { (text: RedactableText) in Said(text: text, toldSomebody: false) }
    let reference: RedactableText = entry.document.map { ", reference \($0)" } ?? ""
    switch entry.decision {
    case "told":
      return told(entry, reference)
    case "held":
      return team("\(letter(entry)) waits for the safeguarding team\(because(entry))")
    case "late":
      return team(
        "Found too long after the visit for a letter: put on the safeguarding team’s worklist."
      )
    case "baseline":
      return team("Recorded when the ledger was first filled; nobody was told.")
    case "covered":
      let further = entry.attendance.map { visit($0, isFirst: true) } ?? ""
      return team(
        "\(further): not told again; what was told because of \(other(entry)) speaks for it."
      )
    case "withdrawn", "taken-back":
      return team("\(what(entry)) taken back\(because(entry))")
    case "corrected":
      let folder = try entry.document.flatMap(file)?.split(separator: "/").dropFirst().first
      let reader = folder.map(Self.reader) ?? "its reader"
      return Said(
        text: "A correcting letter to \(reader)\(reference).",
        toldSomebody: folder == "practice" || folder == "parent"
      )
    case AuditEntry.notCorrected:
      return team(
        "No correcting letter could be made: the safeguarding team was asked to tell the reader."
      )
    case "moved":
      return team("\(what(entry)) moved: it stands from now on for \(other(entry)).")
    case "cancelled":
      return team("Ended before anybody was told: the rule no longer holds at this visit.")
    case "ended":
      return team("\(what(entry)) ended, having run its course.")
    case "released":
      return team("\(letter(entry)) no longer waits: the safeguarding team released it.")
    case "pause-over":
      return team("\(letter(entry)) no longer waits: the pause of the child’s letters is over.")
    case "undeliverable":
      return team(
        "\(what(entry)) sent and did not arrive; the safeguarding team was asked to tell the recipient."
      )
    case "overdue":
      return team("\(what(entry)) sent, and nothing says yet that it arrived.")
    default:
      return byHand(entry).map(team)
    }
  }

  // MARK: Parts of sentences

  private func told(_ entry: AuditEntry, _ reference: RedactableText) -> Said {
    let form = entry.route.flatMap { Route.Form(name: $0) }
    let recipient = entry.recipient.flatMap(Recipient.init(rawValue:))
    switch (form, recipient) {
    case (.letter, .registeredPractice):
      return Said(text: "Letter to \(practice(entry))\(reference).", toldSomebody: true)
    case (.letter, .parent):
      return Said(text: "Letter to the parent or carer\(reference).", toldSomebody: true)
    case (.alert, .icr):
      let ends =
        entry.document.flatMap { notifications[$0]?.endsOn }
        .map { "; to end on \(ChronologyVisits.words($0)) at the latest" } ?? ""
      return Said(text: "Alert on the shared care record\(ends).", toldSomebody: true)
    case (.alert, _):
      return Said(
        text:
          "The alert was given to the safeguarding team instead of the care record\(because(entry))",
        toldSomebody: false
      )
    case (.worklist(let urgency), _):
      let word = urgency == .urgent ? "Urgent item" : "Item"
      return Said(text: "\(word) on the safeguarding team’s worklist.", toldSomebody: false)
    default:
      return Said(
        text: "Letter to the safeguarding team, who decide whom to tell\(reference).",
        toldSomebody: false
      )
    }
  }

  private func practice(_ entry: AuditEntry) -> RedactableText {
    guard let code = entry.document.flatMap({ notifications[$0]?.practiceCode }) else {
      return "the GP practice"
    }
    let name = practices[code].map { "\($0.name) (\(code))" } ?? code
    return "the GP practice \(name, .practices)"
  }

  /// `The letter to the parent or carer`.
  private func letter(_ entry: AuditEntry) -> String {
    switch entry.recipient.flatMap(Recipient.init(rawValue:)) {
    case .parent: "The letter to the parent or carer"
    case .registeredPractice: "The letter to the GP practice"
    case .safeguardingTeam, .icr, nil: "The letter"
    }
  }

  /// `The letter 2026-11-01-001-L0001 to the GP practice was`, `The alert …`.
  private func what(_ entry: AuditEntry) -> RedactableText {
    switch (entry.route.flatMap { Route.Form(name: $0) }, entry.recipient) {
    case (.alert, Recipient.icr.rawValue): return "The alert on the shared care record was"
    case (.worklist, _), (.alert, _): return "What the safeguarding team was told was"
    default: return "\(letter(entry))\(entry.document.map { ", reference \($0)," } ?? "") was"
    }
  }

  /// The attendance that a covered or moved notification names.
  private func other(_ entry: AuditEntry) -> String {
    let words = entry.reasons?.first?.split(separator: " ", maxSplits: 2).map(String.init) ?? []
    guard words.count == 3 else { return "another visit" }
    let key = AttendanceKey(providerCode: words[1], attendanceID: words[2])
    return arrivals[key] == nil ? "another visit" : visit(key)
  }

  /// Reasons as sentences of their own; they may tell of concerns.
  private func because(_ entry: AuditEntry) -> RedactableText {
    let known = (entry.reasons ?? []).map(WorklistTable.words(wording))
    return known.isEmpty ? "." : ". \(known.joined(separator: " "), .concerns)"
  }

  private static func reader(_ folder: Substring) -> String {
    switch folder {
    case "practice": "the GP practice"
    case "parent": "the parent or carer"
    default: "the safeguarding team, who decide whom to tell"
    }
  }

  /// What somebody did about an item or the child's letters.
  private func byHand(_ entry: AuditEntry) -> RedactableText? {
    guard let by = entry.by, let because = entry.because else { return nil }
    let act: String
    switch entry.decision {
    case "acknowledged": act = "has seen the item and looks after it"
    case "dismissed": act = "closed the item"
    case "release-ordered": act = "released the letter that waits"
    case "release-taken-back": act = "took the release back"
    case "paused":
      let until = entry.until.flatMap { CivilDay($0) }.map(ChronologyVisits.words) ?? ""
      act = "paused the child’s letters until \(until)"
    case "resumed": act = "ended the pause of the child’s letters"
    default: return nil
    }
    // Whatever somebody wrote may name the child after all.
    return "\(by, .staff) \(act): “\(because, .staff, .names)”"
  }
}
