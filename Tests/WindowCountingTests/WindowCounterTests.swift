import AttendanceModel
import SeededRandom
import Testing
import WindowCounting

struct WindowCounterTests {
  @Test(arguments: RandomCases.seeds)
  func `the counter agrees with counting from scratch`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let unit = random.unit()
    let window = TrailingWindow(random.period(), excludesFirstDay: random.once(in: 3))
    let arrivals = random.arrivals(upTo: 40)
    var counter = WindowCounter(unit, in: window)
    var matching: [Arrival] = []
    for arrival in arrivals {
      if !random.once(in: 4) {
        counter.record(arrival)
        matching.append(arrival)
      }
      let plain = PlainCount.count(unit, of: matching, in: window, on: arrival.day)
      #expect(counter.count(on: arrival.day) == plain, "\(unit) \(window) \(matching) \(arrival)")
    }
  }

  @Test(arguments: [
    (["2026-01-05 10:00", "2026-01-06 09:59"], 1),
    (["2026-01-05 10:00", "2026-01-06 10:00"], 2),
    (["2026-01-05 10:00", "2026-01-06 09:00", "2026-01-07 08:00", "2026-01-08 07:00"], 1),
    (["2026-01-05 10:00", "2026-01-05 10:00"], 1),
    // The clocks go forward on 29 March: 23 hours passed, 24 by the wall clock.
    (["2026-03-28 12:00", "2026-03-29 12:00"], 2),
    // They go back on 25 October: 25 hours less a minute passed, 24 less a minute by the clock.
    (["2026-10-24 12:00", "2026-10-25 11:59"], 1),
  ])
  func `a gap of 24 hours parts presentations`(arrivals: [String], expected: Int) throws {
    let day = CalendarPeriod(24, .months)
    var counter = WindowCounter(.presentations(gapMinutes: 1440), in: TrailingWindow(day))
    for text in arrivals { counter.record(try #require(Arrival(text))) }
    #expect(counter.count(on: try #require(Arrival(arrivals[arrivals.count - 1])).day) == expected)
  }

  @Test func `a presentation that began before the window does not count in it`() throws {
    var counter = WindowCounter(
      .presentations(gapMinutes: 1440),
      in: TrailingWindow(CalendarPeriod(2, .days))
    )
    for text in ["2026-01-05 23:00", "2026-01-06 22:00", "2026-01-07 21:00"] {
      counter.record(try #require(Arrival(text)))
    }
    #expect(counter.count(on: try #require(CivilDay("2026-01-07"))) == 1, "dated the 5th")
    counter.record(try #require(Arrival("2026-01-08 20:00")))
    #expect(counter.count(on: try #require(CivilDay("2026-01-08"))) == 0)
  }

  @Test func `two attendances on one date are one day`() throws {
    var counter = WindowCounter(.days, in: TrailingWindow(CalendarPeriod(1, .months)))
    for text in ["2026-01-05 00:00", "2026-01-05 23:59", "2026-01-06 00:00"] {
      counter.record(try #require(Arrival(text)))
    }
    #expect(counter.count(on: try #require(CivilDay("2026-01-06"))) == 2)
  }

  @Test func `recording out of order is a programmer's error`() async {
    await #expect(processExitsWith: .failure) {
      var counter = WindowCounter(.days, in: TrailingWindow(CalendarPeriod(1, .months)))
      counter.record(Arrival(CivilDay(rawValue: 20_001)))
      counter.record(Arrival(CivilDay(rawValue: 20_000)))
    }
  }

  @Test func `a window that ends before what was recorded is a programmer's error`() async {
    await #expect(processExitsWith: .failure) {
      var counter = WindowCounter(.attendances, in: TrailingWindow(CalendarPeriod(1, .months)))
      counter.record(Arrival(CivilDay(rawValue: 20_001)))
      _ = counter.count(on: CivilDay(rawValue: 20_000))
    }
  }
}
