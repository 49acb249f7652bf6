/// What a visit is for: codes of complaint and diagnosis that go together.
///
/// Codes stand in `Rules/tables` or the code sets, which tests make sure of. Weights are assumed.
struct Finding {
  /// What the rules make of it.
  enum Kind: Hashable {
    case unrecorded, illness, injury, bruise
  }

  /// When in the year it is met most.
  enum Season {
    case always, winter, summer
  }

  var kind: Kind
  var complaint: String
  var diagnoses: [String]
  /// How often at ages 0, 1–4, 5–17, 18–64 and 65 on.
  var weights: [Int]
  var season: Season
  /// The condition of the retired A&E data set, for fields that hold its codes.
  var retired: String

  private init(
    _ kind: Kind,
    _ complaint: String,
    _ diagnoses: [String],
    _ weights: [Int],
    _ season: Season = .always,
    retired: String
  ) {
    self.kind = kind
    self.complaint = complaint
    self.diagnoses = diagnoses
    self.weights = weights
    self.season = season
    self.retired = retired
  }

  /// All findings, by the place under which a visit names them; the first says nothing.
  static let all: [Finding] = [
    Finding(.unrecorded, "", [], [2, 2, 2, 4, 3], retired: ""),
    // Breathing: full winters, above all in small children.
    Finding(.illness, "230145002", ["4120002"], [14, 2, 0, 0, 0], .winter, retired: "25"),
    Finding(.illness, "70407001", ["71186008"], [4, 6, 0, 0, 0], .winter, retired: "25"),
    Finding(.illness, "230145002", ["276191000000107"], [3, 12, 1, 0, 0], .winter, retired: "25"),
    Finding(.illness, "267036007", ["195967001"], [0, 3, 5, 4, 3], .winter, retired: "25"),
    Finding(
      .illness,
      "49727002",
      ["233604007", "91302008"],
      [4, 4, 3, 5, 12],
      .winter,
      retired: "25"
    ),
    Finding(.illness, "267102003", ["90176007"], [1, 5, 5, 3, 0], .winter, retired: "34"),
    Finding(.illness, "162356005", ["65363002"], [2, 6, 4, 1, 0], .winter, retired: "34"),
    // Other illness.
    Finding(.illness, "386661006", ["68566005"], [8, 4, 2, 3, 6], retired: "27"),
    Finding(.illness, "422400008", ["12463005"], [9, 8, 4, 3, 2], retired: "26"),
    Finding(.illness, "21522001", ["14760008"], [2, 4, 6, 4, 3], retired: "26"),
    Finding(.illness, "21522001", ["74400008"], [0, 1, 3, 2, 0], retired: "26"),
    Finding(.illness, "271807003", ["186504007"], [5, 7, 3, 1, 0], retired: "31"),
    Finding(.illness, "271807003", ["126485001"], [1, 2, 2, 2, 1], .summer, retired: "32"),
    Finding(.illness, "91175000", ["41497008"], [1, 5, 0, 0, 0], .winter, retired: "24"),
    Finding(.illness, "91175000", ["352818000"], [0, 1, 2, 2, 1], retired: "24"),
    Finding(.illness, "25064002", ["37796009"], [0, 0, 3, 5, 1], retired: "24"),
    Finding(.illness, "248062006", ["295124009"], [0, 0, 3, 3, 0], retired: "14"),
    Finding(.illness, "48694002", ["197480006"], [0, 0, 2, 4, 1], retired: "35"),
    Finding(.illness, "162214009", ["281900007"], [12, 0, 0, 0, 0], retired: "39"),
    Finding(.illness, "29857009", ["401314000", "49436004"], [0, 0, 0, 5, 12], retired: "20"),
    Finding(.illness, "29857009", ["281900007"], [0, 0, 1, 8, 6], retired: "39"),
    Finding(.illness, "427461000", ["398665005"], [0, 0, 2, 4, 7], retired: "24"),
    Finding(.illness, "713514005", ["230690007"], [0, 0, 0, 1, 6], retired: "21"),
    Finding(.illness, "297982009", ["128045006"], [1, 1, 1, 4, 4], retired: "18"),
    Finding(.illness, "161891005", [], [0, 0, 1, 8, 5], retired: "38"),
    Finding(.illness, "75705005", ["45261009"], [1, 2, 2, 3, 2], retired: "36"),
    // Injuries: full summers; a bruise of a child is drawn here only from the first birthday on,
    // so that every bruise on a baby is one that was planted.
    Finding(.injury, "82271004", ["38354005"], [2, 8, 4, 3, 4], .summer, retired: "01"),
    Finding(.injury, "82271004", ["82271004"], [4, 6, 5, 2, 5], .summer, retired: "04"),
    Finding(.injury, "125593007", ["210339009"], [1, 5, 3, 3, 3], .summer, retired: "01"),
    Finding(.injury, "125598003", [], [0, 2, 8, 4, 4], .summer, retired: "05"),
    Finding(.injury, "125603006", [], [0, 1, 9, 7, 2], .summer, retired: "06"),
    Finding(.injury, "52011008", [], [0, 3, 6, 6, 2], .summer, retired: "01"),
    Finding(.injury, "125666000", [], [1, 2, 1, 1, 1], retired: "10"),
    Finding(.injury, "312608009", ["210344002"], [0, 4, 3, 3, 2], .summer, retired: "01"),
    Finding(.injury, "125601008", [], [0, 1, 5, 4, 2], .summer, retired: "06"),
    Finding(
      .bruise,
      "125593007",
      ["210339009", "125668004"],
      [0, 2, 2, 1, 2],
      .summer,
      retired: "021"
    ),
    Finding(.bruise, "127279002", ["283040009"], [0, 1, 2, 1, 1], .summer, retired: "021"),
    // Only ever planted.
    Finding(.bruise, "161887000", [], [0, 0, 0, 0, 0], retired: "021"),
  ]

  /// The places of a kind that occur at an age band.
  static func places(_ kind: Kind, band: Int) -> [Int] {
    all.indices.filter { all[$0].kind == kind && all[$0].weights[band] > 0 }
  }

  /// The places of every bruise.
  static let bruises = all.indices.filter { all[$0].kind == .bruise }

  /// The band of ``weights`` of an age in days.
  static func band(ageInDays days: Int) -> Int {
    switch days {
    case ..<365: 0
    case ..<1826: 1
    case ..<6574: 2
    case ..<23_741: 3
    default: 4
    }
  }

  /// By age band and month from January, what is drawn; winters are three times as full of what
  /// winter brings as summers are, and injuries in summer half as many again (assumed).
  static let byBandAndMonth: [[WeightedPlaces]] = (0..<5).map { band in
    (1...12).map { month in
      WeightedPlaces(all.map { $0.weights[band] * factor($0.season, month) })
    }
  }

  private static func factor(_ season: Season, _ month: Int) -> Int {
    switch season {
    case .always: 4
    case .winter: [11, 12, 1, 2].contains(month) ? 6 : [6, 7, 8].contains(month) ? 2 : 4
    case .summer: [5, 6, 7, 8].contains(month) ? 6 : [11, 12, 1, 2].contains(month) ? 3 : 4
    }
  }
}
