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

  /// The parts of a total that is shown beside them.
  ///
  /// When exactly one part is suppressed, the total less the others would give it away: the
  /// smallest other part is suppressed with it.
  package func shown(parts: [Int]) -> [ShownNumber] {
    var shown = parts.map { self.shown($0) }
    let suppressed = shown.indices.filter { shown[$0].isSuppressed }
    guard suppressed.count == 1 else { return shown }
    let others = parts.indices.filter { $0 != suppressed[0] && parts[$0] > 0 }
    if let smallest = others.min(by: { parts[$0] < parts[$1] }) { shown[smallest] = .suppressed }
    return shown
  }

  /// A count over some weeks as a number a week, to one decimal; `*` when the count is suppressed.
  package func perWeek(_ count: Int, days: Int) -> String {
    switch shown(count) {
    case .suppressed: "*"
    case .number(let number): oneDecimal(Double(number) * 7 / Double(max(days, 1)))
    }
  }
}

/// A number that is not negative, to one decimal, with commas between thousands.
func oneDecimal(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return tenths >= 1000 ? grouped((tenths + 5) / 10) : "\(tenths / 10).\(tenths % 10)"
}
