import SeededRandom
import Testing

@testable import Linkage

struct PartGroupsTests {
  @Test(arguments: UInt64(0)..<20)
  func `equal entries of a part have one number, in order of the first of each kind`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var groups = PartGroups()
    // One after another in the same memory: a large part, none, a small one.
    for size in [5000, 0, 3, 40, 0, 1, 200] {
      let kinds = Int.random(in: 1...max(size, 1), using: &random)
      let part = (0..<size).map { _ in Int.random(in: 0..<kinds, using: &random) }
      // Few hashes, so that many kinds share one.
      groups.number(
        part.count,
        hash: { UInt32(part[$0] % 7) },
        isSame: { part[$0] == part[$1] }
      )
      var numbers: [Int: UInt32] = [:]
      let expected = part.map { kind in
        let number = numbers[kind] ?? UInt32(numbers.count)
        numbers[kind] = number
        return number
      }
      #expect(groups.numbers == expected)
      #expect(groups.count == numbers.count)
    }
  }
}
