package import AttendanceModel
import CSVWriting

/// `triggers.csv`: every trigger that holds, sorted by rule, then S1's order (design section 8).
package struct TriggerTable: Sendable {
  package private(set) var bytes = header

  package init() {}

  /// The line of column names.
  static let header = Array(
    CSVLine.exact([
      "rule", "rule_version", "provider_code", "attendance_id", "arrival_date", "arrival_time",
      "count", "window_from", "window_to",
    ]).utf8
  )

  /// The line of a trigger.
  static func line(_ trigger: Trigger) -> [UInt8] {
    var line: [UInt8] = []
    append(trigger, to: &line)
    return line
  }

  /// Adds the next trigger; the caller hands them over in order.
  package mutating func add(_ trigger: Trigger) { Self.append(trigger, to: &bytes) }

  /// Adds triggers in their order, with several threads when they are many.
  mutating func add(_ triggers: TriggerList, threads: Int) {
    let shares = triggers.inShares(threads) { share in
      var lines: [UInt8] = []
      lines.reserveCapacity(share.count * Self.usualLine)
      for trigger in share { Self.append(trigger, to: &lines) }
      return lines
    }
    for lines in shares { bytes += lines }
  }

  /// Bytes of most lines, at most.
  private static let usualLine = 100

  private static func append(_ trigger: Trigger, to bytes: inout [UInt8]) {
    CSVLine.append(trigger.rule, to: &bytes)
    append(trigger.ruleVersion, to: &bytes)
    bytes.append(comma)
    CSVLine.append(trigger.attendance.providerCode, to: &bytes)
    bytes.append(comma)
    CSVLine.append(trigger.attendance.attendanceID, to: &bytes)
    append(trigger.arrival.day, to: &bytes)
    bytes.append(comma)
    let minutes = Int(trigger.arrival.time.minutes)
    appendPair(minutes / 60, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    appendPair(minutes % 60, to: &bytes)
    append(trigger.count, to: &bytes)
    append(trigger.window.lowerBound, to: &bytes)
    append(trigger.window.upperBound, to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
  }

  private static let comma = UInt8(ascii: ",")

  /// A comma and a number.
  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    bytes.append(comma)
    if (0..<10).contains(number) {
      bytes.append(digit(number))
    } else {
      bytes += String(number).utf8
    }
  }

  /// A comma and a day as `YYYY-MM-DD`.
  private static func append(_ day: CivilDay, to bytes: inout [UInt8]) {
    let (year, month, ofMonth) = day.components
    bytes.append(comma)
    appendPair(year / 100, to: &bytes)
    appendPair(year % 100, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    appendPair(month, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    appendPair(ofMonth, to: &bytes)
  }

  /// A number from 0 to 99 in two digits.
  private static func appendPair(_ number: Int, to bytes: inout [UInt8]) {
    assert((0..<100).contains(number))
    bytes.append(digit(number / 10))
    bytes.append(digit(number % 10))
  }

  private static func digit(_ number: Int) -> UInt8 { UInt8(ascii: "0") + UInt8(number) }
}
