/// A length of calendar time as a rule file writes it: `6 months`, `182 days`.
public struct CalendarPeriod: Hashable, Sendable {
  /// What a period counts in.
  public enum Unit: String, CaseIterable, Sendable {
    case days, weeks, months, years

    /// How many of them a rule file may ask for: 200 years.
    fileprivate var most: Int {
      switch self {
      case .days: 73_000
      case .weeks: 10_400
      case .months: 2_400
      case .years: 200
      }
    }
  }

  /// How many units, at least 1.
  public var amount: Int
  /// What is counted.
  public var unit: Unit

  /// A period of so many units.
  public init(_ amount: Int, _ unit: Unit) {
    self.amount = amount
    self.unit = unit
  }
}

extension CalendarPeriod: CustomStringConvertible {
  /// Reads `6 months` or `1 month`: a whole number from 1, one space, a unit in either number; at
  /// most 200 years, so that a day less a period is a day of the calendar.
  public init?(_ text: some StringProtocol) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2, let amount = Int(words[0]),
      words[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let unit = Unit.allCases.first(where: {
        words[1] == $0.rawValue || words[1] + "s" == $0.rawValue
      }), (1...unit.most).contains(amount)
    else { return nil }
    self.init(amount, unit)
  }

  /// `6 months`, `1 month`.
  public var description: String {
    "\(amount) \(amount == 1 ? String(unit.rawValue.dropLast()) : unit.rawValue)"
  }
}
