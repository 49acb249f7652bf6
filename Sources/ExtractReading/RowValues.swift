import AttendanceModel

/// What an attendance needs the whole row for: its key, its times, its numbered codes.
struct RowValues: Sendable {
  /// A value that a row must have.
  enum Needed<Value: Sendable>: Sendable {
    case missing, unreadable
    case read(Value)

    var value: Value? {
      if case .read(let value) = self { value } else { nil }
    }
  }

  var attendanceID: Needed<String> = .missing
  var providerCode: Needed<String> = .missing
  var arrivalDate: Needed<CivilDay> = .missing
  var arrivalTime: TimeOfDay?
  /// Wins over the date and time, when it is there.
  var arrivalDatetime: Needed<Timestamp> = .missing
  var applicableDay: CivilDay?
  var applicableTime: TimeOfDay?
  var injuryTime: TimeOfDay?
  /// Whether the row says anything of the category, which an attendance has in any case.
  var hasCategory = false
  var isDelete = false
  var diagnoses = NumberedCodes()
  var qualifiers = NumberedCodes()

  var key: AttendanceKey? {
    guard case .read(let provider) = providerCode, case .read(let id) = attendanceID
    else { return nil }
    return AttendanceKey(providerCode: provider, attendanceID: id)
  }

  /// When the row applies from; a missing time is 00:00 (design S1).
  var applicable: Instant? {
    applicableDay.map { day in
      Timestamp(day, applicableTime ?? TimeOfDay(time: .midnight)).instant
    }
  }

  /// London date and minute of arrival; a missing time is 00:00 (design S1).
  var arrival: Needed<Arrival> {
    switch (arrivalDatetime, arrivalDate) {
    case (.read(let stamp), _): .read(stamp.arrival)
    case (.unreadable, _), (.missing, .unreadable): .unreadable
    case (.missing, .missing): .missing
    case (.missing, .read(let day)):
      .read(Timestamp(day, arrivalTime ?? TimeOfDay(time: .midnight)).arrival)
    }
  }

  /// Puts into an attendance what only the whole row says.
  func complete(_ version: inout Attendance, _ key: AttendanceKey, arriving arrival: Arrival) {
    version.key = key
    version.arrival = arrival
    version.applicable = applicable
    version.diagnoses = diagnoses.codes.map { code in
      Attendance.Diagnosis(
        code: code.text,
        qualifier: qualifiers.codes.first { $0.place == code.place }?.text
      )
    }
    guard let injuryTime else { return }
    version.injury.time = injuryTime.time
    if let day = version.injury.date {
      let injury = Timestamp(day, injuryTime).arrival
      version.injury.date = injury.day
      version.injury.time = injury.time
    }
  }
}
