import AttendanceModel
import ExtractReading
import ReadingAgreement
import SeededRandom
import TemporaryFiles
import Testing

/// Both readers read alike whatever a trust's profile says of dates, times, and columns that stand in
/// for one another.
struct ProfileAgreementTests {
  private func expectAgreement(_ profile: SourceProfile, _ lines: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(lines.joined(separator: "\n") + "\n", to: "x.csv")
    let path = "\(folder.path)/x.csv"
    let bulk = try #require(BothReaders.readInBulk(path, profile, threads: 2, chunkSize: 500))
    #expect(bulk == BothReaders.readPlainly(path, profile))
  }

  /// A profile with a key, and what else it says.
  private func profile(_ fields: [String], _ settings: String = "") throws -> SourceProfile {
    try SourceProfile.read(
      text: """
        source: x
        title: X
        \(settings)
        fields:
          attendance_id: Id
          provider_code: Provider
          \(fields.joined(separator: "\n  "))

        """,
      file: "x.yaml"
    )
  }

  @Test(arguments: RandomCases.seeds)
  func `dates and times in any of a profile's patterns are read alike`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let moments = random.patterns()
    let applicable = random.choose(["Valid", "{ date: Valid, time: ValidAt }"])
    let arrival = random.choose([
      ["arrival_datetime: { date: When, time: At }"], ["arrival_datetime: When"],
      ["arrival_date: When", "arrival_time: At"],
    ])
    let profile = try profile(
      arrival + ["birth_date: Born", "applicable_datetime: \(applicable)"],
      "dates: [\(moments.quotedDates)]\ntimes: [\(moments.quotedTimes)]"
    )
    var lines = ["Id,Provider,When,At,Born,Valid,ValidAt"]
    for row in 1...40 {
      let cells = [
        random.once(in: 2) ? random.date(moments) : random.stamp(moments), random.time(moments),
        random.once(in: 2) ? "" : random.date(moments),
        random.once(in: 2) ? "" : random.stamp(moments), random.time(moments),
      ]
      // libcsv takes blanks off what is not quoted.
      lines.append("A\(row),RJE,\(cells.map { "\"\($0)\"" }.joined(separator: ","))")
    }
    try expectAgreement(profile, lines)
  }

  @Test(arguments: [
    ("2026-05-01 09:05", ""), ("2026-05-01T09:05:06.789", "10:30"), ("2026-05-01", "10:30:15"),
    ("2026-05-01 23:30Z", "10:30"), ("2026-05-01 09:05", "23:30Z"), ("2026-05-01 25:00", "10:30"),
    ("2026-05-01 09:05", "25:00"), ("2026-05-01 25:00", ""), ("", "10:30"), ("2026-05-01 ", "9"),
    ("1899-12-31 09:05", "10:30"),
  ])
  func `a time behind a date and one in a column of its own are read alike`(
    date: String,
    time: String
  ) throws {
    let profile = try profile([
      "arrival_datetime: { date: When, time: At }",
      "applicable_datetime: { date: Valid, time: ValidAt }",
    ])
    try expectAgreement(
      profile,
      [
        "Id,Provider,When,At,Valid,ValidAt", "A1,RJE,\(date),\(time),,",
        "A2,RJE,2026-05-01,,\(date),\(time)",
      ]
    )
  }

  @Test(arguments: RandomCases.seeds)
  func `fields that several columns feed are read alike`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let defaults = [
      ("department_type", "01"), ("attendance_category", "1"), ("gp_practice_code", "V81997"),
      ("chief_complaint", "125668004"), ("mobility", "mobile"), ("site_code", "RJE01"),
      ("injury_date", "2026-05-05"),
    ]
    let fields = defaults.shuffled(using: &random).prefix(random.choose([1, 2, 3])).map { field in
      let alternatives = (0..<random.choose([1, 2, 3])).map { _ in random.alternative(field.1) }
      return "\(field.0): [\(alternatives.joined(separator: ", "))]"
    }
    var profile = try profile(fields + ["arrival_date: When"])
    // A profile that says so is refused; a reader must not depend on it.
    if random.once(in: 8), let place = profile.mappings.indices.randomElement(using: &random),
      profile.mappings[place].standing != nil
    {
      profile.mappings[place].standing = "4"
    }
    let values = ["", "", "", "1", "2", "01", "V81997", "125668004", "mobile", "x", "2026-05-05"]
    let rows = (1...40).map { row in
      let cells = (1...3).map { _ in random.choose(values) }
      return "A\(row),RJE,2026-05-01,\(cells.joined(separator: ","))"
    }
    try expectAgreement(profile, ["Id,Provider,When,A,B,C"] + rows)
  }

  @Test func `a preferred default that cannot be read hides what a column says`() throws {
    var profile = try profile([
      "department_type: [{ columns: Absent, default: \"04\" }, { columns: A }]",
      "arrival_date: When",
    ])
    let place = try #require(profile.mappings.firstIndex { $0.standing != nil })
    profile.mappings[place].standing = "4"
    try expectAgreement(profile, ["Id,Provider,When,A", "A1,RJE,2026-05-01,01"])
  }

  @Test func `a number in groups that is a profile's word for nothing is read alike`() throws {
    let profile = try profile([
      "arrival_date: When",
      "nhs_number: { columns: Number, blanks: [\"9990000018\", \"999 000 0026\"] }",
    ])
    let numbers = [
      "9990000018", " 9990000018 ", "999 000 0018", "999 000 0026", "999-000-0034", "999 000\t0042",
    ]
    try expectAgreement(
      profile,
      ["Id,Provider,When,Number"]
        + numbers.enumerated().map { "A\($0),RJE,2026-05-01,\"\($1)\"" }
    )
  }
}

