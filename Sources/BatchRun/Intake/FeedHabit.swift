import AttendanceModel

/// What counts as a source's habit, and how far from it is far (configuration key `feeds`).
///
/// A day's rows are weighed against the median of the last days of the same weekday on which the
/// source brought rows; one odd day among them does not move a median.
package struct FeedHabit: Hashable, Sendable {
  /// How many days of the same weekday are looked at.
  package var days = 8
  /// With fewer of them there is no habit yet.
  package var atLeast = 4
  /// A share of the median below which a day is far smaller.
  package var smaller = 0.5
  /// A multiple of the median above which a day is far larger.
  package var larger = 2.0
  /// A source whose median is below this many rows varies too much for an alarm.
  package var leastRows = 20
  /// A site always reports when it did on this many last days of its source.
  package var siteDays = 7

  package init() {}

  /// The median of earlier days when a day's rows are far from it, else nil.
  ///
  /// - Parameters:
  ///   - rows: The day's rows.
  ///   - earlier: Rows of earlier days of the same weekday.
  /// - Returns: The median that the day is far from.
  func usual(of rows: Int, among earlier: [Int]) -> Int? {
    guard earlier.count >= atLeast, let median = Self.median(of: earlier), median >= leastRows
    else { return nil }
    let isFar =
      Double(rows) < Double(median) * smaller || Double(rows) > Double(median) * larger
    return isFar ? median : nil
  }

  /// Of an even number of values the mean of the middle two, rounded down.
  private static func median(of values: [Int]) -> Int? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }
}
