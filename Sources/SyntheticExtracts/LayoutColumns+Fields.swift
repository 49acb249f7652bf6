import AttendanceModel
import CSVWriting
import ExtractReading

extension LayoutColumns {
  /// Adds what a field needs; fields of which a sample knows nothing get no column.
  mutating func fill(_ field: AttendanceField) throws(SampleFault) {
    switch field {
    case .attendanceID, .localPatientID, .nhsNumber, .familyName, .givenName, .postcode,
      .addressLine:
      try fillIdentity(field)
    case .arrivalDate, .arrivalTime, .arrivalDatetime, .birthDate, .ageAtArrival, .injuryDate,
      .injuryTime, .applicableDatetime:
      try fillTime(field)
    case .chiefComplaint, .diagnosis, .injuryIntent:
      try fillFinding(field)
    case .providerCode:
      let read = try addCoded(field, places.map { [$0.provider] }, need: .provider) { .place($0) }
      readings.providers = read.map { $0 ?? "" }
    case .siteCode:
      _ = try addCoded(field, places.map { [$0.site] }) { .place($0) }
    case .departmentType:
      let read = try addCoded(field, places.map { [$0.department.code] }) { .place($0) }
      readings.countsAsAE = read.map { $0.map(Self.countsAsAE) ?? false }
    case .attendanceCategory:
      try fillCategory()
    case .gpPracticeCode:
      let read = try addCoded(field, Practices.codes.map { [$0] }) { .practice($0) }
      readings.hasNoPractice = read.map { $0 == "V81997" }
    case .mobility:
      let words = Visit.Mobility.allCases.map { [$0.word] }
      let read = try addCoded(field, words) { .mobility($0) }
      readings.isNonMobile = read.map { $0?.lowercased() == "non-mobile" }
    case .sex:
      _ = try addCoded(field, [["1"], ["2"]]) { .sex($0) }
    case .nhsNumberStatus:
      _ = try addCoded(field, [["07", "02"], ["01"]]) { .numberStatus($0) }
    case .dischargeStatus:
      _ = try addCoded(field, Outcome.all.map { [$0] }) { .outcome($0) }
    case .updateType:
      let read = try addCoded(field, [["9", ""], ["1"]]) { cells in
        .updateType(usual: cells[0], delete: cells[1])
      }
      readings.hasDeletions = read[1] == "1"
    default:
      break
    }
  }

  private mutating func fillCategory() throws(SampleFault) {
    // Where a source cannot tell the two kinds of unplanned follow-up apart, one is as good.
    let choices: [[String]] = Visit.Category.allCases.map { category in
      category == .followUpElsewhere ? ["3", "2"] : [category.code]
    }
    let read = try addCoded(.attendanceCategory, choices) { .category($0) }
    readings.categories = read.map { code in
      Visit.Category.allCases.first { $0.code == code } ?? .blank
    }
  }

  // MARK: What brought the patient

  private mutating func fillFinding(_ field: AttendanceField) throws(SampleFault) {
    if field == .diagnosis { return try fillDiagnoses() }
    let writing = FieldWriting(field, of: profile)
    let cells: [FieldWriting.Cell?] = Finding.all.map { finding in
      let isHarm = finding.kind == .injury || finding.kind == .bruise
      if field == .injuryIntent { return isHarm ? writing.cell(for: [Self.accident]) : nil }
      if let cell = writing.cell(for: [finding.complaint]) { return cell }
      return isHarm ? writing.cells(where: isPlainInjury).last : nil
    }
    for place in writing.mappings.indices where cells.contains(where: { $0?.mapping == place }) {
      let texts = cells.map { $0?.mapping == place ? bytes($0?.text ?? "") : [] }
      try add(columnName(of: writing.mappings[place]), .finding(texts), for: field)
    }
    if field == .chiefComplaint {
      note(cells.map { [$0.flatMap { writing.reading(of: $0) } ?? writing.standing] })
    }
  }

  /// Accidental, of the ECDS injury intents.
  private static let accident = "242056005"

  private func isPlainInjury(_ code: String) -> Bool {
    codes.injury.contains(code) && !codes.bruising.contains(code)
  }

