import AttendanceModel
import Letters
import RuleEngine
import RuleLanguage

/// Says of attendances how they stand to a count, in the words of `letters/wording.yaml`, which
/// letters use too, and to the exact condition.
struct EvidenceWords {
  let wording: Wording
  let phrases: ConditionPhrases

  /// One line for each attendance of an answer's evidence.
  func lines(for answer: RuleAnswer, _ evidence: [Evidence], in timeline: [Attendance]) -> [String]
  {
    evidence.compactMap { item in
      timeline.first { $0.key == item.attendance }.map { line($0, item.standing, answer) }
    }
  }

  private func line(
    _ attendance: Attendance,
    _ standing: Evidence.Standing,
    _ answer: RuleAnswer
  ) -> String {
    let (mark, note): (String, String?) =
      switch standing {
      case .counted: ("counted", nil)
      case .countedWith(let remarks):
        ("counted", remarks.map { words(.remark, $0.rawValue) }.joined(separator: "; "))
      case .notCounted(let reason):
        (
          "not counted",
          [words(.reason, reason.rawValue), detail(reason, attendance, answer)]
            .compactMap(\.self).joined(separator: ": ")
        )
      }
    let padding = String(repeating: " ", count: "not counted".count - mark.count)
    let place = wording.departmentType(attendance.departmentType) ?? ""
    let what =
      "\(mark)\(padding)  \(attendance.arrival)  \(attendance.key.providerCode) "
      + "\(attendance.key.attendanceID)  \(place)"
    return note.map { "\(what) (\($0))" } ?? what
  }

  /// What a reader needs to check a reason: how far outside, or which condition.
  private func detail(_ reason: Evidence.Reason, _ attendance: Attendance, _ answer: RuleAnswer)
    -> String?
  {
    guard let count = answer.rule.count else { return nil }
    switch reason {
    case .beforeWindow:
      let first = answer.window.lowerBound.adding(days: count.excludesFirstDay ? 1 : 0)
      let days = first.days(since: attendance.arrival.day)
      return "\(days) \(days == 1 ? "day" : "days") before \(first)"
    case .doesNotMatch, .unknown, .otherDepartment:
      let unmet = ConditionEvaluator(attendance).unmet(in: count.matching)
      let wanted = unmet.map { $0.wanted("that", phrases) }
      return wanted.isEmpty ? nil : "“where” asks \(wanted.joined(separator: "; and "))"
    case .plannedFollowUp, .samePresentation, .sameDay, .afterTrigger: return nil
    }
  }

  func words(_ group: Wording.Group, _ key: String) -> String {
    wording.words(group, key) ?? key
  }
}
