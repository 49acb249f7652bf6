package import AttendanceModel
import CSVWriting

/// `triggers.csv`: every trigger that holds, sorted by rule, then S1's order (design section 8).
package struct TriggerTable: Sendable {
  /// The header and the lines, as they stand in the file.
  package private(set) var bytes: [UInt8]
  private var common = Common()

  /// A table without triggers.
  package init() { self.init(bytes: Self.header) }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// The line of column names.
  static let header = Array(
    CSVLine.exact([
      "rule", "rule_version", "provider_code", "attendance_id", "arrival_date", "arrival_time",
      "count", "window_from", "window_to",
    ]).utf8
  )

  /// The lines of triggers, in their order.
  static func lines(of triggers: some Collection<Trigger>) -> [UInt8] {
    var lines = TriggerTable(bytes: [])
    lines.bytes.reserveCapacity(triggers.count * usualLine)
    for trigger in triggers { lines.add(trigger) }
    return lines.bytes
  }

  /// The table in pieces, made by several threads when the triggers are many.
  ///
  /// - Parameters:
  ///   - triggers: In order.
  ///   - threads: How many threads work; the bytes do not depend on it.
  /// - Returns: All its bytes, one piece after another.
  static func pieces(_ triggers: TriggerList, threads: Int) -> [[UInt8]] {
    [header] + triggers.inShares(threads) { lines(of: $0) }
  }

  /// Bytes of most lines, at most.
  private static let usualLine = 100

  /// Adds the next trigger; the caller hands them over in order.
  package mutating func add(_ trigger: Trigger) {
    if !common.isOf(trigger) { common = Common(of: trigger) }
    bytes += common.start
    CSVLine.append(trigger.attendance.providerCode, to: &bytes)
    bytes.append(Self.comma)
    CSVLine.append(trigger.attendance.attendanceID, to: &bytes)
    bytes += common.middle
    let minutes = Int(trigger.arrival.time.minutes)
    Self.appendPair(minutes / 60, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    Self.appendPair(minutes % 60, to: &bytes)
    Self.append(trigger.count, to: &bytes)
    bytes += common.end
  }

  /// What the lines of a rule's triggers on one day have in common: kept from line to line, since
  /// in a large table a hundred follow one another.
  private struct Common {
    private var rule = ""
    private var version = 0
    private var day = CivilDay(rawValue: 0)
    private var window = CivilDay(rawValue: 0)...CivilDay(rawValue: 0)
    /// The rule and its version.
    private(set) var start: [UInt8] = []
    /// The day of arrival.
    private(set) var middle: [UInt8] = []
    /// The window.
    private(set) var end: [UInt8] = []

    /// Of no trigger: rules have names.
    init() {}

    init(of trigger: Trigger) {
      (rule, version) = (trigger.rule, trigger.ruleVersion)
      (day, window) = (trigger.arrival.day, trigger.window)
      CSVLine.append(rule, to: &start)
      TriggerTable.append(version, to: &start)
      start.append(comma)
      TriggerTable.append(day, to: &middle)
      middle.append(comma)
      TriggerTable.append(window.lowerBound, to: &end)
      TriggerTable.append(window.upperBound, to: &end)
      end.append(UInt8(ascii: "\n"))
    }

    func isOf(_ trigger: Trigger) -> Bool {
      day == trigger.arrival.day && window == trigger.window && version == trigger.ruleVersion
        && rule == trigger.rule
    }
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