  /// Numbered columns, columns side by side, or a list in one cell: as the first mapping has it.
  private mutating func fillDiagnoses() throws(SampleFault) {
    let all = FieldWriting(.diagnosis, of: profile)
    guard let mapping = all.mappings.first(where: { !$0.columns.isEmpty }),
      let first = mapping.columns.first
    else { return }
    let writing = FieldWriting(only: mapping)
    let texts: [[String]] = Finding.all.indices.map { place in
      diagnoses(of: Finding.all[place], place, writing, isCut: mapping.characters != nil)
    }
    note(
      texts.map { codes in
        codes.isEmpty ? [writing.standing] : codes.map { writing.reading(of: (0, $0)) }
      }
    )
    let most = texts.map(\.count).max() ?? 0
    if first.isNumbered {
      for number in 1...most {
        let cells = texts.map { $0.count < number ? [] : bytes($0[number - 1]) }
        try add(columnName(of: mapping, number: number), .finding(cells), for: .diagnosis)
      }
    } else if let separator = mapping.separator {
      let mark = String(Unicode.Scalar(separator))
      let cells = texts.map { bytes($0.joined(separator: mark)) }
      try add(first.text, .finding(cells), for: .diagnosis)
    } else {
      for (place, column) in mapping.columns.prefix(most).enumerated() where !column.isNumbered {
        let cells = texts.map { $0.count > place ? bytes($0[place]) : [] }
        try add(column.text, .finding(cells), for: .diagnosis)
      }
    }
  }

  /// The diagnoses of a finding as the source's own codes; a kind of harm that it cannot name is
  /// written as another of the same kind, an illness as the retired condition where a field is cut
  /// to its length.
  private func diagnoses(
    of finding: Finding,
    _ place: Int,
    _ writing: FieldWriting,
    isCut: Bool
  ) -> [String] {
    let own = finding.diagnoses.compactMap { writing.cell(for: [$0])?.text }
    if own.count == finding.diagnoses.count, !own.isEmpty { return own }
    switch finding.kind {
    case .bruise where !finding.diagnoses.isEmpty || isCut:
      return writing.cells { codes.bruising.contains($0) }.suffix(1).map(\.text)
    case .injury where isCut:
      let others = writing.cells(where: isPlainInjury)
      return others.isEmpty ? [] : [others[place % others.count].text]
    case .illness where isCut:
      return writing.cell(for: [finding.retired]).map { [$0.text] } ?? []
    default:
      return own
    }
  }

  /// Takes note of codes that are read of each finding.
  private mutating func note(_ read: [[String?]]) {
    for (place, codes) in read.enumerated() {
      for case let code? in codes {
        if self.codes.injury.contains(code) { readings.injuries[place] = true }
        if self.codes.bruising.contains(code) { readings.bruises[place] = true }
      }
    }
  }

  // MARK: Who came

  private mutating func fillIdentity(_ field: AttendanceField) throws(SampleFault) {
    let writing = FieldWriting(field, of: profile)
    guard let mapping = writing.mappings.first(where: { !$0.columns.isEmpty }) else { return }
    let name = columnName(of: mapping)
    let one = FieldWriting(only: mapping)
    func isKept(_ text: String) -> Bool { one.reading(of: (0, text)) == text }
    switch field {
    case .attendanceID:
      guard isKept("0123456789") else {
        throw refusal("changes ids of attendances as it reads them")
      }
      if let prefix = mapping.prefix {
        readings.idPrefixes = places.map { (prefix == .site ? $0.site : $0.provider) + "/" }
      }
      try add(name, .attendanceID, for: field, need: .attendanceID)
    case .localPatientID:
      let prefix = mapping.issuer == nil ? "H" : "PSEUDO"
      guard isKept(prefix + "01234567") else { return }
      readings.hasLocalID = true
      if mapping.issuer == nil {
        let scopes = places.map { mapping.prefix == .site ? $0.site : $0.provider }
        readings.localScopes = scopes.map { UInt8(scopes.firstIndex(of: $0) ?? 0) }
      }
      try add(name, .localID(prefix: Array(prefix.utf8)), for: field)
    case .nhsNumber:
      guard isKept("9990000018") else { return }
      readings.hasNumber = true
      try add(name, .nhsNumber, for: field)
    case .familyName: try add(name, .familyName, for: field)
    case .givenName: try add(name, .givenName, for: field)
    case .postcode: try add(name, .postcode, for: field)
    default:
      let isNumbered = mapping.columns.first?.isNumbered ?? false
      for line in 0..<(isNumbered ? 2 : min(2, mapping.columns.count)) {
        let column =
          isNumbered ? columnName(of: mapping, number: line + 1) : mapping.columns[line].text
        try add(column, .addressLine(line), for: field)
      }
    }
  }
}

extension FieldWriting {
  /// One mapping alone.
  init(only mapping: SourceProfile.FieldMapping) {
    mappings = [mapping]
  }
}

/// Text as it stands in a file of some form.
enum LayoutText {
  /// One value, quoted where it must be.
  static func cell(_ text: String, _ form: TextForm) -> [UInt8] {
    Array(CSVLine.exact([text], delimiter: form.delimiter, quote: form.quote).utf8.dropLast())
  }
}
