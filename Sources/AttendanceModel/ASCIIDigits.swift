/// A cursor over bytes that takes fixed-width decimal numbers and separators.
///
/// Only the ASCII digits count: a full-width or Arabic-Indic digit makes a value unreadable
/// (design section 6).
package struct ASCIIDigits {
  private let bytes: [UInt8]
  private var position = 0

  package init(_ bytes: some Collection<UInt8>) {
    self.bytes = Array(bytes)
  }

  package init(_ bytes: Span<UInt8>) {
    self.bytes = bytes.indices.map { bytes[$0] }
  }

  /// Whether every byte has been taken.
  package var isAtEnd: Bool { position == bytes.endIndex }

  /// The next byte, not taken.
  package var next: UInt8? { isAtEnd ? nil : bytes[position] }

  /// Takes exactly `width` digits as a number, or nothing.
  package mutating func take(_ width: Int) -> Int? {
    var end = position
    var value = 0
    for _ in 0..<width {
      guard end != bytes.endIndex, let digit = Self.digit(bytes[end]) else { return nil }
      value = value * 10 + digit
      end = end + 1
    }
    position = end
    return value
  }

  /// Takes the longest run of at least one and at most `limit` digits.
  package mutating func takeRun(upTo limit: Int) -> (value: Int, width: Int)? {
    var value = 0
    var width = 0
    while width < limit, let byte = next, let digit = Self.digit(byte) {
      value = value * 10 + digit
      width += 1
      position = position + 1
    }
    return width == 0 ? nil : (value, width)
  }

  /// Takes one byte when it is the separator.
  package mutating func take(separator: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: separator) else { return false }
    position = position + 1
    return true
  }

  private static func digit(_ byte: UInt8) -> Int? {
    (0x30...0x39).contains(byte) ? Int(byte) - 0x30 : nil
  }
}

/// A number in at least so many decimal digits.
package func zeroPadded(_ number: Int, _ width: Int) -> String {
  var digits = String(number)
  while digits.utf8.count < width { digits = "0" + digits }
  return digits
}
