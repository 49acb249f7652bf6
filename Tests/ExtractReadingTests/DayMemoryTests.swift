import AttendanceModel
import SeededRandom
import Testing

@testable import ExtractReading

/// A column's days read as its patterns read them, whatever was read before.
struct DayMemoryTests {
  /// What the first pattern that fits makes of a cell: dates before 1900 are blank.
  private func plain(_ patterns: [DatePattern], _ cell: [UInt8]) -> (day: CivilDay, end: Int)? {
    for pattern in patterns {
      var position = 0
      guard let day = pattern.take(from: cell.span, at: &position) else { continue }
      return day < RowDecoder.firstDay ? nil : (day, position)
    }
    return nil
  }

  private func expectAgreement(_ patterns: DatePattern..., of cells: [String]) {
    var memory = DayMemory(patterns)
    for cell in cells {
      let before = Array("2026-01-01,".utf8)
      let bytes = before + Array(cell.utf8) + Array(repeating: UInt8(ascii: "7"), count: 32)
      let range = before.count..<before.count + cell.utf8.count
      let expected = plain(patterns, Array(cell.utf8))
      let found = memory.take(range, of: bytes.span)
      #expect(found?.day == expected?.day, "\(cell) in \(cells)")
      #expect(found?.end == expected.map { before.count + $0.end }, "\(cell) in \(cells)")
    }
  }

  private func randomCell(_ random: inout SplitMix64) -> String {
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    let year = random.choose([1899, 1900, 1900, 1999, 2000, 2024, 2026, 2026, 2099, 2100, 9999])
    let month = random.choose([0, 1, 2, 2, 2, 4, 11, 12, 13])
    let day = random.choose([0, 1, 28, 29, 30, 31, 32])
    var text = Array("\(year)-\(two(month))-\(two(day))".utf8)
    if random.once(in: 6) {
      let place = Int.random(in: text.indices, using: &random)
      text[place] = random.choose(Array("0/:9- dT".utf8))
    }
    if random.once(in: 10) { text.removeLast(Int.random(in: 1...10, using: &random)) }
    return String(decoding: text, as: UTF8.self) + random.choose(["", "", " 10:00", "T10:00:00Z"])
  }

  @Test(arguments: RandomCases.seeds)
  func `cells of a column read by the standard pattern, one after another`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let few = (0..<8).map { _ in randomCell(&random) }
    expectAgreement(.standard, of: (0..<60).map { _ in random.choose(few) })
    expectAgreement(.standard, of: (0..<60).map { _ in randomCell(&random) })
  }

  @Test
  func `every day of three centuries and those that are none`() {
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    for year in [1890, 1899, 1900, 1904, 1999, 2000, 2023, 2024, 2099, 2100, 2101, 2104] {
      expectAgreement(
        .standard,
        of: (0...13).flatMap { month in (0...32).map { "\(year)-\(two(month))-\(two($0))" } }
      )
    }
  }

  @Test
  func `a pattern of a profile's own is read by the pattern`() throws {
    let pattern = try #require(DatePattern("D/M/YYYY"))
    expectAgreement(
      pattern,
      of: [
        "1/2/2026", "1/2/2026", "31/2/2026", "1/2/2026", "01/02/1899", "9/12/2026 10:00", "", "1/2",
      ]
    )
  }

  @Test
  func `of several patterns the first that fits counts`() throws {
    let pattern = try #require(DatePattern("D/M/YYYY"))
    let other = try #require(DatePattern("M/D/YYYY"))
    let cells = [
      "2026-02-01", "1/2/2026", "2026-02-01", "1899-12-31", "13/12/1899", "12/13/2026",
      "1/2/2026 1", "2026-13-01", "1/2/2026 10:00", "2026-02-01T10:00", "", "2026-02-0",
    ]
    expectAgreement(.standard, pattern, other, of: cells)
    expectAgreement(pattern, .standard, of: cells)
  }

  @Test
  func `a date before 1900 by the first pattern that fits is none, whatever others make of it`()
    throws
  {
    let patterns = try ["DDMMYYYY", "YYYYMMDD"].map { try #require(DatePattern($0)) }
    var memory = DayMemory(patterns)
    let take = { (cell: String) in
      memory.take(0..<8, of: Array((cell + "        ").utf8).span)?.day
    }
    #expect(take("20121130") == nil && take("19010203") == nil)
    #expect(take("20122012") == CivilDay(year: 2012, month: 12, day: 20))
    #expect(take("20261231") == CivilDay(year: 2026, month: 12, day: 31))
  }
}
