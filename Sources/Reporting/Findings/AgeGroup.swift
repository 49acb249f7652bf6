package import AttendanceModel

/// A group of ages in complete years, for breakdowns.
package enum AgeGroup: Int, CaseIterable, Sendable {
  case under1, from1To4, from5To9, from10To14, from15To17, adult, unknown

  /// The group of an age at an arrival.
  ///
  /// A band of days that lies in two groups is not known.
  package init(_ age: Age) {
    if case .between(let born, let day) = age {
      let oldest = AgeGroup(.exact(born: born.lowerBound, on: day))
      let youngest = AgeGroup(.exact(born: born.upperBound, on: day))
      self = oldest == youngest ? oldest : .unknown
      return
    }
    let years: Int? =
      switch age {
      case .exact(let born, let day): Age.complete(.years, from: born, to: day)
      case .years(let years): years
      case .between, .unknown: nil
      }
    self =
      switch years {
      case nil: .unknown
      case .some(..<1): .under1
      case .some(..<5): .from1To4
      case .some(..<10): .from5To9
      case .some(..<15): .from10To14
      case .some(..<18): .from15To17
      case .some: .adult
      }
  }

  /// As a plot's label.
  var label: String {
    switch self {
    case .under1: "under 1"
    case .from1To4: "1–4"
    case .from5To9: "5–9"
    case .from10To14: "10–14"
    case .from15To17: "15–17"
    case .adult: "18 or over"
    case .unknown: "not known"
    }
  }
}