/// The ways in which a random profile's dates and times may be written.
private struct Moments {
  var dates: [String]
  var times: [String]

  var quotedDates: String { dates.map { "\"\($0)\"" }.joined(separator: ", ") }
  var quotedTimes: String { times.map { "\"\($0)\"" }.joined(separator: ", ") }
}

extension SplitMix64 {
  fileprivate mutating func patterns() -> Moments {
    var dates = ["YYYY-MM-DD", "D/M/YYYY", "M/D/YYYY", "D/M/YYYY.", "YYYYMMDD", "DDMMYYYY"]
    var times = ["standard", "HHMM", "H:MM:SS", "H:MM"]
    // These close the short way for all rows.
    if once(in: 8) { dates.append(" D/M/YYYY") }
    if once(in: 8) { times += [" H:MM", "HH:MM "] }
    return Moments(
      dates: Array(dates.shuffled(using: &self).prefix(choose([1, 2, 3]))),
      times: Array(times.shuffled(using: &self).prefix(choose([1, 2, 3])))
    )
  }

  /// A date, mostly as one of the patterns writes it.
  fileprivate mutating func date(_ moments: Moments) -> String {
    if once(in: 10) {
      return choose([
        "", "2026-13-01", "01/05/1899", "1899-12-31", " 1/5/2026", "1/5/2026 9", "20121130",
      ])
    }
    let day = CivilDay(rawValue: Int32(choose(Array(20_000...20_700))))
    var text: [UInt8] = []
    DatePattern(choose(moments.dates))?.write(day, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// A time, mostly as one of the patterns writes it.
  fileprivate mutating func time(_ moments: Moments) -> String {
    if once(in: 10) {
      return choose(["9:05", "0905", "9:05:10", " 9:05", "09:05 ", "09:05+01:00", "4000", "25:00"])
    }
    if once(in: 4) { return "" }
    var text: [UInt8] = []
    guard let time = ClockTime(hour: choose(Array(0...23)), minute: choose(Array(0...59))) else {
      return ""
    }
    TimePattern(choose(moments.times))?.write(time, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  fileprivate mutating func stamp(_ moments: Moments) -> String {
    date(moments) + choose([" ", "T"]) + time(moments)
  }

  /// One way in which a field may be fed.
  fileprivate mutating func alternative(_ standing: String) -> String {
    var parts = ["columns: \(choose(["A", "A", "B", "B", "C", "Absent"]))"]
    if once(in: 3) {
      parts.append("codes: { \"1\": \"\(standing)\", \"2\": \"\" }")
      parts.append("others: \(choose(["blank", "keep", "unreadable"]))")
    }
    if once(in: 4) { parts.append("default: \"\(standing)\"") }
    return "{ \(parts.joined(separator: ", ")) }"
  }
}
