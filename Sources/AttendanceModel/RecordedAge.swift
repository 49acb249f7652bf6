/// An age at arrival as an extract gives it, without a birth date (design S4).
public enum RecordedAge: Hashable, Sendable {
  /// Complete years, 0 to 998: the age lies in [y, y + 1).
  case years(Int)
  /// Complete days, the least and the most: a band, as HES has for infants.
  case days(ClosedRange<Int>)

  /// Reads `7`, `0 days` or `1-6 days`; nil for anything else, and for 999, which stands for an
  /// unknown age (NHS Data Model and Dictionary, AGE AT CDS ACTIVITY DATE).
  public init?(_ text: some StringProtocol) {
    var digits = ASCIIDigits(text.utf8)
    guard let (first, _) = digits.takeRun(upTo: 3) else { return nil }
    if digits.isAtEnd {
      guard first < 999 else { return nil }
      self = .years(first)
      return
    }
    var last = first
    if digits.take(separator: "-") {
      guard let (value, _) = digits.takeRun(upTo: 3), value >= first else { return nil }
      last = value
    }
    for letter in " days".unicodeScalars {
      guard digits.take(separator: letter) else { return nil }
    }
    guard digits.isAtEnd else { return nil }
    self = .days(first...last)
  }
}

extension RecordedAge: CustomStringConvertible {
  /// In the form that is read.
  public var description: String {
    switch self {
    case .years(let years): String(years)
    case .days(let days) where days.count == 1: "\(days.lowerBound) days"
    case .days(let days): "\(days.lowerBound)-\(days.upperBound) days"
    }
  }
}
