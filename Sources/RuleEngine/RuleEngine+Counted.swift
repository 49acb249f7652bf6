package import AttendanceModel
import RuleLanguage
import WindowCounting

/// What one rule counts on one person's timeline: enough to ask what any other window and
/// threshold would have found.
package struct CountedDays: Sendable {
  /// An attendance that could have set the rule off.
  package struct Candidate: Hashable, Sendable {
    package var day: CivilDay
    /// How many of ``CountedDays/days`` are not later in S1's order.
    package var recorded: Int

    package init(day: CivilDay, recorded: Int) {
      self.day = day
      self.recorded = recorded
    }
  }

  /// The dates of what counts as one, in order.
  package private(set) var days: [CivilDay] = []
  /// In S1's order.
  package private(set) var candidates: [Candidate] = []

  package init() {}

  package init(days: [CivilDay], candidates: [Candidate]) {
    self.days = days
    self.candidates = candidates
  }
}

extension RuleEngine {
  /// What a rule version counts on a timeline, and where it looks.
  ///
  /// - Parameters:
  ///   - index: The rule version's place among ``rules``.
  ///   - timeline: One person's live attendances in S1's order.
  /// - Returns: Nil when the rule counts nothing, counts different values, or has no attendance
  ///   here that could set it off.
  package func counted(
    byRuleAt index: Int,
    in timeline: ArraySlice<TimelineEntry>
  ) -> CountedDays? {
    let plan = plans[index]
    guard let count = plan.count, count.distinct == nil,
      timeline.contains(where: { isSet(plan.fires, in: $0.answers) })
    else { return nil }
    var counter = WindowCounter(count.unit, in: count.window)
    var candidates: [CountedDays.Candidate] = []
    for entry in timeline {
      if isSet(count.slot, in: entry.answers) { counter.record(entry.arrival) }
      if isSet(plan.fires, in: entry.answers) {
        candidates.append(
          CountedDays.Candidate(day: entry.arrival.day, recorded: counter.dates.count)
        )
      }
    }
    return CountedDays(days: counter.dates, candidates: candidates)
  }

  /// Whether two rule versions count the same at the same attendances on every timeline, whatever
  /// their windows and thresholds: ``counted(byRuleAt:in:)`` is the same for both.
  package func countsAlike(_ one: Int, _ other: Int) -> Bool {
    guard let count = plans[one].count, let otherCount = plans[other].count else { return false }
    return slots.rules[one].holds == slots.rules[other].holds
      && count.slot == otherCount.slot && count.unit == otherCount.unit
      && count.distinct == nil && otherCount.distinct == nil
      && periods(of: one) == periods(of: other)
  }

  /// When a rule version triggers, and what takes its place.
  private func periods(of index: Int) -> [InForce] {
    [rules[index].inForce]
      + rules[(index + 1)...].filter { $0.name == rules[index].name }.map(\.inForce)
  }

  /// Whether a rule version's `for` holds of rows with such answers, on a day when it is in force;
  /// known to an engine that is ``notingPopulations``.
  package func isOfPopulation(_ answers: RowAnswers, ofRuleAt index: Int) -> Bool {
    slots.rules[index].isOfPopulation.map { isSet($0, in: answers) } ?? false
  }

  /// Whether a rule version's `for` and `when` hold of rows with such answers, on a day when it is
  /// in force.
  package func isCandidate(_ answers: RowAnswers, ofRuleAt index: Int) -> Bool {
    isSet(plans[index].fires, in: answers)
  }

  /// How each attendance near a trigger stands to it, as far as answers alone tell.
  ///
  /// The whole ``evidence(for:in:)`` without remarks, and with `doesNotMatch` for all reasons of the
  /// row. Of a rule that counts different values an attendance without one stands here as counted.
  ///
  /// - Parameters:
  ///   - trigger: A trigger of one of the engine's rule versions on this timeline.
  ///   - timeline: The person's live attendances in S1's order.
  ///   - key: The key of an entry's row.
  /// - Returns: Entries with their standing, in S1's order.
  package func standings(
    for trigger: Trigger,
    in timeline: ArraySlice<TimelineEntry>,
    key: (UInt32) -> AttendanceKey
  ) -> [(entry: TimelineEntry, standing: Evidence.Standing)] {
    guard
      let index = rules.firstIndex(where: {
        $0.name == trigger.rule && $0.version == trigger.ruleVersion
      })
    else { return [] }
    guard let count = plans[index].count else {
      return timeline.filter { key($0.row) == trigger.attendance }.map { ($0, .counted) }
    }
    let near =
      trigger.window.lowerBound.subtracting(
        Self.evidenceMargin
      )...trigger.window.upperBound
      .adding(Self.evidenceMargin)
    let firstDay = count.window.firstDay(for: trigger.arrival.day)
    var shown: [(entry: TimelineEntry, standing: Evidence.Standing)] = []
    var counter = WindowCounter(count.unit, in: count.window)
    for entry in timeline {
      let matches = isSet(count.slot, in: entry.answers)
      let before = counter.dates.count
      if matches { counter.record(entry.arrival) }
      guard near.contains(entry.arrival.day) else { continue }
      let isLater =
        entry.arrival == trigger.arrival
        ? trigger.attendance < key(entry.row) : trigger.arrival < entry.arrival
      let standing: Evidence.Standing =
        if isLater {
          .notCounted(reason: .afterTrigger)
        } else if !matches {
          .notCounted(reason: .doesNotMatch)
        } else if entry.arrival.day < firstDay {
          .notCounted(reason: .beforeWindow)
        } else if count.distinct == nil, counter.dates.count == before {
          .notCounted(reason: count.unit == .days ? .sameDay : .samePresentation)
        } else {
          .counted
        }
      shown.append((entry, standing))
    }
    return shown
  }
}
