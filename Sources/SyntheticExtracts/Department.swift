/// Where a visit takes place, by the ECDS department types.
enum Department: Int, CaseIterable {
  case emergency, specialty, urgentTreatment, walkIn, sameDay

  var code: String { "0\(rawValue + 1)" }
}

/// A department of an invented provider.
struct Place: Hashable {
  var provider: String
  var site: String
  var department: Department
  var weight: Int

  // Focus on A&E 2013 (HSCIC): of 100 attendances 66 are at major units, 32 at minor ones. How
  // minor ones divide, and the rest, is assumed.
  static let ofTrust = [
    Place(provider: "RZ9", site: "RZ901", department: .emergency, weight: 62),
    Place(provider: "RZ9", site: "RZ902", department: .specialty, weight: 3),
    Place(provider: "RZ9", site: "RZ903", department: .urgentTreatment, weight: 21),
    Place(provider: "RZ9", site: "RZ9W1", department: .walkIn, weight: 11),
    Place(provider: "RZ9", site: "RZ901", department: .sameDay, weight: 3),
  ]
  /// What a national extract has beside it.
  static let ofNeighbour = [
    Place(provider: "RZ8", site: "RZ801", department: .emergency, weight: 15),
    Place(provider: "RZ8", site: "RZ803", department: .urgentTreatment, weight: 5),
  ]
  static let ofWalkInCentre = [
    Place(provider: "RZ9", site: "RZ9W1", department: .walkIn, weight: 40),
    Place(provider: "RZ9", site: "RZ9W2", department: .urgentTreatment, weight: 60),
  ]
  static let ofService = [
    Place(provider: "NZX9", site: "NZX901", department: .sameDay, weight: 1)
  ]
}
