import Algorithms
package import AttendanceModel
import RuleLanguage
import WindowCounting

/// How the attendances of one timeline stand to the triggers of one rule version: what of it hangs
/// on no trigger is worked out once, however many there are.
package struct EvidenceTable: Sendable {
  /// An attendance with how it stands, as far as neither window nor earlier attendances change that.
  private struct Row: Sendable {
    var position: TimelinePosition
    /// Whether it matches what the rule counts.
    var matches: Truth
    var standing: Evidence.Standing
    /// When the attendance was that matches and comes before it; nil for the first.
    var previous: Arrival?
  }

  private let count: Count?
  private let rows: [Row]

  /// - Parameters:
  ///   - rule: A rule version.
  ///   - timeline: The person's live attendances in S1's order.
  ///   - leftBeforeSeen: Codes that say a person left before being seen.
  init(of rule: Rule, in timeline: [Attendance], leftBeforeSeen: Set<String>) {
    let count = rule.count
    self.count = count
    var previous: Arrival?
    rows = timeline.map { attendance in
      let matches = count.map { ConditionEvaluator(attendance).answer($0.matching) } ?? .yes
      let standing: Evidence.Standing =
        switch matches {
        case .no:
          .notCounted(reason: count.map { reasonForNoMatch(attendance, $0) } ?? .doesNotMatch)
        case .unknown: .notCounted(reason: .unknown)
        case .yes:
          if let field = count?.distinct, attendance.values(of: field).isEmpty {
            .notCounted(reason: .unknown)
          } else {
            attendance.counted(leftBeforeSeen)
          }
        }
      defer { if matches == .yes { previous = attendance.arrival } }
      return Row(
        position: attendance.position,
        matches: matches,
        standing: standing,
        previous: previous
      )
    }
  }

  /// The attendances that counted for a trigger, and those near it that did not, each with its
  /// reason, in S1's order; see ``RuleEngine/evidence(for:in:)``.
  ///
  /// - Parameter trigger: A trigger of the rule version on the timeline.
  /// - Returns: The evidence.
  package func evidence(for trigger: Trigger) -> [Evidence] {
    let own = place(of: trigger)
    guard let count else {
      return rows[own...].prefix { $0.position.key == trigger.attendance }.map {
        Evidence(attendance: $0.position.key, standing: $0.standing)
      }
    }
    let margin = RuleEngine.evidenceMargin
    let first = trigger.window.lowerBound.subtracting(margin)
    let last = trigger.window.upperBound.adding(margin)
    let firstDay = count.window.firstDay(for: trigger.arrival.day)
    let before = rows[..<own].reversed().prefix { first <= $0.position.arrival.day }.reversed()
    let fromOwn = rows[own...].prefix { $0.position.arrival.day <= last }
    return (Array(before) + fromOwn).map { row in
      Evidence(
        attendance: row.position.key,
        standing: row.position > trigger.position
          ? .notCounted(reason: .afterTrigger) : standing(of: row, from: firstDay, count)
      )
    }
  }

  /// The latest of the attendances that counted for a trigger, in S1's order.
  ///
  /// - Parameters:
  ///   - trigger: A trigger of the rule version on the timeline.
  ///   - most: How many to give.
  /// - Returns: The attendances, and whether there are earlier ones that counted.
  /// - Complexity: O(log attendances), and what lies between those that are given.
  package func latestCounted(for trigger: Trigger, atMost most: Int)
    -> (attendances: [AttendanceKey], areAll: Bool)
  {
    guard let count else {
      let own = evidence(for: trigger).map(\.attendance)
      return (own.suffix(most), own.count <= most)
    }
    let firstDay = count.window.firstDay(for: trigger.arrival.day)
    var latest: [AttendanceKey] = []
    for row in rows[..<min(place(of: trigger) + 1, rows.count)].reversed() {
      if row.position.arrival.day < firstDay { break }
      guard standing(of: row, from: firstDay, count).isCounted else { continue }
      if latest.count == most { return (latest.reversed(), false) }
      latest.append(row.position.key)
    }
    return (latest.reversed(), true)
  }

  /// Where the triggering attendance stands.
  private func place(of trigger: Trigger) -> Int {
    rows.partitioningIndex { $0.position >= trigger.position }
  }

  /// How an attendance that is not after the trigger stands to it, given the first day of the window.
  private func standing(
    of row: Row,
    from firstDay: CivilDay,
    _ count: Count
  ) -> Evidence.Standing {
    guard row.matches == .yes else { return row.standing }
    let arrival = row.position.arrival
    if arrival.day < firstDay { return .notCounted(reason: .beforeWindow) }
    // Every attendance that carries a value in the window counts.
    if count.distinct != nil { return row.standing }
    if let previous = row.previous {
      switch count.unit {
      case .presentations(let gap) where arrival.civilMinutes - previous.civilMinutes < gap:
        return .notCounted(reason: .samePresentation)
      case .days where arrival.day == previous.day:
        return .notCounted(reason: .sameDay)
      default: break
      }
    }
    return row.standing
  }
}

/// The one detail because of which an attendance does not match, where there is one.
private func reasonForNoMatch(_ attendance: Attendance, _ count: Count) -> Evidence.Reason {
  let evaluator = ConditionEvaluator(attendance)
  let wouldMatch = { (fields: Set<AttendanceField>) in
    evaluator.answer(count.matching, assumingFavourable: fields) == .yes
  }
  let isPlanned = attendance.category == .planned
  if isPlanned, wouldMatch([.attendanceCategory]) { return .plannedFollowUp }
  // A planned attendance elsewhere fails for both; where it was says more.
  return wouldMatch(isPlanned ? [.attendanceCategory, .departmentType] : [.departmentType])
    ? .otherDepartment : .doesNotMatch
}

extension Attendance {
  /// Counted, with what a reader should know.
  fileprivate func counted(_ leftBeforeSeen: Set<String>) -> Evidence.Standing {
    let codes = [dischargeStatus].compactMap(\.self) + diagnoses.map(\.code)
    let remarks = Evidence.Remark.allCases.filter { remark in
      switch remark {
      case .categoryNotRecorded: category == .notRecorded
      case .leftBeforeSeen: !leftBeforeSeen.isDisjoint(with: codes)
      }
    }
    return remarks.isEmpty ? .counted : .countedWith(remarks: remarks)
  }
}
