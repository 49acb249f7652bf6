/// A valid NHS number: ten digits, check digit by modulus 11, not one digit ten times.
///
/// Source of the check: NHS Data Model and Dictionary, NHS NUMBER. Its text is never part of a
/// description, so that no log or error can carry one by accident.
public struct NHSNumber: Hashable, Sendable {
  /// The ten digits as a number.
  public let digits: UInt64

  /// Reads ten digits, spaces and hyphens ignored; nil when the number is not valid (design S3).
  public init?(ascii bytes: some Sequence<UInt8>) {
    self.init(ascii: Array(bytes).span)
  }

  /// Reads bytes as they stand in a buffer; nil when the number is not valid.
  public init?(ascii bytes: Span<UInt8>) {
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

  /// Reads ten characters without anything between them, the first in the lowest place; nil when
  /// the number is not valid.
  ///
  /// - Parameters:
  ///   - first: Eight characters.
  ///   - last: Two more, and zeros.
  public init?(tenDigits first: UInt64, _ last: UInt64) {
    let front: UInt64 = first ^ 0x3030_3030_3030_3030
    let back: UInt64 = last ^ 0x3030
    // A byte above 9 shows in its upper bit when 118 is added.
    let over: UInt64 = (front &+ 0x7676_7676_7676_7676 | front) & 0x8080_8080_8080_8080
    let overBack: UInt64 = (back &+ 0x7676 | back) & 0x8080
    guard over | overBack == 0 else { return nil }
    let ninth: UInt64 = back & 0xF
    let tenth: UInt64 = back &>> 8
    // Digits of odd and of even places, four to a word, times their weights: the uppermost
    // sixteen bits of each product are the sum.
    let lanes: UInt64 = 0x00FF_00FF_00FF_00FF
    let odd: UInt64 = (front & lanes) &* 0x000A_0008_0006_0004
    let even: UInt64 = ((front &>> 8) & lanes) &* 0x0009_0007_0005_0003
    let eightDigitSum: UInt64 = (odd &>> 48) &+ (even &>> 48)
    let sum: UInt64 = eightDigitSum &+ 2 &* ninth &+ tenth
    // In the same way: two, four, eight digits to a number.
    let twos: UInt64 = (front &* 10 &+ (front &>> 8)) & lanes
    let fours: UInt64 = (twos &* 100 &+ (twos &>> 16)) & 0x0000_FFFF_0000_FFFF
    let eights: UInt64 = (fours &* 10_000 &+ (fours &>> 32)) & 0xFFFF_FFFF
    let value: UInt64 = eights &* 100 &+ ninth &* 10 &+ tenth
    guard sum % 11 == 0, value % 1_111_111_111 != 0 else { return nil }
    digits = value
  }

  /// Reads a text as its bytes are read; nil when the number is not valid.
  public init?(_ text: some StringProtocol) {
    self.init(ascii: text.utf8)
  }

  /// Ten digits without spaces, for files and identifiers.
  public var plain: String { zeroPadded(Int(digits), 10) }

  /// Digits grouped 3 3 4, for people.
  public var grouped: String {
    let text = plain
    return "\(text.prefix(3)) \(text.dropFirst(3).prefix(3)) \(text.suffix(4))"
  }

  /// Whether the number lies in a range that a health service issues.
  ///
  /// Source: ranges published with the `nhs-number` Python package 2.2.0. A number outside is a
  /// data-quality finding, not an error: all safe test data lie in the 9 range.
  public var isInIssuedRange: Bool { Self.isInIssuedRange(digits) }

  /// Whether the digits of a valid number lie in such a range.
  @inlinable
  public static func isInIssuedRange(_ digits: UInt64) -> Bool {
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

  /// Whether ten digits begin with a date, as numbers of the Community Health Index do.
  @usableFromInline
  static func isCHIDate(_ digits: UInt64) -> Bool {
    let date = Int(digits / 10_000)
    let (day, month, year) = (date / 10_000, date / 100 % 100, date % 100)
    return CivilDay(year: 1900 + year, month: month, day: day) != nil
      || CivilDay(year: 2000 + year, month: month, day: day) != nil
  }
}
