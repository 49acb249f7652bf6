package import AttendanceModel
package import RuleLanguage

extension Condition.Test {
  /// What an attendance's own row answers.
  ///
  /// A blank field is unknown, except to `recorded`, to which one is that cannot be read; any value
  /// of a numbered field may match.
  /// Category and registration are always known. A subject and matcher that the language does not
  /// pair are unknown.
  package func answer(for attendance: Attendance) -> Truth {
    switch (subject, matcher) {
    case (.field(let field), .oneOf(let texts)):
      attendance.anyText(of: field) { texts.contains($0) }
    case (.field(let field), .inCodeSet(let set)):
      attendance.anyText(of: field) { set.contains($0, on: attendance.arrival.day) }
    case (.field(let field), .number(let lower, let upper)):
      attendance.anyNumber(of: field, atLeast: lower, under: upper)
    case (.field(.arrivalDate), .arrived):
      matcher.answer(on: attendance.arrival.day)
    case (.field(let field), .recorded(let expected)):
      attendance.isRecorded(field).map { Truth($0 == expected) } ?? .unknown
    case (.age, _):
      matcher.answer(for: attendance.age)
    case (.registration, .oneOf(let texts)):
      Truth(texts.contains(attendance.registration.rawValue))
    case (.registration, .recorded(let expected)):
      Truth((attendance.registration != .unknown) == expected)
    case (.field, .age), (.field, .arrived), (.registration, _):
      .unknown
    }
  }
}

extension Condition.Matcher {
  /// What an age answers; a matcher that is not for ages is unknown.
  func answer(for age: Age) -> Truth {
    switch self {
    case .age(let lower, let upper): age.lies(atLeast: lower, under: upper)
    case .recorded(let expected): Truth((age != .unknown) == expected)
    case .oneOf, .inCodeSet, .number, .arrived: .unknown
    }
  }

  /// What a day of arrival answers; a matcher that is not for days is unknown.
  func answer(on day: CivilDay) -> Truth {
    guard case .arrived(let from, let to) = self else { return .unknown }
    return Truth(ValidDays(from: from, to: to).contains(day))
  }
}

extension Attendance {
  /// Whether a field says anything; nil when what it says cannot be read.
  fileprivate func isRecorded(_ field: AttendanceField) -> Bool? {
    if !values(of: field).isEmpty { return true }
    return unreadable.contains(field) ? nil : false
  }

  /// Whether any recorded text of a field is accepted; unknown when none is recorded.
  fileprivate func anyText(of field: AttendanceField, accepts: (String) -> Bool) -> Truth {
    switch field {
    case .diagnosis: diagnoses.isEmpty ? .unknown : Truth(diagnoses.contains { accepts($0.code) })
    case _ where field.isNumbered:
      values(of: field).isEmpty ? .unknown : Truth(values(of: field).contains(where: accepts))
    default: value(of: field).map { Truth(accepts($0)) } ?? .unknown
    }
  }

  /// Whether any recorded whole number of a field lies in the bounds; unknown without a number.
  fileprivate func anyNumber(of field: AttendanceField, atLeast lower: Int?, under upper: Int?)
    -> Truth
  {
    let numbers = values(of: field).compactMap { Int($0) }
    guard !numbers.isEmpty else { return .unknown }
    return Truth(numbers.contains { $0 >= lower ?? .min && $0 < upper ?? .max })
  }
}

extension Age {
  /// Whether the age lies in the bounds; a bound that is not there is no bound.
  @inline(__always)
  func lies(atLeast lower: CalendarPeriod?, under upper: CalendarPeriod?) -> Truth {
    let reaches = lower.map { !isUnder($0) } ?? .yes
    guard let upper, reaches != .no else { return reaches }
    let stays = isUnder(upper)
    return stays == .yes ? reaches : stays
  }
}
