/// A set of the ledger's row numbers, a bit for each up to the greatest.
struct NumberSet: Hashable, Sendable {
  private var words: [UInt64] = []

  /// - Complexity: O(1), amortised over numbers that grow.
  mutating func insert(_ number: Int64) {
    let (word, bit) = (Int(number / 64), number % 64)
    if word >= words.count {
      words.append(contentsOf: repeatElement(0, count: word + 1 - words.count))
    }
    words[word] |= 1 << bit
  }

  /// - Complexity: O(1).
  func contains(_ number: Int64) -> Bool {
    let word = Int(number / 64)
    return word < words.count && words[word] >> (number % 64) & 1 == 1
  }
}
