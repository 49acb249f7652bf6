package import AttendanceModel

/// The meaning of a count, in the plainest words: the whole history, filtered each time.
///
/// The fast counters are tested against it.
package enum PlainCount {
  /// Counts what lies in the window of a trigger on a day.
  ///
  /// - Parameters:
  ///   - unit: What counts as one.
  ///   - matching: Arrivals that match, in S1's order, the trigger's last.
  ///   - window: How far to look back.
  ///   - day: The trigger's date.
  /// - Returns: How many count, the trigger included when it does.
  package static func count(
    _ unit: CountingUnit,
    of matching: [Arrival],
    in window: TrailingWindow,
    on day: CivilDay
  ) -> Int {
    let inside = { (date: CivilDay) in contains(date, window: window, on: day) }
    switch unit {
    case .attendances:
      return matching.filter { inside($0.day) }.count
    case .days:
      return Set(matching.map(\.day)).filter(inside).count
    case .presentations(let gap):
      let firsts = matching.indices.filter { index in
        index == 0
          || matching[index].civilMinutes - matching[index - 1].civilMinutes >= gap
      }
      return firsts.filter { inside(matching[$0].day) }.count
    }
  }

  /// Counts the different values that lie in the window of a trigger on a day.
  package static func count<Value: Hashable>(
    distinct values: [(day: CivilDay, value: Value)],
    in window: TrailingWindow,
    on day: CivilDay
  ) -> Int {
    Set(values.filter { contains($0.day, window: window, on: day) }.map(\.value)).count
  }

  /// S5 as it is written.
  package static func contains(_ date: CivilDay, window: TrailingWindow, on day: CivilDay) -> Bool {
    let lower = day.subtracting(window.within)
    return (window.excludesFirstDay ? lower < date : lower <= date) && date <= day
  }
}
