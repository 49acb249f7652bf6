package import AttendanceModel
import RuleLanguage
import WindowCounting

extension RuleEngine {
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
    var present: UInt64 = 0
    for entry in timeline { present |= entry.answers.bits }
    var found: [Trigger] = []
    var ruleBegins = 0
    for index in plans.indices {
      let plan = plans[index]
      if plan.isFirstVersion { ruleBegins = found.count }
      guard identified || plan.isSuspectedHarm, let slot = mark(plan),
        slot >= 64 || present >> slot & 1 == 1
      else { continue }
      let isFirstFound = found.count == ruleBegins
      for (entry, count) in holding(plan, in: timeline, at: slot) {
        found.append(trigger(index, at: timeline[entry], count: count, key: key))
      }
      if !isFirstFound { found[ruleBegins...].sort() }
    }
    return found
  }

  /// The places at which a rule version holds, with what it counted there.
  private func holding(
    _ plan: EvaluationPlan,
    in timeline: ArraySlice<TimelineEntry>,
    at slot: Int
  ) -> [(entry: Int, count: Int)] {
    guard let count = plan.count else {
      return timeline.indices.filter { isSet(slot, in: timeline[$0].answers) }.map { ($0, 1) }
    }
    guard let place = count.distinct else { return counted(count, timeline, fires: slot) }
    var counter = DistinctCounter<String>(in: count.window)
    return timeline.indices.compactMap { entry in
      let answers = timeline[entry].answers
      let day = timeline[entry].arrival.day
      if isSet(count.slot, in: answers) {
        let values = remainders[answers.remainder].values
        counter.record(values.isEmpty ? [] : values[place], on: day)
      }
      guard isSet(slot, in: answers) else { return nil }
      let number = counter.count(on: day)
      return count.threshold.isReached(by: number) ? (entry, number) : nil
    }
  }

  private func counted(
    _ count: EvaluationPlan.Counted,
    _ timeline: ArraySlice<TimelineEntry>,
    fires: Int
  ) -> [(entry: Int, count: Int)] {
    // Most persons come too seldom to reach a threshold in any window.
    if case .atLeast(let least) = count.threshold {
      var most = 0
      for entry in timeline where isSet(count.slot, in: entry.answers) { most += 1 }
      if most < least { return [] }
    }
    var counter = WindowCounter(count.unit, in: count.window)
    return timeline.indices.compactMap { entry in
      let answers = timeline[entry].answers
      if isSet(count.slot, in: answers) { counter.record(timeline[entry].arrival) }
      guard isSet(fires, in: answers) else { return nil }
      let number = counter.count(on: timeline[entry].arrival.day)
      return count.threshold.isReached(by: number) ? (entry, number) : nil
    }
  }

  private func trigger(
    _ index: Int,
    at entry: TimelineEntry,
    count: Int,
    key: (UInt32) -> AttendanceKey
  ) -> Trigger {
    let day = entry.arrival.day
    return Trigger(
      rule: rules[index].name,
      ruleVersion: rules[index].version,
      attendance: key(entry.row),
      arrival: entry.arrival,
      count: count,
      window: (rules[index].count?.window.lowerBound(for: day) ?? day)...day
    )
  }
}

extension Count {
  /// The days it looks back over.
  var window: TrailingWindow { TrailingWindow(within, excludesFirstDay: excludesFirstDay) }
}
