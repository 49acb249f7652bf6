import AttendanceModel
import Ledger
import Letters
import NotifyPolicy
import RuleLanguage

/// Letters, of what is told and of what is taken back.
extension Dispatch {
  /// Writes the letters of a person, and says which letters take back what.
  mutating func write(
    _ tellings: [PersonReview.Telling],
    takingBack takenBack: [(TakenBack, Routing.Destination)] = [],
    _ timeline: [Attendance]
  ) throws {
    let composer = LetterComposer(
      book: book,
      templates: templates,
      sources: configuration.sources,
      asOf: run.asOf,
      isDraft: isDraft
    )
    var number = letterNumber
    let composed = composer.letters(
      for: tellings,
      takingBack: takenBack,
      timeline: timeline
    ) {
      number += 1
      return "\(run.folder)-L\(zeroPadded(number, 4))"
    }
    letterNumber = number
    for letter in composed { try write(letter) }
  }

  /// Renders a letter; one that cannot be written becomes a worklist item and holds up no other.
  mutating func write(_ composed: LetterComposer.Composed) throws {
    do {
      let html = try templates.render(composed.letter, from: configuration.organisation)
      let handOver = composed.folder == "parent" && composed.parentDelivery == .handOver
      let folder = handOver ? "parent/hand-over" : composed.folder
      let file = OutboxFile(
        path: "letters/\(folder)/\(composed.letter.id).html",
        content: Array(html.utf8)
      )
      try transaction.put(file, run: run.number)
      try deliver(composed.letter, to: composed.practice, file)
      switch composed.letter.addressee {
      case .registeredPractice: counts.practiceLetters += 1
      case .parent: counts.parentLetters += 1
      case .safeguardingTeam: counts.safeguardingLetters += 1
      }
      for telling in composed.tellings {
        try record(
          telling,
          .told,
          recipient: composed.letter.recipient,
          practiceCode: telling.destination.practice?.code,
          document: composed.letter.id,
          nhsNumber: telling.subject.attendance.attendance.patient.nhsNumber
        )
        try audit(
          "told",
          telling.subject,
          recipient: composed.letter.recipient,
          document: composed.letter.id,
          sha256: FileDigest.ofText(html)
        )
      }
      for taken in composed.takenBack {
        corrected[taken.told.notification.id] = composed.letter.id
        try audit(
          "corrected",
          taken.told,
          document: composed.letter.id,
          sha256: FileDigest.ofText(html),
          reasons: [taken.cause.rawValue, taken.told.document].compactMap(\.self)
        )
      }
    } catch let error as LetterError {
      try handOver(composed, because: error.description)
    }
  }

  /// Hands what a letter was to say over to the team, an item for each part of it (S12).
  private mutating func handOver(_ composed: LetterComposer.Composed, because reason: String) throws
  {
    for telling in composed.tellings {
      try record(telling, .held, recipient: .safeguardingTeam)
      try add(
        WorklistItem(
          .letterFailed,
          rule: telling.subject.rule.name,
          attendance: telling.subject.trigger.attendance,
          reasons: [reason],
          route: telling.subject.route.form
        )
      )
      try audit(
        "held",
        telling.subject,
        recipient: composed.letter.recipient,
        reasons: [reason]
      )
    }
    for told in composed.takenBack.map(\.told) {
      try add(
        WorklistItem(
          .letterFailed,
          rule: told.notification.trigger.rule,
          attendance: told.notification.trigger.attendance,
          reasons: [reason],
          route: told.form
        )
      )
      try audit(AuditEntry.notCorrected, told, reasons: [reason])
    }
  }
}

extension Letter {
  var recipient: Recipient {
    switch addressee {
    case .registeredPractice: .registeredPractice
    case .parent: .parent
    case .safeguardingTeam: .safeguardingTeam
    }
  }
}
