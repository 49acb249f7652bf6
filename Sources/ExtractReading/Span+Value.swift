extension Span<UInt8> {
  /// The bytes without outer spaces and tabs (design section 6).
  var trimmed: Range<Int> {
    var lower = 0
    var upper = count
    while lower < upper, Self.isSpace(self[lower]) { lower += 1 }
    while lower < upper, Self.isSpace(self[upper - 1]) { upper -= 1 }
    return lower..<upper
  }

  /// The bytes as text, or nil when they are not UTF-8.
  var text: String? {
    guard let utf8 = try? UTF8Span(validating: self) else { return nil }
    return String(copying: utf8)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
