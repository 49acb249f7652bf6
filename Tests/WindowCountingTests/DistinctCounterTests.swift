import AttendanceModel
import SeededRandom
import Testing
import WindowCounting

struct DistinctCounterTests {
  @Test(arguments: RandomCases.seeds)
  func `the counter agrees with counting from scratch`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let window = TrailingWindow(random.period(), excludesFirstDay: random.once(in: 3))
    var counter = DistinctCounter<String>(in: window)
    var recorded: [(day: CivilDay, value: String)] = []
    for arrival in random.arrivals(upTo: 40) {
      let values = (0..<random.choose([0, 1, 1, 2])).map { _ in random.choose(["A", "B", "C", "D"])
      }
      counter.record(values, on: arrival.day)
      recorded += values.map { (arrival.day, $0) }
      let plain = PlainCount.count(distinct: recorded, in: window, on: arrival.day)
      #expect(counter.count(on: arrival.day) == plain)
    }
  }

  @Test func `a value counts once, and until its last attendance leaves the window`() throws {
    var counter = DistinctCounter<String>(in: TrailingWindow(CalendarPeriod(90, .days)))
    let day = try #require(CivilDay("2026-01-01"))
    counter.record(["RJE"], on: day)
    counter.record(["RJE"], on: day.adding(days: 10))
    counter.record(["RXX"], on: day.adding(days: 20))
    #expect(counter.count(on: day.adding(days: 90)) == 2)
    #expect(counter.count(on: day.adding(days: 100)) == 2)
    #expect(counter.count(on: day.adding(days: 101)) == 1)
  }
}
