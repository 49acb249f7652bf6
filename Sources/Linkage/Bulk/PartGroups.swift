/// Numbers the entries of one part so that equal ones have one number: an open-addressing table,
/// used for part after part and small enough for the processor's cache.
struct PartGroups {
  /// A group's number plus one; 0 is empty.
  private var slots: [UInt32] = []
  /// By group, the hash and the place of its first entry.
  private var firsts: [First] = []
  /// By entry of the part, in order, the number of its group: 0 for the first entry, and one more
  /// than any before it for each that is the first of its kind.
  private(set) var numbers: [UInt32] = []
  /// How many groups the part has.
  private(set) var count = 0

  private struct First {
    var hash: UInt32
    var place: UInt32
  }

  /// Numbers the entries of a part anew.
  ///
  /// - Parameters:
  ///   - entries: How many there are.
  ///   - hash: The hash of the entry at a place; its lower bits say where looking begins.
  ///   - isSame: Whether the entry at an earlier place, which has the same hash, is the same as the
  ///     one at a later place.
  /// - Complexity: O(entries) on average.
  @inline(__always)
  mutating func number(
    _ entries: Int,
    hash: (_ place: Int) -> UInt32,
    isSame: (_ earlier: Int, _ place: Int) -> Bool
  ) {
    makeRoom(for: entries)
    count = Self.number(
      entries,
      &slots,
      &firsts,
      &numbers,
      hash: hash,
      isSame: isSame
    )
  }

  /// Writes each entry's number, and says how many groups there are.
  @inline(__always)
  private static func number(
    _ entries: Int,
    _ slots: inout [UInt32],
    _ firsts: inout [First],
    _ numbers: inout [UInt32],
    hash: (_ place: Int) -> UInt32,
    isSame: (_ earlier: Int, _ place: Int) -> Bool
  ) -> Int {
    var slots = slots.mutableSpan
    var firsts = firsts.mutableSpan
    var numbers = numbers.mutableSpan
    let mask = slots.count &- 1
    var count = 0
    for place in 0..<entries {
      let hash = hash(place)
      var slot = Int(hash) & mask
      var number = count
      while slots[slot] != 0 {
        let known = Int(slots[slot]) &- 1
        if firsts[known].hash == hash, isSame(Int(firsts[known].place), place) {
          number = known
          break
        }
        slot = (slot &+ 1) & mask
      }
      if number == count {
        firsts[number] = First(hash: hash, place: UInt32(truncatingIfNeeded: place))
        count &+= 1
        slots[slot] = UInt32(truncatingIfNeeded: count)
      }
      numbers[place] = UInt32(truncatingIfNeeded: number)
    }
    return count
  }

  private mutating func makeRoom(for entries: Int) {
    var size = 16
    while size < entries * 2 { size *= 2 }
    if size == slots.count {
      for place in slots.indices { slots[place] = 0 }
    } else {
      slots = Array(repeating: 0, count: size)
    }
    let none = First(hash: 0, place: 0)
    if firsts.count < entries { firsts = Array(repeating: none, count: entries) }
    numbers.removeAll(keepingCapacity: true)
    numbers.append(contentsOf: repeatElement(0, count: entries))
  }
}
