import AttendanceModel
import Reporting
import RuleEngine

/// The flagged persons with the latest triggers, as many as a report shows; the others are counted.
struct FlaggedSelection: Sendable {
  /// A person with what a timeline is drawn from.
  struct Candidate: Sendable {
    /// The latest trigger of any rule: when, then which.
    var last: TimelinePosition
    var timeline: [TimelineEntry]
    var triggers: [Trigger]
    var age: AgeGroup
  }

  private var kept: [Candidate] = []
  /// All that were taken.
  private(set) var total = 0
  /// Once enough are kept: nobody earlier than this need be.
  private var least: TimelinePosition?

  /// Takes a person, with the latest trigger of all and the age at it.
  mutating func take(
    _ triggers: [Trigger],
    last: Trigger,
    of timeline: [TimelineEntry],
    age: AgeGroup
  ) {
    total += 1
    if let least, last.position < least { return }
    kept.append(
      Candidate(last: last.position, timeline: timeline, triggers: triggers, age: age)
    )
    if kept.count >= 2 * FlaggedPersons.most { cut() }
  }

  static func += (sum: inout Self, more: Self) {
    sum.kept += more.kept
    sum.total += more.total
    sum.cut()
  }

  /// Those with the latest triggers, the latest first; no order of taking changes them.
  var latest: [Candidate] {
    Array(kept.sorted { $1.last < $0.last }.prefix(FlaggedPersons.most))
  }

  private mutating func cut() {
    guard kept.count > FlaggedPersons.most else { return }
    kept = latest
    least = kept.last?.last
  }
}
