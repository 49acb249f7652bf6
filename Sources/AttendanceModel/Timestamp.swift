/// A time of day as an extract writes it: `HH:MM[:SS[.f]]` with an optional `Z` or `±HH:MM`.
public struct TimeOfDay: Hashable, Sendable {
  /// The minute.
  public var time: ClockTime
  /// Nanoseconds past the minute.
  public var nanoseconds: Int64
  /// Minutes ahead of UTC, when the text said so.
  public var utcOffset: Int?

  /// A minute, with what the text said besides.
  @inlinable
  public init(time: ClockTime, nanoseconds: Int64 = 0, utcOffset: Int? = nil) {
    self.time = time
    self.nanoseconds = nanoseconds
    self.utcOffset = utcOffset
  }

  /// Reads the text's bytes; nil for anything but the forms above.
  public init?(ascii bytes: some Collection<UInt8>) {
    self.init(ASCIIDigits(bytes))
  }

  /// Reads bytes as they stand in a buffer; nil for anything but the forms above.
  public init?(ascii bytes: Span<UInt8>) {
    self.init(ASCIIDigits(bytes))
  }

  private init?(_ text: ASCIIDigits) {
    var digits = text
    guard let hour = digits.take(2), digits.take(separator: ":"), let minute = digits.take(2),
      let time = ClockTime(hour: hour, minute: minute)
    else { return nil }
    self.init(time: time)
    if digits.take(separator: ":") {
      guard let second = digits.take(2), second < 60 else { return nil }
      nanoseconds = Int64(second) * 1_000_000_000
      if digits.take(separator: ".") {
        guard let (value, width) = digits.takeRun(upTo: 9) else { return nil }
        nanoseconds += (width..<9).reduce(Int64(value)) { scaled, _ in scaled * 10 }
        // Digits finer than a nanosecond are read and do not count.
        while digits.takeRun(upTo: 9) != nil {}
      }
    }
    if digits.take(separator: "Z") {
      utcOffset = 0
    } else if let sign = digits.next, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      _ = digits.take(separator: Unicode.Scalar(sign))
      guard let hours = digits.take(2), hours <= 14, digits.take(separator: ":"),
        let minutes = digits.take(2), minutes < 60
      else { return nil }
      utcOffset = (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }
    guard digits.isAtEnd else { return nil }
  }
}

/// A date with a time, before it is turned into London civil time or an instant.
public struct Timestamp: Hashable, Sendable {
  /// The date as written.
  public var day: CivilDay
  /// The time as written.
  public var time: TimeOfDay

  /// A date and a time as written.
  @inlinable
  public init(_ day: CivilDay, _ time: TimeOfDay) {
    self.day = day
    self.time = time
  }

  /// Reads a date and a time joined by `T` or one space; nil for anything else.
  public init?(ascii bytes: some Collection<UInt8>) {
    let day = bytes.prefix(10)
    let rest = bytes.dropFirst(10)
    guard let separator = rest.first,
      separator == UInt8(ascii: "T") || separator == UInt8(ascii: " "),
      let day = CivilDay(ascii: day), let time = TimeOfDay(ascii: rest.dropFirst())
    else { return nil }
    self.init(day, time)
  }

  /// The same date with the time that stands beside it.
  ///
  /// A program that keeps dates as moments writes a London date as `2025-05-29T23:00:00Z`: with an
  /// offset it is the date in London that counts.
  @inlinable
  public func with(_ time: TimeOfDay) -> Timestamp {
    Timestamp(self.time.utcOffset == nil ? day : arrival.day, time)
  }

  /// London civil date and minute: as written without an offset, converted with one.
  @inlinable
  public var arrival: Arrival {
    guard let offset = time.utcOffset else { return Arrival(day, time.time) }
    return LondonClock.civil(fromUTC: LondonClock.shifted(Arrival(day, time.time), by: -offset))
  }

  /// The instant: without an offset the text is London time, the first pass when the clock
  /// repeats an hour (design S1).
  public var instant: Instant {
    instant(
      londonOffset: time.utcOffset == nil ? LondonClock.offset(atCivil: Arrival(day, time.time)) : 0
    )
  }

  /// The instant, when the offset of London's clock at that time is known.
  @inlinable
  public func instant(londonOffset: Int) -> Instant {
    let offset = time.utcOffset ?? londonOffset
    let minutes = Int64(Arrival(day, time.time).civilMinutes - offset)
    // Nanoseconds reach from 1677 to 2262: a date such as 9999-12-31 is later than all of them.
    let (nanoseconds, overflows) = minutes.multipliedReportingOverflow(by: 60_000_000_000)
    let isFinal = overflows || nanoseconds > .max - time.nanoseconds
    if isFinal { return Instant(nanoseconds: minutes < 0 ? .min : .max) }
    return Instant(nanoseconds: nanoseconds + time.nanoseconds)
  }
}
