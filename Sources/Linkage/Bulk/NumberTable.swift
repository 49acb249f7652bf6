/// Different NHS numbers, numbered from 0 as they appear: an open-addressing table.
///
/// A slot holds the number's ten digits (34 bits) and its place plus one (30 bits); 0 is empty. The
/// whole number is there, so that nothing else need be looked at.
struct NumberTable: Sendable {
  private static let placeBits: UInt64 = 30
  private static let placeMask: UInt64 = 1 << placeBits - 1

  private var slots: [UInt64]
  private(set) var count = 0

  init(expecting expected: Int) {
    slots = Array(repeating: 0, count: max(16, expected + expected / 2))
  }

  /// The place of a number's digits, made when the number is new.
  /// - Complexity: O(1) on average.
  mutating func place(of digits: UInt64) -> UInt32 {
    var slot = Self.slot(of: digits, among: slots.count)
    while slots[slot] != 0 {
      if slots[slot] >> Self.placeBits == digits {
        return UInt32(slots[slot] & Self.placeMask) - 1
      }
      slot = slot + 1 == slots.count ? 0 : slot + 1
    }
    precondition(count < Self.placeMask - 1, "too many persons")
    count += 1
    slots[slot] = digits << Self.placeBits | UInt64(count)
    if count * 4 > slots.count * 3 { grow() }
    return UInt32(count - 1)
  }

  /// The slot where looking for a number begins, so that a caller can have it fetched early.
  func firstSlot(for digits: UInt64) -> UInt64 {
    slots[Self.slot(of: digits, among: slots.count)]
  }

  private mutating func grow() {
    let earlier = slots
    slots = Array(repeating: 0, count: earlier.count + earlier.count / 2)
    for entry in earlier where entry != 0 {
      var slot = Self.slot(of: entry >> Self.placeBits, among: slots.count)
      while slots[slot] != 0 { slot = slot + 1 == slots.count ? 0 : slot + 1 }
      slots[slot] = entry
    }
  }

  private static func slot(of digits: UInt64, among count: Int) -> Int {
    let hash = digits &* 0x9E37_79B9_7F4A_7C15
    return Int(hash.multipliedFullWidth(by: UInt64(count)).high)
  }
}
