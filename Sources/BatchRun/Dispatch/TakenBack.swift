import AttendanceModel
import Ledger
import Letters
import NotifyPolicy
import RuleEngine
import RuleLanguage

/// Something that was told and is no longer so, with what a correction of it says (S10).
struct TakenBack {
  var told: StoredNotification
  var cause: Correction.Cause
  /// The rule version that told, when the folder still has it, or else its latest.
  var rule: Rule?
  /// Whom it was about.
  var patient: Attendance.Patient
  /// The visits that count now, when there are any to show.
  var evidence: [Evidence] = []
  /// The last day on which the rule still holds for the patient, at another visit.
  var stillHoldsOn: CivilDay?
  /// What its letter says that is about the patient who had it, when this is about another one.
  var ofThisPatient: [Correction.Statement] = []

  /// Whether there is a letter that was wrong; the team was told of somebody unidentified without.
  var isLetter: Bool { told.form.isLetter && told.document != nil }

  /// What the worklist says of a letter that was taken back.
  static func words(of letter: String, correctedBy correction: String?) -> String {
    correction.map { "\(letter), corrected by \($0)" } ?? "\(letter), not corrected"
  }

  /// The letter that ``words(of:correctedBy:)`` names; other words as they are, up to a comma.
  static func letter(inWords words: String) -> String {
    String(words.prefix { $0 != "," })
  }

  /// What the letter says of it; nil when there was no letter.
  func correction(evidence rows: [EvidenceRow]) -> Correction? {
    guard isLetter, let document = told.document else { return nil }
    var correction = Correction(
      earlier: Letter.Earlier(id: document, date: told.toldOn),
      cause: cause,
      rule: told.notification.trigger.rule,
      version: told.ruleVersion,
      title: rule?.title ?? told.notification.trigger.rule,
      triggeredOn: told.notification.arrival.day,
      evidence: rows
    )
    correction.stillHoldsOn = stillHoldsOn
    correction.ofThisPatient = ofThisPatient
    return correction
  }
}

extension PersonReview {
  /// What is known of a notification that no longer holds.
  ///
  /// - Parameters:
  ///   - told: the notification.
  ///   - lastKnown: the last version of its attendance, also of a deleted one.
  /// - Returns: with the visits that count now where the attendance still stands.
  func takenBack(_ told: StoredNotification, lastKnown: Attendance?) -> TakenBack {
    let rule = engine.rule(thatTold: told)
    let live = timeline.first { $0.key == told.notification.trigger.attendance }
    var takenBack = TakenBack(
      told: told,
      cause: live == nil ? .deleted : .corrected,
      rule: rule,
      patient: told.patient ?? lastKnown?.patient ?? Attendance.Patient()
    )
    takenBack.stillHoldsOn =
      triggers.map(\.trigger).filter { $0.rule == told.notification.trigger.rule }
      .map(\.arrival.day).max()
    guard let live, let rule, rule.count != nil else { return takenBack }
    let evaluator = ConditionEvaluator(live)
    if evaluator.answer(rule.population) == .yes && evaluator.answer(rule.condition) == .yes {
      takenBack.cause = .evidenceChanged
      takenBack.evidence = engine.evidence(at: live, of: rule, in: timeline)
    }
    return takenBack
  }
}
