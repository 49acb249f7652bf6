package import AttendanceModel

/// How a source writes times of day: `HH:MM`, `H:MM:SS`, `HHMM`, or `standard`.
///
/// `HH`, `MM` and `SS` are two digits, `H` one or two; anything else stands for itself.
/// `standard` is what a file without a profile uses: `HH:MM[:SS[.f]]` with an optional `Z` or
/// `±HH:MM` (design section 6).
package struct TimePattern: Hashable, Sendable {
  private enum Part: Hashable {
    case hour(least: Int)
    case minute
    case second

    /// What of a time it says.
    var unit: String {
      switch self {
      case .hour: "hour"
      case .minute: "minute"
      case .second: "second"
      }
    }
  }

  package static let standard = TimePattern(PatternText([]))

  /// Without elements for `standard`.
  private let text: PatternText<Part>

  private init(_ text: PatternText<Part>) {
    self.text = text
  }

  /// Reads a pattern; nil when it does not hold an hour and a minute, or repeats a part.
  package init?(_ text: String) {
    guard text != "standard" else {
      self = .standard
      return
    }
    guard let text = PatternText(text, words: Self.words),
      [["hour", "minute"], ["hour", "minute", "second"]].contains(text.parts.map(\.unit))
    else { return nil }
    self.init(text)
  }

  private static let words: [(word: String, part: Part)] = [
    ("HH", .hour(least: 2)), ("MM", .minute), ("SS", .second), ("H", .hour(least: 1)),
  ]

  /// Reads a whole value; nil when it is no such time.
  func read(_ bytes: Span<UInt8>) -> TimeOfDay? {
    if isStandard { return Self.readStandard(bytes) }
    var position = 0
    var hour = 0
    var minute = 0
    var second = 0
    for element in text.elements {
      switch element {
      case .part(.hour(let least)):
        guard let value = bytes.takeNumber(at: &position, digits: least...2) else { return nil }
        hour = value
      case .part(.minute):
        guard let value = bytes.takeNumber(at: &position, digits: 2...2) else { return nil }
        minute = value
      case .part(.second):
        guard let value = bytes.takeNumber(at: &position, digits: 2...2), value < 60
        else { return nil }
        second = value
      case .mark(let byte):
        guard bytes.take(byte, at: &position) else { return nil }
      }
    }
    guard position == bytes.count, let time = ClockTime(hour: hour, minute: minute)
    else { return nil }
    return TimeOfDay(time: time, nanoseconds: Int64(second) * 1_000_000_000)
  }

  /// The two common lengths without a detour; fractions and offsets by the model's own reader.
  static func readStandard(_ bytes: Span<UInt8>) -> TimeOfDay? {
    guard bytes.count == 5 || bytes.count == 8 else {
      return TimeOfDay(ascii: bytes)
    }
    guard let hour = bytes.twoDigits(at: 0), bytes[2] == UInt8(ascii: ":"),
      let minute = bytes.twoDigits(at: 3), let time = ClockTime(hour: hour, minute: minute)
    else { return nil }
    guard bytes.count == 8 else { return TimeOfDay(time: time) }
    guard bytes[5] == UInt8(ascii: ":"), let second = bytes.twoDigits(at: 6), second < 60
    else { return nil }
    return TimeOfDay(time: time, nanoseconds: Int64(second) * 1_000_000_000)
  }

  var isStandard: Bool { text.elements.isEmpty }

  var isPadded: Bool { text.isPadded }

  /// Appends a time as the source writes it, `standard` as `HH:MM`; seconds are 00.
  package func write(_ time: ClockTime, to bytes: inout [UInt8]) {
    guard !isStandard else {
      bytes += time.description.utf8
      return
    }
    let (hour, minute) = Int(time.minutes).quotientAndRemainder(dividingBy: 60)
    for element in text.elements {
      switch element {
      case .part(.hour(let least)): bytes += zeroPadded(hour, least).utf8
      case .part(.minute): bytes += zeroPadded(minute, 2).utf8
      case .part(.second): bytes += "00".utf8
      case .mark(let byte): bytes.append(byte)
      }
    }
  }
}

extension [TimePattern] {
  /// Reads a whole value by the first pattern that fits; nil when none does.
  func read(_ bytes: Span<UInt8>) -> TimeOfDay? {
    for pattern in self {
      if let time = pattern.read(bytes) { return time }
    }
    return nil
  }
}
