/// A count as a page may show it.
package enum ShownNumber: Hashable, Sendable {
  /// Exact or rounded.
  case number(Int)
  /// From 1 to 7.
  case suppressed
  /// Of any size, since some of those hidden beside it would give away one of 1 to 7.
  case hidden

  /// With commas between thousands; `*` for 1 to 7, `(*)` when hidden so that others stay hidden.
  package var text: String {
    switch self {
    case .number(let number): grouped(number)
    case .suppressed: "*"
    case .hidden: "(*)"
    }
  }

  /// In at most four characters: `940`, `1.2k`, `38k`, `1.2m`.
  package var short: String {
    guard case .number(let number) = self, number >= 1000 else { return text }
    let (unit, letter) = number >= 999_500 ? (1_000_000, "m") : (1000, "k")
    let tenths = (number * 10 + unit / 2) / unit
    return tenths < 100 && tenths % 10 != 0
      ? "\(tenths / 10).\(tenths % 10)\(letter)" : "\((tenths + 5) / 10)\(letter)"
  }

  /// What a plot draws: a suppressed number as if it were in the middle of 1 to 7. Nothing is known of
  /// a hidden one, and ``Bar/share(of:)`` says what is drawn for it.
  package var drawn: Double {
    switch self {
    case .number(let number): Double(number)
    case .suppressed: 4
    case .hidden: 0
    }
  }

  /// So many times as much, where one count stands for several: hidden with the count, since the
  /// product would give it away.
  func times(_ factor: Int) -> ShownNumber {
    switch self {
    case .number(let number): .number(number * factor)
    case .suppressed: factor == 0 ? .number(0) : factor == 1 ? .suppressed : .hidden
    case .hidden: factor == 0 ? .number(0) : .hidden
    }
  }

  /// A number a week over so many days, to one decimal; hidden as it is.
  func perWeek(days: Int) -> String {
    isSuppressed ? text : oneDecimal(drawn * 7 / Double(max(days, 1)))
  }

  /// The number, unless it is not shown.
  var exact: Int? {
    switch self {
    case .number(let number): number
    case .suppressed, .hidden: nil
    }
  }

  /// The least count that is shown so.
  var lowest: Int {
    switch self {
    case .number(let number): max(number - Disclosure.rounding / 2, 0)
    case .suppressed: 1
    case .hidden: 0
    }
  }

  /// The greatest count that is shown so.
  var highest: Int {
    switch self {
    case .number(let number): number == 0 ? 0 : number + Disclosure.rounding / 2
    case .suppressed: Disclosure.largestSuppressed
    case .hidden: .max
    }
  }

  /// Whether it is not shown: too small, or hidden so that others stay hidden.
  package var isSuppressed: Bool { exact == nil }
}

/// A whole number with commas between thousands.
func grouped(_ number: Int) -> String {
  let digits = String(number.magnitude)
  var text = ""
  for (place, digit) in digits.enumerated() {
    if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return number < 0 ? "−\(text)" : text
}
