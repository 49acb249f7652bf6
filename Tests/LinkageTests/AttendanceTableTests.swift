import AttendanceModel
import Linkage
import SeededRandom
import Testing

/// The table in bulk does what ``LatestVersions`` does.
struct AttendanceTableTests {
  private struct Row {
    var id: Int
    var day: CivilDay
    var applicable: Instant?
    var isDelete: Bool

    init(_ random: inout SplitMix64) {
      id = Int.random(in: 0..<12, using: &random)
      day = CivilDay(rawValue: .random(in: 20_000..<20_006, using: &random))
      applicable =
        Bool.random(using: &random)
        ? nil : Instant(nanoseconds: .random(in: 0..<4, using: &random))
      isDelete = Int.random(in: 0..<5, using: &random) == 0
    }

    var key: AttendanceKey { AttendanceKey(providerCode: "RZ9", attendanceID: "A\(id)") }
  }

  private func take(_ row: Row, into table: inout AttendanceTable) {
    var words: [UInt64] = []
    var new = BulkRow(row.isDelete ? .delete : .version)
    new.keyWords = UInt16(
      PackedText.append(row.key.providerCode, row.key.attendanceID, to: &words)
    )
    new.applicable = row.applicable
    new.arrival = Arrival(row.day)
    new.nhsNumber = 9_990_000_018
    table.take([new], words: words)
  }

  @Test(arguments: UInt64(0)..<200)
  func `versions, deletions and loads of whole periods end as in the plain one`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var table = AttendanceTable(expecting: 4)
    var plain = LatestVersions<Row>()
    var deletes = 0
    var rows = 0
    for place in 0..<4 {
      let isOfWholePeriod = Bool.random(using: &random)
      table.begin(extract: place)
      plain.beginExtract()
      for _ in 0..<Int.random(in: 0..<10, using: &random) {
        let row = Row(&random)
        rows += 1
        deletes += row.isDelete ? 1 : 0
        take(row, into: &table)
        plain.take(row.isDelete ? nil : row, of: row.key, applicable: row.applicable)
      }
      guard isOfWholePeriod else { continue }
      let period = CivilDay(rawValue: 20_001)...CivilDay(rawValue: 20_003)
      let kept: Set = [AttendanceKey(providerCode: "RZ9", attendanceID: "A3")]
      table.removeAbsent(in: period, keeping: kept)
      plain.removeAbsent(in: period, keeping: kept, day: \.day)
    }
    let live = Array(plain.live)
    let linked = table.linked(needing: [true], threads: 1 + Int(seed % 3))
    let sum = linked.balances.reduce(into: RowBalance()) { $0 += $1 }
    #expect(sum.attendances == live.count)
    #expect(sum.superseded == plain.superseded)
    #expect(sum.deleted == deletes + plain.removed)
    #expect(linked.removed.reduce(0, +) == plain.removed)
    #expect(sum.attendances + sum.superseded + sum.deleted == rows)
    var found: Set<AttendanceKey> = []
    for group in linked.groups {
      group.forEach(in: 0..<group.neededPersons) { person in
        for place in person.indices { found.insert(linked.key(of: person[place].row)) }
      }
    }
    #expect(found == Set(live.map(\.key)))
  }
}
