package import AttendanceModel

/// How a source names its files: `ae-{from}-{to}.csv`, `WIC_{on:YYYYMMDD}_*.csv`.
///
/// `*` stands for any characters. `{on}` is the day that a file is about, `{from}` and `{to}` are
/// the first and last day, `{month}` a whole month; each is a date as in `YYYY-MM-DD`, a month as
/// in `YYYY-MM`, unless a pattern follows a colon. Anything else stands for itself, and letters
/// are compared exactly.
package struct FilePattern: Hashable, Sendable {
  private enum Part: Hashable {
    case text([UInt8])
    case any
    case on(DatePattern)
    case from(DatePattern)
    case to(DatePattern)
    /// The pattern is that of the month and a day behind it.
    case month(DatePattern)
  }

  /// What a fitting name says.
  package struct Match: Hashable, Sendable {
    /// The days that the file is about, both included; nil when the pattern names none.
    package var period: ClosedRange<CivilDay>?
  }

  /// As the profile writes it.
  package let text: String
  private let parts: [Part]

  /// Reads a pattern; nil when a brace is not closed, a word or date pattern is unknown, or the
  /// days that it names are no period: `{on}` alone, `{month}` alone, or `{from}` with `{to}`.
  package init?(_ text: String) {
    self.text = text
    var parts: [Part] = []
    var words: [Substring] = []
    var rest = text[...]
    while let first = rest.first {
      if first == "*" {
        parts.append(.any)
        rest.removeFirst()
      } else if first == "{" {
        guard let end = rest.firstIndex(of: "}") else { return nil }
        let inside = rest[rest.index(after: rest.startIndex)..<end]
        guard let part = Self.datePart(inside) else { return nil }
        parts.append(part)
        words.append(inside.prefix { $0 != ":" })
        rest = rest[rest.index(after: end)...]
      } else {
        let stretch = rest.prefix { $0 != "*" && $0 != "{" }
        parts.append(.text(Array(stretch.utf8)))
        rest = rest[stretch.endIndex...]
      }
    }
    guard [[], ["on"], ["month"], ["from", "to"]].contains(words.sorted()), !text.isEmpty
    else { return nil }
    self.parts = parts
  }

  private static func datePart(_ inside: Substring) -> Part? {
    let pieces = inside.split(separator: ":", maxSplits: 1)
    let pattern = pieces.count > 1 ? DatePattern(String(pieces[1])) : .standard
    return switch pieces.first {
    case "on": pattern.map { .on($0) }
    case "from": pattern.map { .from($0) }
    case "to": pattern.map { .to($0) }
    case "month":
      DatePattern((pieces.count > 1 ? String(pieces[1]) : "YYYY-MM") + dayPattern)
        .map { .month($0) }
    default: nil
    }
  }

  /// Whether a fitting file's name states the period that it is about.
  package var statesPeriod: Bool {
    parts.contains { part in
      switch part {
      case .text, .any: false
      case .on, .from, .to, .month: true
      }
    }
  }

  /// A name that fits and states these days, with a word in the place of each `*`; nil when no name
  /// can, because the pattern states a day or a month and the days are no such thing.
  package func name(of days: ClosedRange<CivilDay>, word: String) -> String? {
    var text: [UInt8] = []
    for part in parts {
      switch part {
      case .text(let bytes): text += bytes
      case .any: text += word.utf8
      case .on(let pattern), .from(let pattern): pattern.write(days.lowerBound, to: &text)
      case .to(let pattern): pattern.write(days.upperBound, to: &text)
      case .month(let pattern):
        pattern.write(days.lowerBound, to: &text)
        text.removeLast(Self.firstDay.utf8.count)
      }
    }
    let name = String(decoding: text, as: UTF8.self)
    return match(name).flatMap { !statesPeriod || $0.period == days ? name : nil }
  }

  /// Fits a file's name, without its folder; nil when it does not fit or its days are none.
  package func match(_ name: String) -> Match? {
    var days = Days()
    guard match(parts[...], Array(name.utf8)[...], &days) else { return nil }
    guard let first = days.first, let last = days.last else { return Match() }
    return first <= last ? Match(period: first...last) : nil
  }

  private struct Days {
    var first: CivilDay?
    var last: CivilDay?
  }

  private func match(_ parts: ArraySlice<Part>, _ name: ArraySlice<UInt8>, _ days: inout Days)
    -> Bool
  {
    guard let part = parts.first else { return name.isEmpty }
    let others = parts.dropFirst()
    switch part {
    case .text(let bytes):
      return name.starts(with: bytes) && match(others, name.dropFirst(bytes.count), &days)
    case .any:
      return (0...name.count).contains { match(others, name.dropFirst($0), &days) }
    case .on(let pattern):
      guard let (day, rest) = Self.take(pattern, from: name) else { return false }
      days = Days(first: day, last: day)
      return match(others, rest, &days)
    case .from(let pattern):
      guard let (day, rest) = Self.take(pattern, from: name) else { return false }
      days.first = day
      return match(others, rest, &days)
    case .to(let pattern):
      guard let (day, rest) = Self.take(pattern, from: name) else { return false }
      days.last = day
      return match(others, rest, &days)
    case .month(let pattern):
      // A month is written in five bytes, as in 12026, or more.
      return (5...max(5, min(12, name.count))).contains { width in
        let monthAndDay = Array(name.prefix(width)) + Self.firstDay.utf8
        guard let (day, rest) = Self.take(pattern, from: monthAndDay[...]), rest.isEmpty
        else { return false }
        days = Days(first: day, last: day.adding(months: 1).adding(days: -1))
        return match(others, name.dropFirst(width), &days)
      }
    }
  }

  /// A date from the beginning of a name, and what is left of it.
  private static func take(_ pattern: DatePattern, from name: ArraySlice<UInt8>)
    -> (CivilDay, ArraySlice<UInt8>)?
  {
    let bytes = Array(name)
    var position = 0
    return pattern.take(from: bytes.span, at: &position).map { ($0, bytes[position...]) }
  }

  /// What completes a month to a date, and how its pattern says so.
  private static let firstDay = "/01"
  private static let dayPattern = "/DD"
}
