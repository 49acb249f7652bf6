import AttendanceModel
import ExtractReading

/// Dates, times and ages.
extension LayoutColumns {
  mutating func fillTime(_ field: AttendanceField) throws(SampleFault) {
    let writing = FieldWriting(field, of: profile)
    guard let mapping = writing.mappings.first(where: { !$0.columns.isEmpty }) else { return }
    switch field {
    case .arrivalDate:
      try add(name(mapping), .arrivalDay(try days(mapping)), for: field, need: .arrival)
    case .arrivalTime:
      readings.hasTime = true
      try add(name(mapping), .arrivalTime(try times(mapping)), for: field)
    case .arrivalDatetime:
      // Where both forms of arrival are mapped, the parts are written.
      guard !FieldWriting(.arrivalDate, of: profile).isMapped else { return }
      readings.hasTime = true
      try addStamp(
        mapping,
        for: field,
        need: .arrival,
        whole: { .arrivalStamp($0, $1, hasOffset: $2) },
        parts: (Layout.Cell.arrivalDay, Layout.Cell.arrivalTime)
      )
    case .birthDate:
      readings.hasBirthDate = true
      try add(name(mapping), .birthDay(try days(mapping)), for: field)
    case .ageAtArrival:
      try fillAge(mapping)
    case .injuryDate:
      readings.hasInjuryDate = true
      if let time = injuryTime, name(time) == name(mapping) {
        let cell = Layout.Cell.injuryStamp(
          try days(mapping),
          try times(time),
          hasOffset: time.times.first == .standard
        )
        try add(name(mapping), cell, for: field)
      } else {
        try add(name(mapping), .injuryDay(try days(mapping)), for: field)
      }
    case .injuryTime:
      let date = FieldWriting(.injuryDate, of: profile).mappings.first { !$0.columns.isEmpty }
      guard date.map({ name($0) != name(mapping) }) ?? true else { return }
      try add(name(mapping), .injuryTime(try times(mapping)), for: field)
    default:
      readings.hasVersionDate = true
      try addStamp(
        mapping,
        for: field,
        whole: { .versionStamp($0, $1, hasOffset: $2) },
        parts: (Layout.Cell.versionDay, Layout.Cell.versionTime)
      )
    }
  }

  private var injuryTime: SourceProfile.FieldMapping? {
    FieldWriting(.injuryTime, of: profile).mappings.first { !$0.columns.isEmpty }
  }

  private func name(_ mapping: SourceProfile.FieldMapping) -> String { columnName(of: mapping) }

  /// A timestamp in one column or in two.
  ///
  /// In one column and the standard form it has its offset, but not by the fields' own names, where
  /// it is easier to read without.
  private mutating func addStamp(
    _ mapping: SourceProfile.FieldMapping,
    for field: AttendanceField,
    need: Layout.Need? = nil,
    whole: (DayTexts, TimeTexts, Bool) -> Layout.Cell,
    parts: ((DayTexts) -> Layout.Cell, (TimeTexts) -> Layout.Cell)
  ) throws(SampleFault) {
    if let time = mapping.timeColumns.first {
      try add(name(mapping), parts.0(try days(mapping)), for: field, need: need)
      try add(time.text, parts.1(try times(mapping)), for: field)
    } else {
      let hasOffset =
        mapping.times.first == .standard && mapping.dates.first == .standard
        && profile.name != SourceProfile.standard.name
      let cell = whole(try days(mapping), try times(mapping), hasOffset)
      try add(name(mapping), cell, for: field, need: need)
    }
  }

  /// Years, and bands of days where the source has them.
  private mutating func fillAge(_ mapping: SourceProfile.FieldMapping) throws(SampleFault) {
    let one = FieldWriting(only: mapping)
    // A source that writes years as other codes is left without an age.
    guard [0, 1, 17, 18, 99].allSatisfy({ one.reading(of: (0, "\($0)")) == "\($0)" }) else {
      return
    }
    let bands: [Layout.AgeBand] = (mapping.codes?.meanings ?? [:]).compactMap { code, meaning in
      guard case .days(let days) = RecordedAge(meaning), days.upperBound < 365 else { return nil }
      return Layout.AgeBand(days: days, cell: bytes(code))
    }.sorted { $0.days.lowerBound < $1.days.lowerBound }
    readings.hasAge = true
    readings.ageBands = bands
    try add(name(mapping), .age(bands), for: .ageAtArrival)
  }

  private func days(_ mapping: SourceProfile.FieldMapping) throws(SampleFault) -> DayTexts {
    let texts = dayTexts(mapping)
    var sample: [UInt8] = []
    texts.append(days.lowerBound, to: &sample)
    try refuseMarks(in: sample)
    return texts
  }

  private func times(_ mapping: SourceProfile.FieldMapping) throws(SampleFault) -> TimeTexts {
    let texts = timeTexts(mapping)
    var sample: [UInt8] = []
    texts.append(0, to: &sample)
    try refuseMarks(in: sample)
    return texts
  }

  private func refuseMarks(in sample: [UInt8]) throws(SampleFault) {
    if sample.contains(profile.form.delimiter) || profile.form.quote.map(sample.contains) ?? false {
      throw refusal("writes dates or times with the mark that stands between or around its values")
    }
  }
}
