package import AttendanceModel
import RuleLanguage
import WindowCounting

/// A trigger as places in a timeline and among rules: what finding millions of them needs.
package struct FoundTrigger: Hashable, Sendable {
  /// The place of the rule version among the engine's.
  package var rule: Int
  /// The place of the entry in its timeline.
  package var entry: Int
  /// What was counted in the window; 1 for a rule without a count.
  package var count: Int
}

extension RuleEngine {
  /// Finds the triggers of one person, by rule, then in S1's order (design S8).
  ///
  /// - Parameters:
  ///   - timeline: The person's live attendances in S1's order.
  ///   - identified: Whether the person has a usable identity; one without gets only
  ///     suspected-harm rules (design S3).
  ///   - found: Is replaced by the triggers; its memory is used again.
  package func find(
    in timeline: [TimelineEntry],
    identified: Bool,
    into found: inout [FoundTrigger]
  ) {
    find(in: timeline[...], identified: identified, marked: { $0.fires }, into: &found)
  }

  /// How often suspected-harm rules would trigger if an unknown age fitted (design S4).
  package func countAgeUnsettled(
    in timeline: [TimelineEntry],
    using found: inout [FoundTrigger]
  ) -> Int {
    find(in: timeline[...], identified: false, marked: { $0.ageUnsettled }, into: &found)
    return found.count
  }

  /// What a found trigger is in full.
  ///
  /// - Parameters:
  ///   - rule: The place of its rule version.
  ///   - attendance: The key of its attendance.
  ///   - arrival: When that was.
  ///   - count: What was counted.
  /// - Returns: The trigger, with the window that its rule looks back over.
  package func trigger(
    ofRuleAt rule: Int,
    _ attendance: AttendanceKey,
    arrival: Arrival,
    count: Int
  ) -> Trigger {
    let day = arrival.day
    return Trigger(
      rule: rules[rule].name,
      ruleVersion: rules[rule].version,
      attendance: attendance,
      arrival: arrival,
      count: count,
      window: (rules[rule].count?.window.lowerBound(for: day) ?? day)...day
    )
  }

  /// The triggers of one person, by rule, then in S1's order (design S8).
  ///
  /// - Parameters:
  ///   - timeline: The person's live attendances in S1's order.
  ///   - identified: Whether the person has a usable identity; one without gets only
  ///     suspected-harm rules (design S3).
  ///   - key: The key of an entry's row; asked for triggers only.
  /// - Returns: The triggers, each naming the rule version in force on its day.
  package func triggers(
    in timeline: ArraySlice<TimelineEntry>,
    identified: Bool,
    key: (UInt32) -> AttendanceKey
  ) -> [Trigger] {
    triggers(in: timeline, identified: identified, marked: { $0.fires }, key: key)
  }

  /// Where suspected-harm rules would trigger if an unknown age fitted: worklist items (design
  /// S4), as the triggers they would be.
  package func ageUnsettled(
    in timeline: ArraySlice<TimelineEntry>,
    key: (UInt32) -> AttendanceKey
  ) -> [Trigger] {
    triggers(in: timeline, identified: false, marked: { $0.ageUnsettled }, key: key)
  }

  /// The triggers of one person from whole attendances, in S1's order.
  package func triggers(in timeline: [Attendance], identified: Bool) -> [Trigger] {
    triggers(in: entries(of: timeline)[...], identified: identified) { timeline[Int($0)].key }
  }

  /// Where suspected-harm rules would trigger if an unknown age fitted, from whole attendances.
  package func ageUnsettled(in timeline: [Attendance]) -> [Trigger] {
    ageUnsettled(in: entries(of: timeline)[...]) { timeline[Int($0)].key }
  }

  /// Whole attendances as entries, their rows numbered from 0.
  package func entries(of timeline: [Attendance]) -> [TimelineEntry] {
    timeline.enumerated().map { index, attendance in
      TimelineEntry(
        row: UInt32(index),
        arrival: attendance.arrival,
        answers: answers(for: attendance)
      )
    }
  }

