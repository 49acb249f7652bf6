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
    Array(
      CSVLine.exact([
        trigger.rule, String(trigger.ruleVersion), trigger.attendance.providerCode,
        trigger.attendance.attendanceID, trigger.arrival.day.description,
        trigger.arrival.time.description, String(trigger.count),
        trigger.window.lowerBound.description, trigger.window.upperBound.description,
      ]).utf8
    )
  }

  /// Adds the next trigger; the caller hands them over in order.
  package mutating func add(_ trigger: Trigger) { bytes += Self.line(trigger) }
}
