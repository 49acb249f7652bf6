package import AttendanceModel
import Ledger
import Letters
import NotifyPolicy
package import Reporting
import RuleEngine

/// One child's chronology for a case conference, from a ledger or from extracts alone.
package struct ChronologyDocument: Sendable {
  /// What is asked for.
  package struct Question: Sendable {
    /// An attendance that names the child.
    package var attendance: AttendanceKey
    package var leavingOut: Redaction
    /// A longer time without visits has a row of its own.
    package var longestSilence: CalendarPeriod
    package var asOf: CivilDay

    package init(
      attendance: AttendanceKey,
      leavingOut: Redaction,
      longestSilence: CalendarPeriod,
      asOf: CivilDay
    ) {
      self.attendance = attendance
      self.leavingOut = leavingOut
      self.longestSilence = longestSilence
      self.asOf = asOf
    }
  }

  /// The page.
  package let html: String
  /// What whoever makes it should look at before it leaves, one sentence each, naming nobody.
  package let remarks: [String]
  private let renderer: String?

  /// Makes it from extracts; nothing was told then.
  ///
  /// - Throws: ``RunFault`` when an extract is refused or holds no such attendance.
  package init(
    _ question: Question,
    book: RuleBook,
    extracts: [String],
    profile: String,
    practices: String? = nil,
    supersededNumbers: String? = nil
  ) throws {
    let timelines = PersonTimelines(
      extracts: extracts,
      profile: try book.profile(profile, practices: practices),
      asOf: question.asOf,
      superseded: try SupersededNumberFile.read(supersededNumbers)
    )
    let found = try PersonTimeline.find(question.attendance, in: timelines)
    let composer = ChronologyComposer(
      book: book,
      wording: try book.letterTemplates().wording,
      practices: try practices.map(PracticeDirectory.read) ?? [:],
      question: question
    )
    let chronology = composer.chronology(
      of: found,
      triggers: book.engine.triggers(
        in: found.attendances,
        identified: found.person.isIdentified
      ),
      sources: [
        """
        Made from \(extracts.count == 1 ? "one extract" : "\(extracts.count) extracts") in the \
        layout “\(profile, .sites)”, without a ledger. Rows that could not be read are not in it, \
        and may be about this child.
        """
      ]
    )
    self.init(chronology, question, renderer: nil)
  }

  /// Makes it from a trust's ledger and notes in the audit who asked for it and why.
  ///
  /// - Throws: ``RunFault``; `locked` while a run works on the ledger.
  package init(
    _ question: Question,
    configuration path: String,
    by who: String,
    because why: String
  ) throws {
    let configuration = try RunConfiguration.read(path)
    let book = try RuleBook(folder: configuration.rules)
    let composer = ChronologyComposer(
      book: book,
      wording: try book.letterTemplates().wording,
      practices: try PracticeDirectory.read(configuration.practices),
      question: question
    )
    let handled = try Handled(who: who, why: why, on: question.asOf).checked()
    let chronology = try configuration.inExistingLedger { ledger in
      let run = try WorklistDesk.lastRun(ledger)
      let chronology = try composer.chronology(
        in: ledger.readingAsLastRun(),
        of: configuration
      )
      var entry = AuditEntry("chronology", handled, attendance: question.attendance)
      entry.reasons = question.leavingOut.parts.map(\.rawValue).sorted()
      try entry.append(to: ledger, run: run)
      return chronology
    }
    self.init(chronology, question, renderer: configuration.renderer)
  }

  private init(_ chronology: Chronology, _ question: Question, renderer: String?) {
    html = ChronologyPage(chronology, leavingOut: question.leavingOut).html
    self.renderer = renderer
    remarks =
      chronology.isProtected && !question.leavingOut.removes(.sites)
      ? [
        "the record marks the address or identity as protected: addresses and GP practices are left "
          + "out; consider “--redact sites” as well"
      ] : []
  }

  /// Writes it, whole or not at all, for the owner of the file alone; as PDF when the name says so.
  ///
  /// - Throws: ``RunFault`` without a renderer, or when the file cannot be written.
  package func write(to file: ResultFile) throws {
    let content =
      file.path.hasSuffix(".pdf")
      ? try RunConfiguration.printed(html, "the chronology", by: renderer) : Array(html.utf8)
    try file.write(content, isOwnersAlone: true)
  }
}
