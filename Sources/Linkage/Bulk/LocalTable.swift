import AttendanceModel

/// Different local identities, numbered from 0 as they appear: an open-addressing table.
///
/// Nobody asks for an identity's text again, so a short one stands whole in its slot, and meeting
/// it again looks at one place of memory. Long ones have a table of their own.
struct LocalTable: Sendable {
  /// Two words of a key, and its number plus one; 0 is empty.
  private struct Slot: Sendable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var mark: UInt32 = 0
  }

  private var slots: [Slot]
  private var shortCount = 0
  private var longKeys = KeyTable(expecting: 0)
  private var longNumbers: [UInt32] = []

  init(expecting expected: Int) {
    slots = Array(repeating: Slot(), count: max(16, expected + expected / 2))
  }

  var count: Int { shortCount + longNumbers.count }

  /// The number of an identity, made when it is new.
  /// - Complexity: O(words) on average.
  mutating func number(of key: Span<UInt64>, hash: UInt64) -> UInt32 {
    guard key.count <= 2 else { return numberOfLong(key, hash: hash) }
    let wanted = Slot(
      first: key[0],
      second: key.count == 2 ? key[1] : 0,
      mark: UInt32(count + 1)
    )
    let place = Self.place(of: wanted, hash: hash, in: slots)
    if slots[place].mark != 0 { return slots[place].mark - 1 }
    precondition(count < Int(Int32.max), "too many local identities")
    slots[place] = wanted
    shortCount += 1
    if shortCount * 4 > slots.count * 3 { grow() }
    return wanted.mark - 1
  }

  /// What stands where looking for a hash begins, so that a caller can have it fetched early.
  func firstSlot(for hash: UInt64) -> UInt64 {
    slots[Self.firstPlace(of: hash, among: slots.count)].first
  }

  private mutating func numberOfLong(_ key: Span<UInt64>, hash: UInt64) -> UInt32 {
    let new = UInt32(count)
    let (place, isNew) = longKeys.number(of: key, hash: hash)
    if isNew { longNumbers.append(new) }
    return longNumbers[Int(place)]
  }

  private mutating func grow() {
    let earlier = slots
    slots = Array(repeating: Slot(), count: earlier.count + earlier.count / 2)
    for slot in earlier where slot.mark != 0 {
      // As the words were hashed when they came.
      let words = slot.second == 0 ? [slot.first] : [slot.first, slot.second]
      slots[Self.place(of: slot, hash: PackedText.hash(words.span), in: slots)] = slot
    }
  }

  /// Where a key stands, or would stand.
  private static func place(of wanted: Slot, hash: UInt64, in slots: [Slot]) -> Int {
    var place = firstPlace(of: hash, among: slots.count)
    while slots[place].mark != 0,
      slots[place].first != wanted.first || slots[place].second != wanted.second
    {
      place = place + 1 == slots.count ? 0 : place + 1
    }
    return place
  }

  private static func firstPlace(of hash: UInt64, among count: Int) -> Int {
    Int(hash.multipliedFullWidth(by: UInt64(count)).high)
  }
}
