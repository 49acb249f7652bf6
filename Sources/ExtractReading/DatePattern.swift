package import AttendanceModel

/// How a source writes dates: `DD/MM/YYYY`, `YYYY-MM-DD`, `D MON YYYY`.
///
/// `YYYY` is four digits, `MM` and `DD` two, `M` and `D` one or two, `MON` an English month's
/// first three letters; anything else stands for itself. Years of two digits are ambiguous and
/// have no pattern.
package struct DatePattern: Hashable, Sendable {
  private enum Part: Hashable {
    case year
    case month(least: Int)
    case monthName
    case day(least: Int)

    /// What of a date it says.
    var unit: String {
      switch self {
      case .year: "year"
      case .month, .monthName: "month"
      case .day: "day"
      }
    }
  }

  /// `YYYY-MM-DD`, what a file without a profile uses (design section 6).
  package static let standard = DatePattern(
    PatternText([
      .part(.year), .mark(UInt8(ascii: "-")), .part(.month(least: 2)), .mark(UInt8(ascii: "-")),
      .part(.day(least: 2)),
    ]),
    isStandard: true
  )

  private let text: PatternText<Part>
  /// Whether dates read by the short way of ``Span/takeStandardDay(at:)``.
  let isStandard: Bool

  private init(_ text: PatternText<Part>, isStandard: Bool) {
    self.text = text
    self.isStandard = isStandard
  }

  /// Reads a pattern; nil when it does not hold a year, a month and a day once each.
  package init?(_ text: String) {
    guard let text = PatternText(text, words: Self.words),
      text.parts.map(\.unit).sorted() == ["day", "month", "year"]
    else { return nil }
    self.init(text, isStandard: text == Self.standard.text)
  }

  private static let words: [(word: String, part: Part)] = [
    ("YYYY", .year), ("MON", .monthName), ("MM", .month(least: 2)), ("DD", .day(least: 2)),
    ("M", .month(least: 1)), ("D", .day(least: 1)),
  ]

  var isPadded: Bool { text.isPadded }

  /// Takes a date from a position on; nil when there is none, the position then undefined.
  func take(from bytes: Span<UInt8>, at position: inout Int) -> CivilDay? {
    if isStandard { return bytes.takeStandardDay(at: &position) }
    var year = 0
    var month = 0
    var day = 0
    for element in text.elements {
      switch element {
      case .part(.year):
        guard let value = bytes.takeNumber(at: &position, digits: 4...4) else { return nil }
        year = value
      case .part(.month(let least)):
        guard let value = bytes.takeNumber(at: &position, digits: least...2) else { return nil }
        month = value
      case .part(.day(let least)):
        guard let value = bytes.takeNumber(at: &position, digits: least...2) else { return nil }
        day = value
      case .part(.monthName):
        guard let value = bytes.takeMonthName(at: &position) else { return nil }
        month = value
      case .mark(let byte):
        guard bytes.take(byte, at: &position) else { return nil }
      }
    }
    return CivilDay(year: year, month: month, day: day)
  }

  /// Appends a day as the source writes it; `M` and `D` without a zero before them.
  package func write(_ day: CivilDay, to bytes: inout [UInt8]) {
    let (year, month, dayOfMonth) = day.components
    for element in text.elements {
      switch element {
      case .part(.year): bytes += zeroPadded(year, 4).utf8
      case .part(.month(let least)): bytes += zeroPadded(month, least).utf8
      case .part(.day(let least)): bytes += zeroPadded(dayOfMonth, least).utf8
      case .part(.monthName):
        for shift in [16, 8, 0] as [UInt32] {
          bytes.append(UInt8(truncatingIfNeeded: monthNames[month - 1] >> shift) & ~0x20)
        }
      case .mark(let byte): bytes.append(byte)
      }
    }
  }
}

extension Span<UInt8> {
  /// Takes `YYYY-MM-DD`; nil when it does not stand there, the position then undefined.
  @inline(__always)
  func takeStandardDay(at position: inout Int) -> CivilDay? {
    let start = position
    guard start + 10 <= count, let century = twoDigits(at: start),
      let year = twoDigits(at: start + 2), self[start + 4] == UInt8(ascii: "-"),
      let month = twoDigits(at: start + 5), self[start + 7] == UInt8(ascii: "-"),
      let day = twoDigits(at: start + 8)
    else { return nil }
    position = start + 10
    return CivilDay(year: century * 100 + year, month: month, day: day)
  }

  /// Two digits as a number.
  @inline(__always)
  func twoDigits(at offset: Int) -> Int? {
    let tens = self[offset] &- 0x30
    let ones = self[offset + 1] &- 0x30
    return tens <= 9 && ones <= 9 ? Int(tens &* 10 &+ ones) : nil
  }

  /// Takes the longest number of so many digits.
  func takeNumber(at position: inout Int, digits: ClosedRange<Int>) -> Int? {
    var value = 0
    var width = 0
    while width < digits.upperBound, position < count {
      let digit = Int(self[position]) - 0x30
      guard (0...9).contains(digit) else { break }
      value = value * 10 + digit
      width += 1
      position += 1
    }
    return width < digits.lowerBound ? nil : value
  }

  /// Takes one byte when it is this one.
  func take(_ byte: UInt8, at position: inout Int) -> Bool {
    guard position < count, self[position] == byte else { return false }
    position += 1
    return true
  }

  /// Takes an English month's first three letters in any case, and says which month it is.
  fileprivate func takeMonthName(at position: inout Int) -> Int? {
    guard position + 3 <= count else { return nil }
    var word: UInt32 = 0
    for offset in 0..<3 { word = word << 8 | UInt32(self[position + offset] | 0x20) }
    position += 3
    return monthNames.firstIndex(of: word).map { $0 + 1 }
  }
}

/// The months' first three letters in small ASCII, packed.
private let monthNames: [UInt32] = [
  "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
].map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } }
