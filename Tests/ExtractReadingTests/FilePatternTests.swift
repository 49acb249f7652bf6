import AttendanceModel
import ExtractReading
import Testing

struct FilePatternTests {
  @Test(arguments: [
    ("ae-*.csv", "ae-2026.csv", nil as String?), ("ae.csv", "ae.csv", nil),
    ("ae-{on}.csv", "ae-2026-10-31.csv", "2026-10-31…2026-10-31"),
    ("AE_{on:YYYYMMDD}_*.txt", "AE_20261031_v2.txt", "2026-10-31…2026-10-31"),
    ("*{from:YYYYMMDD}-{to:YYYYMMDD}.csv", "x20261001-20261007.csv", "2026-10-01…2026-10-07"),
    ("{to}_{from}.csv", "2026-10-07_2026-10-01.csv", "2026-10-01…2026-10-07"),
    ("{month}.csv", "2024-02.csv", "2024-02-01…2024-02-29"),
    ("AE {month:MON YYYY}.csv", "AE Dec 2026.csv", "2026-12-01…2026-12-31"),
    ("{month:YYYYMM}*", "2026113.csv", "2026-11-01…2026-11-30"),
  ])
  func `a name that fits says its period, if the pattern has one`(
    pattern: String,
    name: String,
    period: String?
  ) throws {
    let pattern = try #require(FilePattern(pattern))
    let match = try #require(pattern.match(name))
    #expect(match.period.map { "\($0.lowerBound)…\($0.upperBound)" } == period)
    #expect(pattern.statesPeriod == (period != nil))
  }

  @Test(arguments: [
    ("ae-*.csv", "AE-1.csv"), ("ae-{on}.csv", "ae-2026-02-30.csv"), ("{on}.csv", "2026-10-31.csv2"),
    ("{from}_{to}.csv", "2026-10-07_2026-10-01.csv"), ("{month}.csv", "2026-13.csv"),
    ("ae.csv", ""),
  ])
  func `a name that does not fit, or whose days are none, is no match`(
    pattern: String,
    name: String
  ) throws {
    #expect(try #require(FilePattern(pattern)).match(name) == nil)
  }

  @Test(arguments: ["", "{on", "{day}.csv", "{from}.csv", "{on}{month}", "{on:DDMM}", "{on}-{on}"])
  func `a pattern that names no period in one way is none`(pattern: String) {
    #expect(FilePattern(pattern) == nil)
  }
}

/// What a pattern writes it reads.
struct PatternWritingTests {
  @Test(arguments: [
    "YYYY-MM-DD", "DD/MM/YYYY", "D MON YYYY", "M/D/YYYY", "YYYYMMDD", "D.M.YYYY", "DD-MON-YYYY",
  ])
  func `a date is written as the pattern reads it`(text: String) throws {
    let pattern = try #require(DatePattern(text))
    for day in stride(from: -25_567, through: 40_000, by: 13) as StrideThrough<Int32> {
      var bytes: [UInt8] = []
      pattern.write(CivilDay(rawValue: day), to: &bytes)
      let name = try #require(FilePattern("a{on:\(text)}b"))
      let read = name.match("a\(String(decoding: bytes, as: UTF8.self))b")
      #expect(read?.period?.lowerBound == CivilDay(rawValue: day))
    }
  }

  @Test(arguments: [
    ("HH:MM", "07:05"), ("H:MM:SS", "7:05:00"), ("HHMM", "0705"), ("standard", "07:05"),
  ])
  func `a time is written as the pattern says`(text: String, expected: String) throws {
    let pattern = try #require(TimePattern(text))
    var bytes: [UInt8] = []
    pattern.write(try #require(ClockTime(hour: 7, minute: 5)), to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test(arguments: [
    ("ae-*.csv", "2026-10-01", "2026-10-07", "ae-x.csv" as String?),
    ("AE_{on:YYYYMMDD}_*.txt", "2026-10-31", "2026-10-31", "AE_20261031_x.txt"),
    ("AE_{on}.txt", "2026-10-30", "2026-10-31", nil),
    ("{from}-{to:DDMMYYYY}.csv", "2026-10-01", "2026-10-07", "2026-10-01-07102026.csv"),
    ("{month:YYYYMM}.csv", "2024-02-01", "2024-02-29", "202402.csv"),
    ("{month}.csv", "2024-02-01", "2024-02-28", nil),
  ])
  func `a name states the days that it is made for, or there is none`(
    pattern: String,
    first: String,
    last: String,
    name: String?
  ) throws {
    let days = try #require(CivilDay(first))...(try #require(CivilDay(last)))
    #expect(try #require(FilePattern(pattern)).name(of: days, word: "x") == name)
  }
}
