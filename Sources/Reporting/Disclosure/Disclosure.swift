/// How counts of persons, and of what persons did, reach a page.
///
/// Source: NHS Digital, "Disclosure control methodology for Hospital Episode Statistics (HES) and
/// Emergency Care Data Set (ECDS)", in force from September 2018, sub-national outputs.
package enum Disclosure: Hashable, Sendable {
  /// 1 to 7 suppressed, all else rounded to the nearest 5.
  case controlled
  /// As they are, for a report in which everybody stands anyway.
  case exact

  /// Counts from 1 to this are suppressed.
  package static let largestSuppressed = 7
  /// All other counts are rounded to the nearest multiple of this.
  package static let rounding = 5

  /// One count by itself.
  package func shown(_ count: Int) -> ShownNumber {
    switch self {
    case .exact: .number(count)
    case .controlled where count >= 1 && count <= Self.largestSuppressed: .suppressed
    case .controlled: .number((count + Self.rounding / 2) / Self.rounding * Self.rounding)
    }
  }

  /// From what is shown nobody can conclude that a suppressed count is less than this.
  package static let leastUpperBound = 5

  /// The parts of a total that is shown beside them.
  ///
  /// When exactly one part is suppressed, the total less the others would give it away: the
  /// smallest other part is suppressed with it. What ``shown(parts:totals:)`` asks for comes on top.
  package func shown(parts: [Int]) -> [ShownNumber] {
    var shown = parts.map { self.shown($0) }
    guard self == .controlled else { return shown }
    let hidden = shown.indices.filter { shown[$0].isSuppressed }
    let others = parts.indices.filter { parts[$0] > 0 && !shown[$0].isSuppressed }
    if hidden.count == 1, let smallest = others.min(by: { parts[$0] < parts[$1] }) {
      shown[smallest] = .hidden
    }
    return protected(shown, parts, totals: [Array(parts.indices)])
  }

  /// The parts of several totals that are shown beside them.
  ///
  /// A total less its other parts may give a suppressed part away, rounded as they are: 100 less 100
  /// leaves a hidden part at most 4. So further parts are hidden, the smallest first, until in each
  /// total each count of 1 to 7 may be as high as ``leastUpperBound``. When that is not enough, which
  /// parts are 0 is hidden too. The parts of a total of 1 to 7 are all hidden. Where a part is hidden
  /// for another's sake, all that are not shown read as ``ShownNumber/hidden``.
  ///
  /// - Parameters:
  ///   - parts: The counts.
  ///   - totals: For each total shown, the places of its parts.
  /// - Returns: The parts in their order.
  package func shown(parts: [Int], totals: [[Int]]) -> [ShownNumber] {
    let shown = parts.map { self.shown($0) }
    return self == .controlled ? protected(shown, parts, totals: totals) : shown
  }

  private func protected(
    _ alone: [ShownNumber],
    _ parts: [Int],
    totals: [[Int]]
  ) -> [ShownNumber] {
    var shown = alone
    var isSettled = false
    while !isSettled {
      isSettled = true
      for places in totals {
        guard let place = nextHidden(of: places, parts, shown) else { continue }
        shown[place] = .hidden
        isSettled = false
      }
    }
    // Said of one part alone, it would say that the others are 1 to 7, and how much is left for them.
    guard shown.contains(.hidden) else { return shown }
    return shown.map { $0.isSuppressed ? .hidden : $0 }
  }

  /// The place that must be hidden next for one total, if one must.
  private func nextHidden(of places: [Int], _ parts: [Int], _ shown: [ShownNumber]) -> Int? {
    let hidden = places.filter { shown[$0].isSuppressed }
    let visible = places.filter { !shown[$0].isSuppressed }
    guard !hidden.isEmpty, !visible.isEmpty else { return nil }
    let total = self.shown(places.reduce(0) { $0 + parts[$1] })
    if total.isSuppressed { return visible.first }
    // Whoever sees a hidden 0 cannot know that the others are 1 at least.
    let othersLeast = hidden.contains { parts[$0] == 0 } ? 0 : hidden.count - 1
    let most = total.highest - visible.reduce(0) { $0 + shown[$1].lowest } - othersLeast
    guard most < Self.leastUpperBound else { return nil }
    return visible.filter { parts[$0] > 0 }.min { parts[$0] < parts[$1] } ?? visible.first
  }

  /// A count over some weeks as a number a week, to one decimal; `*` when the count is suppressed.
  package func perWeek(_ count: Int, days: Int) -> String { shown(count).perWeek(days: days) }
}

/// A number that is not negative, to one decimal, with commas between thousands.
func oneDecimal(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return tenths >= 1000 ? grouped((tenths + 5) / 10) : "\(tenths / 10).\(tenths % 10)"
}
