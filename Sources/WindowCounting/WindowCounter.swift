package import AttendanceModel

/// Counts a person's attendances over a trailing window, one attendance after another.
///
/// Record each attendance that matches, in S1's order, and ask at any point between: what was
/// recorded so far is what is not later than the triggering attendance.
package struct WindowCounter: Sendable {
  private let unit: CountingUnit
  private let window: TrailingWindow
  /// The dates of what counted as one so far, in order; those before `head` have left the window
  /// for good.
  package private(set) var dates: [CivilDay] = []
  private var head = 0
  private var latest: Arrival?

  package init(_ unit: CountingUnit, in window: TrailingWindow) {
    self.unit = unit
    self.window = window
  }

  /// Records an attendance that matches; one earlier than the last is a programmer's error.
  ///
  /// - Complexity: amortised O(1).
  package mutating func record(_ arrival: Arrival) {
    precondition(latest.map { $0 <= arrival } ?? true, "attendances are recorded in order")
    if !continues(arrival) { dates.append(arrival.day) }
    latest = arrival
  }

  /// How many of the recorded lie in the window of a trigger on a day.
  ///
  /// Days never decrease from call to call, nor lie before the last recorded attendance.
  /// - Complexity: amortised O(1).
  package mutating func count(on day: CivilDay) -> Int {
    precondition(latest.map { $0.day <= day } ?? true, "a window ends with its trigger")
    let first = window.firstDay(for: day)
    while head < dates.count, dates[head] < first { head += 1 }
    return dates.count - head
  }

  /// Whether an attendance is part of what was last counted.
  private func continues(_ arrival: Arrival) -> Bool {
    guard let latest else { return false }
    return switch unit {
    case .attendances: false
    case .days: arrival.day == latest.day
    case .presentations(let gap): arrival.civilMinutes - latest.civilMinutes < gap
    }
  }
}
