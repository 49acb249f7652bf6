import AttendanceModel
import ExtractReading

/// Every day of some years in one pattern, ready to be copied.
struct DayTexts: Sendable {
  private let first: Int32
  private let bytes: [UInt8]
  private let ends: [Int]

  init(_ pattern: DatePattern, _ days: ClosedRange<Int32>) {
    var bytes: [UInt8] = []
    var ends = [0]
    for day in days {
      pattern.write(CivilDay(rawValue: day), to: &bytes)
      ends.append(bytes.count)
    }
    first = days.lowerBound
    self.bytes = bytes
    self.ends = ends
  }

  func append(_ day: Int32, to row: inout [UInt8]) {
    let place = Int(day - first)
    row.append(contentsOf: bytes[ends[place]..<ends[place + 1]])
  }
}

/// Every minute of the day in one pattern, ready to be copied.
struct TimeTexts: Sendable {
  private let bytes: [UInt8]
  private let ends: [Int]

  init(_ pattern: TimePattern) {
    var bytes: [UInt8] = []
    var ends = [0]
    for minute in 0..<1440 {
      pattern.write(ClockTime(uncheckedMinutes: Int16(minute)), to: &bytes)
      ends.append(bytes.count)
    }
    self.bytes = bytes
    self.ends = ends
  }

  /// Nothing when the minute is not recorded.
  func append(_ minute: Int16, to row: inout [UInt8]) {
    guard minute >= 0 else { return }
    row.append(contentsOf: bytes[ends[Int(minute)]..<ends[Int(minute) + 1]])
  }
}

extension [UInt8] {
  /// A number in so many decimal digits.
  mutating func append(digits count: Int, of number: UInt64) {
    let start = self.count
    for _ in 0..<count { append(0x30) }
    var rest = number
    var place = start + count - 1
    while rest > 0, place >= start {
      self[place] = 0x30 + UInt8(rest % 10)
      rest /= 10
      place -= 1
    }
  }
}
