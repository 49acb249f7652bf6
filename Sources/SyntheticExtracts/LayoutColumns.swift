import AttendanceModel
import ExtractReading

/// Fills the columns of a layout, field by field in the profile's order.
struct LayoutColumns {
  let profile: SourceProfile
  let codes: HarmCodes
  let places: [Place]
  let days: ClosedRange<Int32>
  private(set) var columns: [Layout.Column] = []
  private var owners: [AttendanceField] = []
  var readings = Layout.Readings()

  /// What a pseudonymous source does not give out.
  private static let identifying: Set<AttendanceField> = [
    .nhsNumber, .nhsNumberStatus, .familyName, .givenName, .birthDate, .addressLine, .postcode,
  ]
  /// Nobody lived longer.
  private static let longestLife: Int32 = 120 * 366

  init(profile: SourceProfile, codes: HarmCodes, places: [Place], lastDay: CivilDay) {
    self.profile = profile
    self.codes = codes
    self.places = places
    days = lastDay.rawValue - Self.longestLife...lastDay.rawValue
  }

  mutating func fill() throws(SampleFault) {
    readAbsent()
    var seen: Set<AttendanceField> = []
    for field in profile.mappings.map(\.field) where seen.insert(field).inserted {
      if profile.hasIssuer, Self.identifying.contains(field) { continue }
      try fill(field)
    }
    for (field, need) in [
      (AttendanceField.attendanceID, Layout.Need.attendanceID), (.providerCode, .provider),
    ] where !columns.contains(where: { $0.need == need }) {
      guard field == .providerCode, FieldWriting(field, of: profile).standing != nil else {
        throw refusal("says nothing that attend sample could write for “\(field.rawValue)”")
      }
    }
  }

  func refusal(_ words: String) -> SampleFault {
    SampleFault(cause: .profile, sentence: "the source profile “\(profile.name)” \(words)")
  }

  /// What holds of a field that has no column.
  private mutating func readAbsent() {
    func standing(_ field: AttendanceField) -> String? {
      FieldWriting(field, of: profile).standing
    }
    let provider = standing(.providerCode)
    readings.providers = places.map { provider ?? $0.provider }
    readings.idPrefixes = places.map { _ in "" }
    readings.localScopes = places.map { _ in 0 }
    let department = standing(.departmentType).map(Self.countsAsAE) ?? false
    readings.countsAsAE = places.map { _ in department }
    readings.categories = Visit.Category.allCases.map { _ in .blank }
    readings.injuries = Finding.all.map { _ in false }
    readings.bruises = readings.injuries
    readings.hasNoPractice = Practices.codes.map { _ in standing(.gpPracticeCode) == "V81997" }
    readings.isNonMobile = Visit.Mobility.allCases.map { _ in standing(.mobility) == "non-mobile" }
  }

  static func countsAsAE(_ type: String) -> Bool { ["01", "02", "03"].contains(type) }

  // MARK: Columns

  /// Adds a column, or says that two fields fill it.
  mutating func add(
    _ name: String,
    _ cell: Layout.Cell,
    for field: AttendanceField,
    need: Layout.Need? = nil
  ) throws(SampleFault) {
    let lowercased = name.lowercased()
    guard let place = columns.firstIndex(where: { $0.name.lowercased() == lowercased }) else {
      columns.append(Layout.Column(name: name, cell: cell, need: need))
      owners.append(field)
      return
    }
    switch (columns[place].cell, cell) {
    case (.category(let categories), .finding(let findings)),
      (.finding(let findings), .category(let categories)):
      let dead = Int(Visit.Category.dead.rawValue)
      guard categories.indices.allSatisfy({ $0 == dead || categories[$0].isEmpty }) else { break }
      columns[place].cell = .findingUnlessDead(findings, dead: categories[dead])
      return
    case (.finding, .finding), (.findingUnlessDead, .finding):
      // What stands there for the complaint also says what there is to say of the intent.
      guard field == .injuryIntent else { break }
      return
    default: break
    }
    throw refusal(
      "feeds “\(owners[place].rawValue)” and “\(field.rawValue)” from the column “\(name)”, which"
        + " attend sample cannot fill for both"
    )
  }

  /// Adds the columns of a field whose cells depend on one thing, and gives what is read by it.
  ///
  /// - Parameters:
  ///   - field: the field.
  ///   - choices: for each thing, the meanings that would do, the best first.
  ///   - need: what a row lacks without the field.
  ///   - cell: makes a column's cell of its texts, one for each thing.
  /// - Returns: for each thing, what is read, or nil.
  /// - Throws: ``SampleFault`` when another field fills the column.
  mutating func addCoded(
    _ field: AttendanceField,
    _ choices: [[String]],
    need: Layout.Need? = nil,
    _ cell: ([[UInt8]]) -> Layout.Cell
  ) throws(SampleFault) -> [String?] {
    let writing = FieldWriting(field, of: profile)
    let cells = choices.map { writing.cell(for: $0) }
    let used = writing.mappings.indices.filter { place in
      cells.contains { $0?.mapping == place }
    }
    for place in used {
      let texts = cells.map { $0?.mapping == place ? bytes($0?.text ?? "") : [] }
      try add(columnName(of: writing.mappings[place]), cell(texts), for: field, need: need)
    }
    return cells.map { $0.flatMap { writing.reading(of: $0) } ?? writing.standing }
  }

  /// The first of a mapping's names; a number takes two digits where all is written large.
  func columnName(of mapping: SourceProfile.FieldMapping, number: Int = 1) -> String {
    guard let name = mapping.columns.first?.text else { return "" }
    let digits =
      name.contains("_{n}") && name != name.lowercased() ? zeroPadded(number, 2) : "\(number)"
    return name.replacing("{n}", with: digits)
  }

  /// A cell as it stands in the file, quoted where it must be.
  func bytes(_ text: String) -> [UInt8] {
    LayoutText.cell(text, profile.form)
  }

  /// Days in a mapping's first pattern.
  func dayTexts(_ mapping: SourceProfile.FieldMapping) -> DayTexts {
    DayTexts(mapping.dates.first ?? .standard, days)
  }

  /// Times in a mapping's first pattern.
  func timeTexts(_ mapping: SourceProfile.FieldMapping) -> TimeTexts {
    TimeTexts(mapping.times.first ?? .standard)
  }
}
