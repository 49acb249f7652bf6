import AttendanceModel
import Letters
import RuleEngine
import RuleLanguage

/// Says of attendances how they stand to a count, in the words of `letters/wording.yaml`, which
/// letters use too, and to the exact condition.
struct EvidenceWords {
  /// One attendance beside a count.
  struct Line: Encodable {
    var providerCode: String
    var attendanceID: String
    var arrivalDate: String
    var arrivalTime: String
    var place: String
    var counted: Bool
    /// The reasons and remarks by their own words, for programs.
    var standing: [String]
    /// The same in English, with what a reader needs to check it; empty when there is nothing to say.
    var note: String

    enum CodingKeys: String, CodingKey {
      case providerCode = "provider_code"
      case attendanceID = "attendance_id"
      case arrivalDate = "arrival_date"
      case arrivalTime = "arrival_time"
      case place, counted, standing, note
    }

    /// The line of a text.
    var text: String {
      let mark = counted ? "counted    " : "not counted"
      let what = "\(mark)  \(arrivalDate) \(arrivalTime)  \(providerCode) \(attendanceID)  \(place)"
      return note.isEmpty ? what : "\(what) (\(note))"
    }
  }

  let wording: Wording
  let phrases: ConditionPhrases

  /// One line for each attendance of an answer's evidence.
  func lines(for answer: RuleAnswer, _ evidence: [Evidence], in timeline: [Attendance]) -> [Line] {
    evidence.compactMap { item in
      timeline.first { $0.key == item.attendance }.map { line($0, item, answer) }
    }
  }

  private func line(
    _ attendance: Attendance,
    _ item: Evidence,
    _ answer: RuleAnswer
  ) -> Line {
    var line = Line(
      providerCode: attendance.key.providerCode,
      attendanceID: attendance.key.attendanceID,
      arrivalDate: attendance.arrival.day.description,
      arrivalTime: attendance.arrival.time.description,
      place: wording.departmentType(attendance.departmentType) ?? "",
      counted: item.standing.isCounted,
      standing: [],
      note: ""
    )
    switch item.standing {
    case .counted: break
    case .countedWith(let remarks):
      line.standing = remarks.map(\.rawValue)
      line.note = remarks.map { words(.remark, $0.rawValue) }.joined(separator: "; ")
    // Where nothing set the rule off.
    case .notCounted(.afterTrigger) where !answer.fires:
      line.standing = [Evidence.Reason.afterTrigger.rawValue]
      line.note = "after the visit asked about"
    case .notCounted(let reason):
      line.standing = [reason.rawValue]
      line.note = [words(.reason, reason.rawValue), detail(reason, attendance, answer)]
        .compactMap(\.self).joined(separator: ": ")
    }
    return line
  }

  /// What a reader needs to check a reason: how far outside, or what the record holds.
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
      // What is certain says enough.
      let certain = unmet.filter { !$0.isOpen }
      let facts = RecordedFacts(attendance: attendance, phrases: phrases)
      let clauses = (certain.isEmpty ? unmet : certain).map(facts.clause)
      return clauses.isEmpty ? nil : clauses.joined(separator: "; ")
    case .plannedFollowUp, .samePresentation, .sameDay, .afterTrigger: return nil
    }
  }

  func words(_ group: Wording.Group, _ key: String) -> String {
    wording.words(group, key) ?? key
  }
}
