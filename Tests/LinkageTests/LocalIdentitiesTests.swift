import AttendanceModel
import SeededRandom
import Testing

@testable import Linkage

/// Joining by local ids of any length, held to joining by whole texts.
struct LocalIdentitiesTests {
  private struct Row {
    var id: String
    var number: UInt64?
    var isLive: Bool

    init(_ ids: [String], _ random: inout SplitMix64) {
      id = random.choose(ids)
      number = random.choose([nil, nil, 9_990_000_018, 9_990_000_018, 9_990_000_026])
      isLive = !random.once(in: 4)
    }
  }

  /// Ids around sixteen characters, a provider's code included, that differ late or in length.
  private func ids(_ random: inout SplitMix64) -> [String] {
    (0..<12).map { _ in
      let length = random.choose([1, 3, 4, 5, 11, 12, 13, 14, 19, 20, 21, 28, 40])
      return String(repeating: "7", count: length - 1) + random.choose(["7", "8", "9"])
    }
  }

  private func joins(_ rows: [Row], threads: Int) -> LocalIdentities.Joins {
    var locals = LocalIdentities(expecting: 4)
    var notLive = RowSet()
    for (place, row) in rows.enumerated() {
      var words: [UInt64] = []
      var new = BulkRow(.version)
      new.keyWords = UInt16(PackedText.append("RJE", "A\(place)", to: &words))
      new.localWords = UInt16(PackedText.append("RJE", row.id, to: &words))
      new.firstLocalWord = UInt32(new.keyWords)
      new.nhsNumber = row.number
      locals.append([new], words, firstRow: place)
      if !row.isLive { notLive.insert(UInt32(place)) }
    }
    return locals.joins(without: notLive, threads)
  }

  private func mark(_ number: UInt64) -> PersonMark {
    var row = BulkRow(.version)
    row.nhsNumber = number
    return PersonMark(row)
  }

  @Test(arguments: RandomCases.seeds)
  func `rows join by their whole id, however long`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let ids = ids(&random)
    let rows = (0..<Int.random(in: 0...60, using: &random)).map { _ in Row(ids, &random) }
    var numbers: [String: Set<UInt64>] = [:]
    var firstRows: [String: UInt32] = [:]
    for (place, row) in rows.enumerated() {
      firstRows[row.id] = firstRows[row.id] ?? UInt32(place)
      if row.isLive, let number = row.number { numbers[row.id, default: []].insert(number) }
    }
    for threads in 1...3 {
      let joins = joins(rows, threads: threads)
      let found = Dictionary(uniqueKeysWithValues: joins.persons.map { ($0.row, $0.person) })
      for (place, row) in rows.enumerated() {
        let beside = numbers[row.id] ?? []
        let person = found[UInt32(place)]
        #expect(joins.doubtful.contains(UInt32(place)) == (beside.count > 1))
        guard row.number == nil else {
          #expect(person == nil)
          continue
        }
        let own = firstRows[row.id].map { PersonMark(localIdentityOf: $0) }
        #expect(person == (beside.count == 1 ? beside.first.map(mark) : own))
      }
    }
  }
}
