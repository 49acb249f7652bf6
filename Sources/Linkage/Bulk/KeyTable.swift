import AttendanceModel

/// Different keys of packed words, numbered from 0 as they appear: an open-addressing table.
///
/// A slot holds 32 bits of the key's hash and its number plus one; 0 is empty. Equal bits are not
/// trusted: the words themselves decide.
struct KeyTable: Sendable {
  private var slots: [UInt64]
  private var words: [UInt64] = []
  /// Where each key begins in `words`; one more for the end.
  private var starts: [UInt32] = [0]

  /// - Parameter expected: How many keys to have room for without growing.
  init(expecting expected: Int) {
    slots = Array(repeating: 0, count: max(16, expected + expected / 2))
    starts.reserveCapacity(expected + 1)
    words.reserveCapacity(expected * 2)
  }

  var count: Int { starts.count - 1 }

  /// The number of a key, made when the key is new.
  /// - Complexity: O(words) on average.
  mutating func number(of key: Span<UInt64>, hash: UInt64) -> (number: UInt32, isNew: Bool) {
    let mark = hash << 32
    var place = Self.place(of: hash, among: slots.count)
    while slots[place] != 0 {
      let slot = slots[place]
      let number = UInt32(truncatingIfNeeded: slot) &- 1
      if slot >> 32 == mark >> 32, isEqual(number, key) { return (number, false) }
      place += 1
      if place == slots.count { place = 0 }
    }
    let number = UInt32(count)
    precondition(number < .max - 1 && words.count + key.count <= UInt32.max, "too many keys")
    slots[place] = mark | UInt64(number + 1)
    for index in key.indices { words.append(key[index]) }
    starts.append(UInt32(words.count))
    if count * 4 > slots.count * 3 { grow() }
    return (number, true)
  }

  private func isEqual(_ number: UInt32, _ key: Span<UInt64>) -> Bool {
    let start = Int(starts[Int(number)])
    guard Int(starts[Int(number) + 1]) - start == key.count else { return false }
    for index in key.indices where words[start + index] != key[index] { return false }
    return true
  }

  private mutating func grow() {
    let larger = slots.count * 2
    slots = []
    slots = Array(repeating: 0, count: larger)
    for number in 0..<UInt32(count) {
      let range = Int(starts[Int(number)])..<Int(starts[Int(number) + 1])
      let hash = PackedText.hash(words.span.extracting(range))
      var place = Self.place(of: hash, among: larger)
      while slots[place] != 0 { place = place + 1 == larger ? 0 : place + 1 }
      slots[place] = hash << 32 | UInt64(number + 1)
    }
  }

  /// By the hash's high bits; the low ones are the mark.
  private static func place(of hash: UInt64, among count: Int) -> Int {
    Int(hash.multipliedFullWidth(by: UInt64(count)).high)
  }
}
