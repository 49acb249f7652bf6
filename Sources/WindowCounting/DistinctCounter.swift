package import AttendanceModel

/// Counts the different values of a person's attendances over a trailing window.
///
/// An attendance may carry no value, one or several. Used as `WindowCounter` is.
package struct DistinctCounter<Value: Hashable & Sendable>: Sendable {
  private let window: TrailingWindow
  private var recorded: [(date: CivilDay, value: Value)] = []
  private var head = 0
  /// How often each value stands in the window.
  private var tally: [Value: Int] = [:]

  package init(in window: TrailingWindow) {
    self.window = window
  }

  /// Records the values of an attendance that matches; one earlier than the last is a
  /// programmer's error.
  ///
  /// - Complexity: amortised O(1) for each value.
  package mutating func record(_ values: some Sequence<Value>, on day: CivilDay) {
    precondition(recorded.last.map { $0.date <= day } ?? true, "attendances are recorded in order")
    for value in values {
      recorded.append((day, value))
      tally[value, default: 0] += 1
    }
  }

  /// How many different values lie in the window of a trigger on a day; days never decrease.
  ///
  /// - Complexity: amortised O(1).
  package mutating func count(on day: CivilDay) -> Int {
    precondition(recorded.last.map { $0.date <= day } ?? true, "a window ends with its trigger")
    let first = window.firstDay(for: day)
    while head < recorded.count, recorded[head].date < first {
      let value = recorded[head].value
      let left = tally[value, default: 1] - 1
      tally[value] = left == 0 ? nil : left
      head += 1
    }
    return tally.count
  }
}
