/// Texts as 64-bit words, eight bytes each from the lowest on, the last filled up with zeros.
///
/// A file with a zero byte is refused, so that the words name the text exactly, and comparing and
/// hashing go by words.
public enum PackedText {
  /// Between the parts of a key of two texts; no text holds it.
  public static let separator: UInt8 = 0

  /// Appends two texts with a separator between them, and returns how many words that took.
  public static func append(_ first: String, _ second: String, to words: inout [UInt64]) -> Int {
    let start = words.count
    let (first, second) = (first.utf8.span, second.utf8.span)
    // When the second text is empty, the last word may hold the separator alone, which is 0.
    let count = (first.count + 1 + second.count + 7) / 8
    words.append(contentsOf: repeatElement(0, count: count))
    var packed = words.mutableSpan
    put(first, at: start * 8, into: &packed)
    put(second, at: start * 8 + first.count + 1, into: &packed)
    return count
  }

  private static func put(
    _ text: Span<UInt8>,
    at first: Int,
    into words: inout MutableSpan<UInt64>
  ) {
    for index in text.indices {
      let place = first &+ index
      words[place / 8] |= UInt64(text[index]) &<< UInt64(place % 8 * 8)
    }
  }

  /// The two texts that words name.
  public static func texts(in words: Span<UInt64>) -> (first: String, second: String) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(words.count * 8)
    for index in words.indices {
      for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: words[index] >> (place * 8))) }
    }
    while bytes.last == 0 { bytes.removeLast() }
    let end = bytes.firstIndex(of: separator) ?? bytes.count
    return (
      String(decoding: bytes[..<end], as: UTF8.self),
      String(decoding: bytes[end...].dropFirst(), as: UTF8.self)
    )
  }

  /// The hash of no words.
  @inlinable
  public static var firstHash: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  /// A hash of words; equal words have equal hashes in every run.
  @inlinable
  public static func hash(_ words: Span<UInt64>) -> UInt64 {
    var hash = firstHash
    for index in words.indices { hash = mixed(hash, words[index]) }
    return hash
  }

  /// One step of ``hash(_:)``: the high and the low half of a product, folded.
  @inlinable
  public static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low &+ hash
  }
}