  func isSet(_ slot: Int, in answers: RowAnswers) -> Bool {
    if slot < 64 { return answers.bits >> slot & 1 == 1 }
    let words = remainders[answers.remainder].words
    let word = slot / 64 - 1
    return word < words.count && words[word] >> (slot % 64) & 1 == 1
  }
}

extension RuleEngine {
  private func triggers(
    in timeline: ArraySlice<TimelineEntry>,
    identified: Bool,
    marked mark: (EvaluationPlan) -> Int?,
    key: (UInt32) -> AttendanceKey
  ) -> [Trigger] {
    var found: [FoundTrigger] = []
    find(in: timeline, identified: identified, marked: mark, into: &found)
    return found.map {
      let entry = timeline[$0.entry]
      return trigger(ofRuleAt: $0.rule, key(entry.row), arrival: entry.arrival, count: $0.count)
    }
  }

  private func find(
    in timeline: ArraySlice<TimelineEntry>,
    identified: Bool,
    marked mark: (EvaluationPlan) -> Int?,
    into found: inout [FoundTrigger]
  ) {
    found.removeAll(keepingCapacity: true)
    var present: UInt64 = 0
    for entry in timeline { present |= entry.answers.bits }
    var ruleBegins = 0
    for index in plans.indices {
      if plans[index].isFirstVersion { ruleBegins = found.count }
      guard identified || plans[index].isSuspectedHarm, let slot = mark(plans[index]),
        slot >= 64 || present >> slot & 1 == 1
      else { continue }
      let isFirstFound = found.count == ruleBegins
      findHolding(index, in: timeline, at: slot, into: &found)
      if !isFirstFound { found[ruleBegins...].sort { $0.entry < $1.entry } }
    }
  }

  /// Finds where a rule version holds, and what it counts there.
  private func findHolding(
    _ index: Int,
    in timeline: ArraySlice<TimelineEntry>,
    at slot: Int,
    into found: inout [FoundTrigger]
  ) {
    guard let count = plans[index].count else {
      for entry in timeline.indices where isSet(slot, in: timeline[entry].answers) {
        found.append(FoundTrigger(rule: index, entry: entry, count: 1))
      }
      return
    }
    guard let place = count.distinct else {
      return findCounted(count, of: index, in: timeline, at: slot, into: &found)
    }
    var counter = DistinctCounter<String>(in: count.window)
    for entry in timeline.indices {
      let answers = timeline[entry].answers
      let day = timeline[entry].arrival.day
      if isSet(count.slot, in: answers) {
        let values = remainders[answers.remainder].values
        counter.record(values.isEmpty ? [] : values[place], on: day)
      }
      guard isSet(slot, in: answers) else { continue }
      let number = counter.count(on: day)
      if count.threshold.isReached(by: number) {
        found.append(FoundTrigger(rule: index, entry: entry, count: number))
      }
    }
  }

  private func findCounted(
    _ count: EvaluationPlan.Counted,
    of index: Int,
    in timeline: ArraySlice<TimelineEntry>,
    at slot: Int,
    into found: inout [FoundTrigger]
  ) {
    // Most persons come too seldom to reach a threshold in any window.
    if case .atLeast(let least) = count.threshold {
      var most = 0
      for entry in timeline where isSet(count.slot, in: entry.answers) { most += 1 }
      if most < least { return }
    }
    var counter = WindowCounter(count.unit, in: count.window)
    for entry in timeline.indices {
      let answers = timeline[entry].answers
      if isSet(count.slot, in: answers) { counter.record(timeline[entry].arrival) }
      guard isSet(slot, in: answers) else { continue }
      let number = counter.count(on: timeline[entry].arrival.day)
      if count.threshold.isReached(by: number) {
        found.append(FoundTrigger(rule: index, entry: entry, count: number))
      }
    }
  }
}

extension Count {
  /// The days it looks back over.
  var window: TrailingWindow { TrailingWindow(within, excludesFirstDay: excludesFirstDay) }
}
