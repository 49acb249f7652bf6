import AttendanceModel
import Linkage
import Testing

struct SupersededNumbersTests {
  private func number(_ text: String) throws -> NHSNumber { try #require(NHSNumber(text)) }

  private func numbers() throws -> [NHSNumber] {
    try ["9990000018", "9990000026", "9990000034", "9990000042"].map(number)
  }

  @Test func `a chain leads to its end, whatever the order of its lines`() throws {
    let n = try numbers()
    let pairs = [(2, 3), (0, 1), (1, 2)].map { SupersededNumbers.Pair(old: n[$0.0], new: n[$0.1]) }
    for list in [pairs, pairs.reversed()] {
      let superseded = try SupersededNumbers(list)
      #expect(n.map(superseded.current) == [n[3], n[3], n[3], n[3]])
    }
  }

  @Test func `a cycle, and a number with two successors, are faults`() throws {
    let n = try numbers()
    #expect(throws: SupersededNumbers.Fault.cycle(0)) {
      try SupersededNumbers([.init(old: n[0], new: n[1]), .init(old: n[1], new: n[0])])
    }
    #expect(throws: SupersededNumbers.Fault.twoSuccessors(first: 0, second: 1)) {
      try SupersededNumbers([.init(old: n[0], new: n[1]), .init(old: n[0], new: n[2])])
    }
  }

  @Test func `the same pair twice is one`() throws {
    let n = try numbers()
    let pair = SupersededNumbers.Pair(old: n[0], new: n[1])
    #expect(try SupersededNumbers([pair, pair]).resolved == [n[0]: n[1]])
  }
}
