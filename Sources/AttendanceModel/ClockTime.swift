/// A minute of the civil day, 00:00 to 23:59; seconds of arrival are dropped (design S1).
public struct ClockTime: Comparable, Hashable, Sendable {
  /// Minutes since midnight, 0–1439.
  public var minutes: Int16

  /// 00:00.
  public static let midnight = ClockTime(uncheckedMinutes: 0)

  /// The time so many minutes after midnight, of which the caller knows that the day has them.
  @inlinable
  public init(uncheckedMinutes: Int16) {
    minutes = uncheckedMinutes
  }

  /// The time of an hour (0–23) and minute (0–59), or nil.
  @inlinable
  public init?(hour: Int, minute: Int) {
    guard hour >= 0, hour < 24, minute >= 0, minute < 60 else { return nil }
    self.init(uncheckedMinutes: Int16(truncatingIfNeeded: hour &* 60 &+ minute))
  }

  /// The time so many minutes after midnight, or nil outside the day.
  public init?(minutes: Int) {
    guard (0..<1440).contains(minutes) else { return nil }
    self.minutes = Int16(minutes)
  }

  /// Whether a time of day comes before another.
  public static func < (earlier: ClockTime, later: ClockTime) -> Bool {
    earlier.minutes < later.minutes
  }
}

extension ClockTime: CustomStringConvertible {
  /// `HH:MM`.
  public var description: String {
    "\(zeroPadded(Int(minutes) / 60, 2)):\(zeroPadded(Int(minutes) % 60, 2))"
  }
}

/// When a person arrived: London civil date and minute.
public struct Arrival: Comparable, Hashable, Sendable {
  /// The date in London.
  public var day: CivilDay
  /// What London's clocks showed.
  public var time: ClockTime

  /// An arrival on a day, at midnight when no time is known (design S1).
  @inlinable
  public init(_ day: CivilDay, _ time: ClockTime = .midnight) {
    self.day = day
    self.time = time
  }

  /// Civil-clock minutes since 1970-01-01 00:00: differences are what a wall clock shows, so a
  /// gap of 24 hours means the same on the nights the clocks change (design S1).
  @inlinable
  public var civilMinutes: Int {
    Int(day.rawValue) * 1440 + Int(time.minutes)
  }

  /// Whether an arrival comes before another by the civil clock.
  @inlinable
  public static func < (earlier: Arrival, later: Arrival) -> Bool {
    earlier.civilMinutes < later.civilMinutes
  }
}

extension Arrival: CustomStringConvertible {
  /// `YYYY-MM-DD HH:MM`.
  public var description: String { "\(day) \(time)" }
}
