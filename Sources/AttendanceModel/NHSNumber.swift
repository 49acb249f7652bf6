/// A valid NHS number: ten digits, check digit by modulus 11, not one digit ten times.
///
/// Source of the check: NHS Data Model and Dictionary, NHS NUMBER. Its text is never part of a
/// description, so that no log or error can carry one by accident.
package struct NHSNumber: Hashable, Sendable {
  /// The ten digits as a number.
  package let digits: UInt64

  /// Reads ten digits, spaces and hyphens ignored; nil when the number is not valid (design S3).
  package init?(ascii bytes: some Sequence<UInt8>) {
    self.init(ascii: Array(bytes).span)
  }

  /// Reads bytes as they stand in a buffer; nil when the number is not valid.
  package init?(ascii bytes: Span<UInt8>) {
    var value: UInt64 = 0
    var count = 0
    var sum = 0
    var first: UInt8 = 0
    var isOneDigit = true
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") { continue }
      guard (0x30...0x39).contains(byte), count < 10 else { return nil }
      let digit = byte - 0x30
      if count == 0 { first = digit }
      isOneDigit = isOneDigit && digit == first
      // Weights 10 to 2 on the first nine digits; 1 on the check digit makes a valid sum 0.
      sum += Int(digit) * (10 - count)
      value = value * 10 + UInt64(digit)
      count += 1
    }
    guard count == 10, sum % 11 == 0, !isOneDigit else { return nil }
    digits = value
  }

  /// Reads a text as its bytes are read; nil when the number is not valid.
  package init?(_ text: some StringProtocol) {
    self.init(ascii: text.utf8)
  }

  /// Ten digits without spaces, for files and identifiers.
  package var plain: String { zeroPadded(Int(digits), 10) }

  /// Digits grouped 3 3 4, for people.
  package var grouped: String {
    let text = plain
    return "\(text.prefix(3)) \(text.dropFirst(3).prefix(3)) \(text.suffix(4))"
  }

  /// Whether the number lies in a range that a health service issues.
  ///
  /// Source: ranges published with the `nhs-number` Python package 2.2.0. A number outside is a
  /// data-quality finding, not an error: all safe test data lie in the 9 range.
  package var isInIssuedRange: Bool { Self.isInIssuedRange(digits) }

  /// Whether the digits of a valid number lie in such a range.
  package static func isInIssuedRange(_ digits: UInt64) -> Bool {
    switch digits {
    case 100_000_000...3_112_999_999:
      // Scotland's CHI number begins with a date of birth, DDMMYY.
      isCHIDate(digits)
    case 3_200_000_000...3_999_999_999, 4_000_000_000...4_999_999_999,
      6_000_000_000...7_999_999_999, 8_000_000_000...8_599_999_999:
      true
    default: false
    }
  }

  private static func isCHIDate(_ digits: UInt64) -> Bool {
    let date = Int(digits / 10_000)
    let (day, month, year) = (date / 10_000, date / 100 % 100, date % 100)
    return CivilDay(year: 1900 + year, month: month, day: day) != nil
      || CivilDay(year: 2000 + year, month: month, day: day) != nil
  }
}
