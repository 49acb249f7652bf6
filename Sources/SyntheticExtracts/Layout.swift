package import AttendanceModel
package import ExtractReading

/// A source profile turned round: how a visit is written in its columns, and what is then read.
package struct Layout: Sendable {
  /// One column and what stands in it.
  struct Column: Sendable {
    var name: String
    var cell: Cell
    /// Whether a row cannot be read without it.
    var need: Need?
  }

  /// What a row lacks when it cannot be read.
  enum Need: Sendable {
    case attendanceID, provider, arrival
  }

  /// What stands in a column, by what it depends on.
  enum Cell: Sendable {
    case place([[UInt8]])
    case category([[UInt8]])
    case finding([[UInt8]])
    /// The retired patient group: what brought the patient, unless brought in dead.
    case findingUnlessDead([[UInt8]], dead: [UInt8])
    case practice([[UInt8]])
    case mobility([[UInt8]])
    case sex([[UInt8]])
    case outcome([[UInt8]])
    /// By whether there is a number.
    case numberStatus([[UInt8]])
    case attendanceID
    case nhsNumber
    case localID(prefix: [UInt8])
    case familyName, givenName, postcode
    case addressLine(Int)
    case age([AgeBand])
    case arrivalDay(DayTexts)
    case arrivalTime(TimeTexts)
    case arrivalStamp(DayTexts, TimeTexts, hasOffset: Bool)
    case birthDay(DayTexts)
    case injuryDay(DayTexts)
    case injuryTime(TimeTexts)
    case injuryStamp(DayTexts, TimeTexts, hasOffset: Bool)
    case versionDay(DayTexts)
    case versionTime(TimeTexts)
    case versionStamp(DayTexts, TimeTexts, hasOffset: Bool)
    case updateType(usual: [UInt8], delete: [UInt8])
  }

  /// An age that a source writes as a band of days.
  struct AgeBand: Sendable {
    var days: ClosedRange<Int>
    var cell: [UInt8]
  }

  /// What is read of what was written: all that the rules of version 1 look at.
  struct Readings: Sendable {
    /// By place, the provider code of its attendances.
    var providers: [String] = []
    /// By place, what stands before an attendance's id.
    var idPrefixes: [String] = []
    /// By place, whose local ids are meant: equal numbers share them.
    var localScopes: [UInt8] = []
    /// By place, whether it is read as department type 01, 02 or 03.
    var countsAsAE: [Bool] = []
    /// By category, what it is read as.
    var categories: [Visit.Category] = []
    /// By finding, whether a diagnosis or the chief complaint is in the code set.
    var injuries: [Bool] = []
    var bruises: [Bool] = []
    /// By practice, whether it says that there is none.
    var hasNoPractice: [Bool] = []
    /// By mobility, whether it says non-mobile.
    var isNonMobile: [Bool] = []
    var hasNumber = false
    var hasLocalID = false
    var hasBirthDate = false
    var hasAge = false
    var ageBands: [AgeBand] = []
    var hasInjuryDate = false
    var hasTime = false
    /// Whether versions carry their date, so that their order does not matter.
    var hasVersionDate = false
    var hasDeletions = false
  }

  package let profile: SourceProfile
  let columns: [Column]
  let readings: Readings
  let places: [Place]
  private let placeTable: WeightedPlaces

  /// Turns a profile round.
  ///
  /// - Parameters:
  ///   - profile: the profile.
  ///   - codes: the codes that mean an injury or a bruise.
  ///   - lastDay: the last day that is written.
  /// - Throws: ``SampleFault`` for a profile that nothing can be written for.
  package init(_ profile: SourceProfile, codes: HarmCodes, lastDay: CivilDay) throws(SampleFault) {
    let known = profile.knowing(practices: Practices.codesByName)
    let places = Self.places(of: known)
    var columns = LayoutColumns(profile: known, codes: codes, places: places, lastDay: lastDay)
    try columns.fill()
    self.profile = known
    self.places = places
    self.columns = columns.columns
    readings = columns.readings
    placeTable = WeightedPlaces(places.map(\.weight))
  }

  private static func places(of profile: SourceProfile) -> [Place] {
    let department = FieldWriting(.departmentType, of: profile)
    if profile.hasIssuer { return Place.ofTrust + Place.ofNeighbour }
    guard department.standing != nil else { return Place.ofTrust }
    return department.mappings.allSatisfy(\.columns.isEmpty)
      ? Place.ofService : Place.ofWalkInCentre
  }

  /// A place by chance.
  func place(_ draws: inout SeededDraws) -> UInt8 { UInt8(placeTable.place(&draws)) }

  /// The place that is a department, or the nearest thing to it.
  func place(of department: Department) -> UInt8 {
    let counts = [.emergency, .specialty, .urgentTreatment].contains(department)
    let place =
      places.firstIndex { $0.department == department }
      ?? places.indices.first { readings.countsAsAE[$0] == counts } ?? 0
    return UInt8(place)
  }

  /// Another place of the same provider, where ids stay the same.
  func otherPlace(than place: UInt8) -> UInt8 {
    let place = Int(place)
    let others = places.indices.filter {
      readings.providers[$0] == readings.providers[place]
        && readings.idPrefixes[$0] == readings.idPrefixes[place]
        && readings.localScopes[$0] == readings.localScopes[place]
        && readings.countsAsAE[$0] != readings.countsAsAE[place]
    }
    return UInt8(others.first ?? place)
  }
}

/// The codes that the shipped rules look for.
package struct HarmCodes: Sendable {
  package var injury: Set<String>
  package var bruising: Set<String>

  package init(injury: Set<String>, bruising: Set<String>) {
    self.injury = injury
    self.bruising = bruising
  }
}

/// Why no sample was made, in one sentence.
package struct SampleFault: Error, Hashable, Sendable {
  /// What kind of thing is wrong.
  package enum Cause: Hashable, Sendable {
    /// What was asked for.
    case usage
    /// A profile that nothing can be written for.
    case profile
    /// Writing, or an interruption.
    case failed
  }

  package var cause: Cause
  package var sentence: String
}
