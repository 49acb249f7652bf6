package import AttendanceModel
package import RuleLanguage
import WindowCounting

extension RuleEngine {
  /// How far outside the window an attendance is still shown, to either side.
  package static let evidenceMargin = CalendarPeriod(1, .months)

  /// The attendances that counted for a trigger, and those near it that did not, each with its
  /// reason, in S1's order.
  ///
  /// Near is inside the window, or outside it by at most `evidenceMargin`. A rule without a count
  /// has the triggering attendance alone. With `distinct`, every attendance that carries a value
  /// in the window counts.
  /// - Parameters:
  ///   - trigger: A trigger of one of the engine's rule versions on this timeline.
  ///   - timeline: The person's live attendances in S1's order.
  /// - Returns: Nil when the engine does not hold the trigger's rule version.
  package func evidence(for trigger: Trigger, in timeline: [Attendance]) -> [Evidence]? {
    guard
      let rule = rules.first(where: {
        $0.name == trigger.rule && $0.version == trigger.ruleVersion
      })
    else { return nil }
    return EvidenceTable(rule: rule, trigger: trigger, leftBeforeSeen: leftBeforeSeen)
      .evidence(in: timeline)
  }
}

extension RuleEngine {
  /// The attendances that count for a rule at one of them, whether or not it triggers there.
  ///
  /// - Parameters:
  ///   - attendance: One of the timeline's.
  ///   - rule: One of the engine's rule versions.
  ///   - timeline: The person's live attendances in S1's order.
  /// - Returns: Those that count, and those near that do not, in S1's order.
  package func evidence(at attendance: Attendance, of rule: Rule, in timeline: [Attendance])
    -> [Evidence]
  {
    let day = attendance.arrival.day
    let trigger = Trigger(
      rule: rule.name,
      ruleVersion: rule.version,
      attendance: attendance.key,
      arrival: attendance.arrival,
      count: 0,
      window: (rule.count?.window.firstDay(for: day) ?? day)...day
    )
    return evidence(for: trigger, in: timeline) ?? []
  }
}

/// How each attendance of a timeline stands to one trigger.
private struct EvidenceTable {
  let rule: Rule
  let trigger: Trigger
  let leftBeforeSeen: Set<String>

  func evidence(in timeline: [Attendance]) -> [Evidence] {
    guard let count = rule.count else {
      return timeline.filter { $0.key == trigger.attendance }.map {
        Evidence(attendance: $0.key, standing: counted($0, by: rule.condition))
      }
    }
    let margin = RuleEngine.evidenceMargin
    let near =
      trigger.window.lowerBound.subtracting(margin)...trigger.window.upperBound.adding(margin)
    var previous: Arrival?
    var shown: [Evidence] = []
    for attendance in timeline {
      if attendance.position > trigger.position {
        guard near.contains(attendance.arrival.day) else { break }
        let standing = Evidence.Standing.notCounted(reason: .afterTrigger)
        shown.append(Evidence(attendance: attendance.key, standing: standing))
        continue
      }
      let matches = ConditionEvaluator(attendance).answer(count.matching)
      if near.contains(attendance.arrival.day) {
        let standing = standing(of: attendance, matches, after: previous, count)
        shown.append(Evidence(attendance: attendance.key, standing: standing))
      }
      if matches == .yes { previous = attendance.arrival }
    }
    return shown
  }

  /// How an attendance that is not after the trigger stands to it, given the matching attendance
  /// before it.
  private func standing(
    of attendance: Attendance,
    _ matches: Truth,
    after previous: Arrival?,
    _ count: Count
  ) -> Evidence.Standing {
    switch matches {
    case .no: return .notCounted(reason: reasonForNoMatch(attendance, count.matching))
    case .unknown: return .notCounted(reason: .unknown)
    case .yes: break
    }
    if attendance.arrival.day < count.window.firstDay(for: trigger.arrival.day) {
      return .notCounted(reason: .beforeWindow)
    }
    if let field = count.distinct {
      return attendance.values(of: field).isEmpty
        ? .notCounted(reason: .unknown) : counted(attendance, by: count.matching)
    }
    if let previous {
      switch count.unit {
      case .presentations(let gap)
      where attendance.arrival.civilMinutes - previous.civilMinutes < gap:
        return .notCounted(reason: .samePresentation)
      case .days where attendance.arrival.day == previous.day:
        return .notCounted(reason: .sameDay)
      default: break
      }
    }
    return counted(attendance, by: count.matching)
  }

  /// The one detail because of which an attendance does not match, where there is one.
  private func reasonForNoMatch(_ attendance: Attendance, _ condition: Condition) -> Evidence.Reason
  {
    let evaluator = ConditionEvaluator(attendance)
    let wouldMatch = { (fields: Set<AttendanceField>) in
      evaluator.answer(condition, assumingFavourable: fields) == .yes
    }
    let isPlanned = attendance.category == .planned
    if isPlanned, wouldMatch([.attendanceCategory]) { return .plannedFollowUp }
    // A planned attendance elsewhere fails for both; where it was says more.
    return wouldMatch(isPlanned ? [.attendanceCategory, .departmentType] : [.departmentType])
      ? .otherDepartment : .doesNotMatch
  }

  /// Counted, with what a reader should know.
  private func counted(_ attendance: Attendance, by condition: Condition) -> Evidence.Standing {
    let codes = [attendance.dischargeStatus].compactMap(\.self) + attendance.diagnoses.map(\.code)
    let remarks = Evidence.Remark.allCases.filter { remark in
      switch remark {
      case .categoryNotRecorded: attendance.category == .notRecorded
      case .leftBeforeSeen: !leftBeforeSeen.isDisjoint(with: codes)
      }
    }
    return remarks.isEmpty ? .counted : .countedWith(remarks: remarks)
  }
}
