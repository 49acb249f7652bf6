package import AttendanceModel

/// How a source writes times of day: `HH:MM`, `H:MM:SS`, `HHMM`, or `standard`.
///
/// `HH`, `MM` and `SS` are two digits, `H` one or two; anything else stands for itself.
/// `standard` is what a file without a profile uses: `HH:MM[:SS[.f]]` with an optional `Z` or
/// `±HH:MM` (design section 6).
package struct TimePattern: Hashable, Sendable {
  private enum Element: Hashable {
    case hour(least: Int)
    case minute
    case second
    case literal(UInt8)
  }

  package static let standard = TimePattern([])

  /// Empty for `standard`.
  private let elements: [Element]

  private init(_ elements: [Element]) {
    self.elements = elements
  }

  /// Reads a pattern; nil when it does not hold an hour and a minute, or repeats a part.
  package init?(_ text: String) {
    var elements: [Element] = []
    var rest = text == "standard" ? "" : text[...]
    var parts = ""
    while let first = rest.first {
      if let word = Self.words.first(where: { rest.hasPrefix($0.word) }) {
        elements.append(word.element)
        parts.append(word.part)
        rest.removeFirst(word.word.count)
      } else if let byte = first.asciiValue, !first.isLetter, !first.isNumber {
        elements.append(.literal(byte))
        rest.removeFirst()
      } else {
        return nil
      }
    }
    guard text == "standard" || ["hm", "hms"].contains(parts) else { return nil }
    self.init(elements)
  }

  private static let words: [(word: String, element: Element, part: Character)] = [
    ("HH", .hour(least: 2), "h"), ("MM", .minute, "m"), ("SS", .second, "s"),
    ("H", .hour(least: 1), "h"),
  ]

  /// Reads a whole value; nil when it is no such time.
  func read(_ bytes: Span<UInt8>) -> TimeOfDay? {
    if elements.isEmpty { return Self.readStandard(bytes) }
    var position = 0
    var hour = 0
    var minute = 0
    var second = 0
    for element in elements {
      switch element {
      case .hour(let least):
        guard let value = bytes.takeNumber(at: &position, digits: least...2) else { return nil }
        hour = value
      case .minute:
        guard let value = bytes.takeNumber(at: &position, digits: 2...2) else { return nil }
        minute = value
      case .second:
        guard let value = bytes.takeNumber(at: &position, digits: 2...2), value < 60
        else { return nil }
        second = value
      case .literal(let byte):
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

  var isStandard: Bool { elements.isEmpty }

  /// Whether a time begins or ends with a blank, which is trimmed off a value before it is read.
  var isPadded: Bool {
    [elements.first, elements.last].contains {
      if case .literal(let byte)? = $0 { byte.isBlank } else { false }
    }
  }

  /// Appends a time as the source writes it, `standard` as `HH:MM`; seconds are 00.
  package func write(_ time: ClockTime, to text: inout [UInt8]) {
    guard !isStandard else {
      text += time.description.utf8
      return
    }
    let (hour, minute) = Int(time.minutes).quotientAndRemainder(dividingBy: 60)
    for element in elements {
      switch element {
      case .hour(let least): text += zeroPadded(hour, least).utf8
      case .minute: text += zeroPadded(minute, 2).utf8
      case .second: text += "00".utf8
      case .literal(let byte): text.append(byte)
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
