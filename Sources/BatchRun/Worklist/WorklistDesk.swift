package import AttendanceModel
import Ledger
import Letters
import NotifyPolicy

/// Where the safeguarding team works its list: what they do is noted with who and why, and
/// audited; what follows from it goes out with the next run.
package struct WorklistDesk {
  /// What somebody does about items.
  package enum Step: String, CaseIterable, Sendable {
    /// They look after it.
    case acknowledge
    /// Nothing more is to be done.
    case dismiss
    /// The letter that waits may go.
    case release
    /// A released letter is to wait after all.
    case hold
  }

  /// An item with what a reader wants to know of it.
  package struct Line: Sendable {
    package var item: WorklistEntry
    /// What it asks for, in words.
    package var about: String
    /// Why, in words.
    package var reasons: [String]
  }

  let configuration: RunConfiguration
  let today: CivilDay

  /// - Parameters:
  ///   - path: the configuration of the trust's run.
  ///   - today: the day on which somebody works the list.
  /// - Throws: ``RunFault`` for a wrong configuration.
  package init(configuration path: String, today: CivilDay) throws {
    configuration = try RunConfiguration.read(path)
    self.today = today
  }

  /// The open items, urgent ones first, or all that there ever were; also while a run works.
  package func items(closedToo: Bool = false) throws -> [Line] {
    let wording = try RuleBook.letterTemplates(in: configuration.rules).wording
    return try LedgerAccess.read(configuration.ledger) { ledger in
      try ledger.items(closedToo: closedToo).map { item in
        let known = try ledger.attendance(shownWith: item)
        return Line(
          item: WorklistEntry(item, known),
          about: wording.words(.worklist, item.kind) ?? item.kind,
          reasons: item.reasons.map(WorklistTable.words(wording))
        )
      }.sorted {
        ($0.item.isUrgent ? 0 : 1, $0.item.number) < ($1.item.isUrgent ? 0 : 1, $1.item.number)
      }
    }
  }

  /// Takes a step on some items; all of them, or none when one does not allow it.
  package func take(_ step: Step, on numbers: [Int64], by who: String, because why: String) throws {
    let handled = try Handled(who: who, why: why, on: today).checked()
    try configuration.inExistingLedger { ledger in
      let run = try Self.lastRun(ledger)
      for number in numbers {
        guard let item = try ledger.item(number) else {
          throw RunFault(
            .usage,
            "there is no item \(number); “attend worklist list --all” shows what there is"
          )
        }
        try step.check(item)
        if try step == .release && !ledger.holdsLetter(of: item) {
          throw RunFault(
            .usage,
            "item \(number) is no letter that waits; what it was to put right has to be told by hand"
          )
        }
        try ledger.handle(number, step.handling, handled)
        var entry = AuditEntry(
          step.word,
          handled,
          rule: item.rule,
          attendance: item.attendance,
          route: item.route
        )
        entry.item = number
        entry.reasons = item.reasons.isEmpty ? nil : [item.kind] + item.reasons
        try entry.append(to: ledger, run: run)
      }
    }
  }

  /// The pauses in force; also while a run works.
  package func pauses() throws -> [PauseEntry] {
    try LedgerAccess.read(configuration.ledger) { try $0.pauses(on: today).map(PauseEntry.init) }
  }

  /// Pauses the letters of the child to whom an attendance belongs, up to and including a day.
  ///
  /// - Returns: the pause's number.
  package func pause(
    _ attendance: AttendanceKey,
    until: CivilDay,
    by who: String,
    because why: String
  ) throws -> Int64 {
    let handled = try Handled(who: who, why: why, on: today).checked()
    guard until >= today else {
      throw RunFault(.usage, "a pause until \(until) is over already; today is \(today)")
    }
    return try configuration.inExistingLedger { ledger in
      let run = try Self.lastRun(ledger)
      guard let number = try ledger.pause(attendance, until: until, handled) else {
        throw RunFault(
          .usage,
          "the ledger knows no attendance \(attendance.attendanceID) of \(attendance.providerCode)"
        )
      }
      var entry = AuditEntry("paused", handled, attendance: attendance)
      entry.pause = number
      entry.until = until.description
      try entry.append(to: ledger, run: run)
      return number
    }
  }

  /// Ends a pause early; letters that waited for its end are decided by the next run.
  package func resume(_ number: Int64, by who: String, because why: String) throws {
    let handled = try Handled(who: who, why: why, on: today).checked()
    try configuration.inExistingLedger { ledger in
      let run = try Self.lastRun(ledger)
      guard try ledger.endPause(number, on: today) else {
        throw RunFault(
          .usage,
          "there is no pause \(number), or it has ended; “attend worklist list” shows them"
        )
      }
      var entry = AuditEntry(
        "resumed",
        handled,
        attendance: try ledger.pause(number)?.attendance
      )
      entry.pause = number
      try entry.append(to: ledger, run: run)
    }
  }

  /// The run that a step by hand is audited under: the last one.
  static func lastRun(_ ledger: LedgerTransaction) throws -> Int64 {
    guard let run = try ledger.lastRun() else {
      throw RunFault(.usage, "this ledger has never kept a run")
    }
    return run
  }
}

extension WorklistDesk.Step {
  /// What the item carries afterwards; a hold takes a release back.
  fileprivate var handling: WorklistItem.Handling? {
    switch self {
    case .acknowledge: .acknowledged
    case .dismiss: .dismissed
    case .release: .released
    case .hold: nil
    }
  }

  /// The audit's word for it.
  fileprivate var word: String {
    switch self {
    case .acknowledge: "acknowledged"
    case .dismiss: "dismissed"
    case .release: "release-ordered"
    case .hold: "release-taken-back"
    }
  }

  /// Refuses what makes no sense for an item.
  fileprivate func check(_ item: WorklistItem) throws {
    let name = "item \(item.number)"
    guard item.isOpen else { throw RunFault(.usage, "\(name) is closed") }
    let waits: [WorklistKind] = [.parentLetterHeld, .letterPaused, .letterFailed]
    switch self {
    case .release where !waits.map(\.rawValue).contains(item.kind):
      throw RunFault(.usage, "\(name) is no letter that waits; only such a letter can be released")
    case .hold where item.handling != .released:
      throw RunFault(.usage, "\(name) has not been released, so there is nothing to hold")
    case .acknowledge where item.handling == .released:
      throw RunFault(.usage, "\(name) is released; hold it first if the letter is not to go")
    default: break
    }
  }
}

extension Handled {
  /// The same, unless nobody said it or for no reason.
  func checked() throws -> Handled {
    let blank = { (text: String) in text.allSatisfy(\.isWhitespace) }
    if blank(who) { throw RunFault(.usage, "say who does this: --by") }
    if blank(why) { throw RunFault(.usage, "say why: --because") }
    guard !(who + why).contains(where: \.isNewline) else {
      throw RunFault(.usage, "say who (--by) and why (--because) on one line each")
    }
    return self
  }
}

extension LedgerTransaction {
  /// Whether the letter that an item is about waits in the ledger; a correction does not.
  fileprivate func holdsLetter(of item: WorklistItem) throws -> Bool {
    guard let key = item.attendance else { return false }
    return try notifications(on: key).contains { told in
      told.notification.state == .held && told.notification.trigger.rule == item.rule
        && (item.route == nil || item.route == told.form)
    }
  }
}
