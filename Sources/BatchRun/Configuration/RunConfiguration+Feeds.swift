package import AttendanceModel
package import ExtractReading
import LocatedYAML

extension RunConfiguration {
  /// How often a source brings an extract.
  package enum Rhythm: String, CaseIterable, Sendable {
    case daily
    /// Monday to Friday.
    case weekdays
    case any

    /// Whether the lack of a new extract for a day is an alarm.
    func expects(on day: CivilDay) -> Bool {
      switch self {
      case .daily: true
      case .weekdays: day.weekday < 5
      case .any: false
      }
    }
  }

  /// What a source's extracts stand for; what is nil is as its profile says.
  package struct Feed: Hashable, Sendable {
    package var loadMode: LoadMode?
    package var filePattern: FilePattern?
    package var nilReturn: NilReturn?
    package var period: Period?
  }

  /// The days that a load replaces, when file names do not say.
  package enum Period: Hashable, Sendable {
    case days(ClosedRange<CivilDay>)
    /// So many days, of which the as-of date is the last.
    case last(Int)

    func days(asOf: CivilDay) -> ClosedRange<CivilDay> {
      switch self {
      case .days(let days): days
      case .last(let count): asOf.adding(days: 1 - count)...asOf
      }
    }
  }
}

extension RunConfiguration.Source {
  /// Whether an extract is overdue on a day, by the as-of date for which one last came.
  ///
  /// A night's file is taken in the night: today's may still come.
  func isMissing(lastTaken: CivilDay?, on today: CivilDay) -> Bool {
    guard let lastTaken else { return rhythm != .any }
    return (1..<max(1, today.days(since: lastTaken))).contains { days in
      rhythm.expects(on: lastTaken.adding(days: days))
    }
  }

  /// The profile as this source uses it.
  func laid(over profile: SourceProfile) -> SourceProfile {
    var profile = profile
    profile.loadMode = feed.loadMode ?? profile.loadMode
    profile.filePattern = feed.filePattern ?? profile.filePattern
    profile.nilReturn = feed.nilReturn ?? profile.nilReturn
    return profile
  }

  /// The days that a file stands for: what the configuration says, else what its name says.
  func period(of file: String, _ profile: SourceProfile, asOf: CivilDay)
    -> ClosedRange<CivilDay>?
  {
    feed.period?.days(asOf: asOf) ?? profile.filePattern?.match(file)?.period
  }

  /// Whether something states the period of each file, where its load mode asks for one.
  func statesPeriod(_ profile: SourceProfile) -> Bool {
    profile.loadMode == .netChange || feed.period != nil
      || profile.filePattern?.statesPeriod ?? false
  }
}

extension RunConfiguration {
  static func readSource(
    _ node: Node,
    parent: ParentDelivery,
    path: (String) -> String,
    into reader: inout MappingReader
  ) -> Source? {
    var part = MappingReader(node, describing: "a source")
    let name = part.requiredText("name")
    let profile = part.requiredText("profile")
    let files = part.requiredText("files").map(path)
    let rhythm = part.choice("expected", of: Rhythm.self) ?? .any
    let letters = part.choice("parent", of: ParentDelivery.self) ?? parent
    let feed = Feed(
      loadMode: part.choice("load", of: LoadMode.self),
      filePattern: part.value(
        "file-pattern",
        expected: "a name such as ae-{from}-{to}.csv",
        parse: { FilePattern($0) }
      ),
      nilReturn: part.text("nil-return").map { NilReturn($0) },
      period: readPeriod(&part)
    )
    reader.note(part.finish())
    guard let name, let profile, let files else { return nil }
    return Source(
      name: name,
      profile: profile,
      files: files,
      rhythm: rhythm,
      parentLetters: letters,
      feed: feed
    )
  }

  private static func readPeriod(_ reader: inout MappingReader) -> Period? {
    guard let node = reader.node("period") else { return nil }
    var part = MappingReader(node, describing: "a period")
    let last = part.integer("days", from: 1)
    let from = part.value("from", expected: "a date such as 2026-10-01") { CivilDay($0) }
    let to = part.value("to", expected: "a date such as 2026-10-31") { CivilDay($0) }
    let isFaulty = !part.diagnostics.isEmpty
    reader.note(part.finish())
    switch (last, from, to) {
    case (let last?, nil, nil): return .last(last)
    case (nil, let from?, let to?) where from <= to: return .days(from...to)
    default:
      if !isFaulty {
        reader.note(
          "a period is { from: 2026-10-01, to: 2026-10-31 }, or { days: 7 } that end with the"
            + " as-of date",
          at: node.location
        )
      }
      return nil
    }
  }

  /// What is far from a feed's habit.
  static func readHabit(_ reader: inout MappingReader) -> FeedHabit {
    var habit = FeedHabit()
    guard let node = reader.node("feeds") else { return habit }
    var part = MappingReader(node, describing: "“feeds”")
    func take(_ key: String, _ path: WritableKeyPath<FeedHabit, Int>) {
      if let value = part.integer(key, from: 1) {
        habit[keyPath: path] = value
      }
    }
    take("weekdays", \.days)
    take("at-least", \.atLeast)
    take("least-rows", \.leastRows)
    take("site-days", \.siteDays)
    habit.smaller = share("smaller-than", &part) ?? habit.smaller
    habit.larger =
      part.value("larger-than", expected: "a share such as 200 %") { percent($0) }
      ?? habit.larger
    if habit.atLeast > habit.days {
      part.note("“at-least” is more than “weekdays”, so no habit is ever known", at: node.location)
    }
    reader.note(part.finish())
    return habit
  }

  /// A share of 0 % to 100 %.
  static func share(_ key: String, _ reader: inout MappingReader) -> Double? {
    reader.value(key, expected: "a share such as 5 %") { text in
      percent(text).flatMap { $0 <= 1 ? $0 : nil }
    }
  }

  /// Reads a share such as `0.5 %` as a fraction, which may be more than 1; nil for anything else.
  package static func percent(_ text: String) -> Double? {
    guard text.hasSuffix("%"),
      let number = Double(text.dropLast().filter { $0 != " " }), number.isFinite, number >= 0
    else { return nil }
    return number / 100
  }
}
