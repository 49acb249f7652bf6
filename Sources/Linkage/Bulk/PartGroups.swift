/// Numbers the entries of one part so that equal ones have one number: an open-addressing table,
/// used for part after part and small enough for the processor's cache.
struct PartGroups {
  /// A group's number plus one; 0 is empty.
  private var slots: [UInt32] = []
  private var mask = 0
  /// By group, the hash and the place of its first entry.
  private var firsts: [(hash: UInt32, place: Int)] = []
  /// By entry of the part, in order, the number of its group.
  private(set) var numbers: [UInt32] = []

  /// How many groups there are so far.
  var count: Int { firsts.count }

  /// Makes ready for a part of so many entries.
  mutating func begin(_ count: Int) {
    var size = 16
    while size < count * 2 { size *= 2 }
    if size == slots.count {
      for place in slots.indices { slots[place] = 0 }
    } else {
      slots = Array(repeating: 0, count: size)
    }
    mask = size - 1
    firsts.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
  }

  /// Numbers the next entry: a new number when the entry is the first of its kind.
  ///
  /// - Parameters:
  ///   - hash: The entry's hash; its lower bits say where looking begins.
  ///   - place: Where the entry stands.
  ///   - isSame: Whether it is the same as an entry at an earlier place that has the same hash.
  /// - Returns: The number of the entry's group.
  /// - Complexity: O(1) on average.
  @inline(__always)
  mutating func add(
    hash: UInt32,
    at place: Int,
    _ isSame: (_ earlier: Int) -> Bool
  ) -> (number: Int, isNew: Bool) {
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if firsts[number].hash == hash, isSame(firsts[number].place) {
        numbers.append(UInt32(truncatingIfNeeded: number))
        return (number, false)
      }
      slot = (slot + 1) & mask
    }
    let number = firsts.count
    firsts.append((hash, place))
    slots[slot] = UInt32(truncatingIfNeeded: number + 1)
    numbers.append(UInt32(truncatingIfNeeded: number))
    return (number, true)
  }
}
