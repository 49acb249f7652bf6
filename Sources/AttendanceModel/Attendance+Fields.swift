extension Attendance {
  /// The texts recorded under a field, in their canonical form; none when nothing is recorded.
  ///
  /// Dates are `YYYY-MM-DD`, times `HH:MM`, flags `yes` or `no`; a category is always there, as
  /// its word. A live attendance's update type is 9: a deletion leaves no attendance.
  package func values(of field: AttendanceField) -> [String] {
    switch field {
    case .addressLine: patient.addressLines
    case .diagnosis: diagnoses.map(\.code)
    case .diagnosisQualifier: diagnoses.compactMap(\.qualifier)
    case .safeguardingConcern: safeguardingConcerns
    default: value(of: field).map { [$0] } ?? []
    }
  }

  /// The text recorded under a field that is not numbered; see `values(of:)` for the others.
  package func value(of field: AttendanceField) -> String? {
    switch field {
    case .attendanceID: key.attendanceID
    case .providerCode: key.providerCode
    case .siteCode: siteCode
    case .departmentType: departmentType
    case .attendanceCategory: category.rawValue
    case .arrivalDate: arrival.day.description
    case .arrivalTime: arrival.time.description
    case .arrivalDatetime: arrival.description
    case .nhsNumber: patient.nhsNumber?.plain
    case .nhsNumberStatus: patient.nhsNumberStatus.flatMap { $0.isEmpty ? nil : $0 }
    case .localPatientID: patient.localPatientID
    case .familyName: patient.familyName
    case .givenName: patient.givenName
    case .birthDate: patient.birthDate?.description
    case .ageAtArrival: patient.recordedAge?.description
    case .sex: patient.sex
    case .postcode: patient.postcode
    case .gpPracticeCode: practiceCode
    case .chiefComplaint: chiefComplaint
    case .injuryDate: injury.date?.description
    case .injuryTime: injury.time?.description
    case .injuryPlace: injury.place
    case .injuryIntent: injury.intent
    case .injuryActivity: injury.activity
    case .injuryMechanism: injury.mechanism
    case .dischargeStatus: dischargeStatus
    case .dischargeDestination: dischargeDestination
    case .attendanceSource: attendanceSource
    case .mobility: patient.mobility?.rawValue
    case .lookedAfter: patient.isLookedAfter.map { $0 ? "yes" : "no" }
    case .childProtectionPlan: patient.hasChildProtectionPlan.map { $0 ? "yes" : "no" }
    case .deathDate: patient.deathDate?.description
    case .withheldIdentityReason: patient.withheldIdentityReason
    case .preferredLanguage: patient.preferredLanguage
    case .updateType: "9"
    case .applicableDatetime: applicable?.description
    // Several values; see `values(of:)`.
    case .addressLine, .diagnosis, .diagnosisQualifier, .safeguardingConcern: nil
    }
  }

  /// Records a text under a field and says whether it could be read; if not, nothing changes.
  ///
  /// An empty text clears the field, and so does a date before 1900 (design S1). The fields that
  /// every attendance has (its key and arrival) cannot be cleared. A numbered field takes the
  /// values from index 0 on, one after another; a qualifier needs its diagnosis first.
  package mutating func set(_ field: AttendanceField, to text: String, at index: Int = 0) -> Bool {
    switch field {
    case .addressLine: Self.place(text, at: index, in: &patient.addressLines)
    case .safeguardingConcern: Self.place(text, at: index, in: &safeguardingConcerns)
    case .diagnosis: setDiagnosis(text, at: index)
    case .diagnosisQualifier: setQualifier(text, at: index)
    case .attendanceID, .providerCode, .arrivalDate, .arrivalTime, .arrivalDatetime:
      setIdentity(field, to: text)
    case .updateType: text.isEmpty || text == "9"
    default: setReadable(field, to: text) ?? setText(field, to: text.isEmpty ? nil : text)
    }
  }

  private mutating func setDiagnosis(_ code: String, at index: Int) -> Bool {
    var codes = diagnoses.map(\.code)
    guard Self.place(code, at: index, in: &codes) else { return false }
    let qualifiers = diagnoses.map(\.qualifier)
    diagnoses = codes.enumerated().map { position, code in
      Diagnosis(
        code: code,
        qualifier: position < qualifiers.count ? qualifiers[position] : nil
      )
    }
    return true
  }

  private mutating func setQualifier(_ text: String, at index: Int) -> Bool {
    guard diagnoses.indices.contains(index) else { return text.isEmpty }
    diagnoses[index].qualifier = text.isEmpty ? nil : text
    return true
  }

  private static func place(_ text: String, at index: Int, in list: inout [String]) -> Bool {
    guard !text.isEmpty else { return true }
    guard (0...list.count).contains(index) else { return false }
    if index == list.count { list.append(text) } else { list[index] = text }
    return true
  }

  /// The fields that place an attendance in a timeline.
  private mutating func setIdentity(_ field: AttendanceField, to text: String) -> Bool {
    switch field {
    case .attendanceID where !text.isEmpty: key.attendanceID = text
    case .providerCode where !text.isEmpty: key.providerCode = text
    case .arrivalDate:
      guard let day = CivilDay(text) else { return false }
      arrival.day = day
    case .arrivalTime:
      guard let time = TimeOfDay(ascii: text.utf8) else { return false }
      arrival = Timestamp(arrival.day, time).arrival
    case .arrivalDatetime:
      guard let moment = Timestamp(ascii: text.utf8) else { return false }
      arrival = moment.arrival
    default: return false
    }
    return true
  }

  /// The fields whose text has a form; nil for the others.
  private mutating func setReadable(_ field: AttendanceField, to text: String) -> Bool? {
    switch field {
    case .attendanceCategory:
      Self.read(text, into: &category, blank: .notRecorded, AttendanceCategory.init(rawValue:))
    case .nhsNumber: Self.read(text, into: &patient.nhsNumber) { NHSNumber($0) }
    case .birthDate: Self.readDate(text, into: &patient.birthDate)
    case .deathDate: Self.readDate(text, into: &patient.deathDate)
    case .injuryDate: Self.readDate(text, into: &injury.date)
    case .injuryTime: Self.read(text, into: &injury.time) { TimeOfDay(ascii: $0.utf8)?.time }
    case .ageAtArrival: Self.read(text, into: &patient.recordedAge) { RecordedAge($0) }
    case .mobility: Self.read(text, into: &patient.mobility, Mobility.init(rawValue:))
    case .lookedAfter: Self.read(text, into: &patient.isLookedAfter, Self.flag)
    case .childProtectionPlan:
      Self.read(text, into: &patient.hasChildProtectionPlan, Self.flag)
    case .applicableDatetime:
      Self.read(text, into: &applicable) { Timestamp(ascii: $0.utf8)?.instant }
    default: nil
    }
  }

  private mutating func setText(_ field: AttendanceField, to text: String?) -> Bool {
    switch field {
    case .siteCode: siteCode = text
    case .departmentType: departmentType = text
    case .nhsNumberStatus: patient.nhsNumberStatus = text
    case .localPatientID: patient.localPatientID = text
    case .familyName: patient.familyName = text
    case .givenName: patient.givenName = text
    case .sex: patient.sex = text
    case .postcode: patient.postcode = text
    case .gpPracticeCode: practiceCode = text
    case .chiefComplaint: chiefComplaint = text
    case .injuryPlace: injury.place = text
    case .injuryIntent: injury.intent = text
    case .injuryActivity: injury.activity = text
    case .injuryMechanism: injury.mechanism = text
    case .dischargeStatus: dischargeStatus = text
    case .dischargeDestination: dischargeDestination = text
    case .attendanceSource: attendanceSource = text
    case .withheldIdentityReason: patient.withheldIdentityReason = text
    case .preferredLanguage: patient.preferredLanguage = text
    default: return false
    }
    return true
  }

  private static func readDate(_ text: String, into day: inout CivilDay?) -> Bool {
    guard read(text, into: &day, { CivilDay($0) }) else { return false }
    if let read = day, read.components.year < 1900 { day = nil }
    return true
  }

  private static func read<Value>(
    _ text: String,
    into value: inout Value?,
    _ parse: (String) -> Value?
  ) -> Bool {
    read(text, into: &value, blank: nil) { parse($0).map { .some($0) } }
  }

  private static func read<Value>(
    _ text: String,
    into value: inout Value,
    blank: Value,
    _ parse: (String) -> Value?
  ) -> Bool {
    guard let read = text.isEmpty ? blank : parse(text) else { return false }
    value = read
    return true
  }

  private static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "yes", "y", "true", "1": true
    case "no", "n", "false", "0": false
    default: nil
    }
  }
}
