import AttendanceModel

/// One attendance as it happened, small enough that millions are held at a time.
struct Visit {
  /// The ECDS attendance category.
  enum Category: UInt8, CaseIterable {
    case first, followUp, followUpElsewhere, planned, dead, blank

    var code: String { ["1", "2", "3", "4", "X", ""][Int(rawValue)] }
  }

  /// Which of the patient's ids the row carries.
  enum Identity: UInt8 {
    case both, numberOnly, localOnly, none
  }

  /// Whether the row says how the child moves about.
  enum Mobility: UInt8, CaseIterable {
    case blank, mobile, nonMobile

    var word: String { ["", "mobile", "non-mobile"][Int(rawValue)] }
  }

  var person: UInt32
  /// Counted from 0 among the person's.
  var number: UInt8
  /// Days since 1970-01-01.
  var day: Int32
  /// Minutes since midnight; negative when no time is recorded.
  var minute: Int16
  /// In the layout's places.
  var place: UInt8
  var category: Category
  /// In ``Finding/all``.
  var finding: UInt8
  /// In ``Practices``.
  var practice: UInt8
  var mobility = Mobility.blank
  var identity = Identity.both
  /// In ``Outcome/all``.
  var outcome: UInt8 = 0
  var hasInjuryDate = false

  /// Ten digits that no other attendance has: neither the person nor the order shows in them.
  static func id(person: UInt32, number: UInt8) -> UInt64 {
    // A prime below 10^10, and numbers below it: multiplication only changes their order.
    let prime: UInt64 = 9_999_999_967
    let product = (UInt64(person) * UInt64(History.mostVisits) + UInt64(number) + 1)
      .multipliedFullWidth(by: 7_368_787_051)
    return prime.dividingFullWidth((product.high, product.low)).remainder
  }

  var id: UInt64 { Self.id(person: person, number: number) }
}

/// How visits end, with the codes of the ECDS discharge status.
///
/// Weights are assumed; about one in twenty leaves before treatment.
enum Outcome {
  static let all = ["182992009", "1066301000000103", "1066321000000107", "1077031000000103", ""]
  static let weights = WeightedPlaces([900, 20, 30, 20, 30])
}

/// The invented practices of the sample's directory, and what stands in the place of one.
package enum Practices {
  package static let count = 40

  /// Codes by place: practices first, then the default codes and nothing.
  static let codes: [String] =
    (1...count).map(code) + ["V81997", "V81998", "V81999", ""]
  static let none = UInt8(count)
  static let notApplicable = UInt8(count + 1)
  static let notKnown = UInt8(count + 2)
  static let blank = UInt8(count + 3)

  private static func code(_ number: Int) -> String { "Y990\(number < 10 ? "0" : "")\(number)" }

  private static func name(_ number: Int) -> String {
    "Example Practice \(number)"
  }

  /// The codes of each name, as a profile knows them.
  static let codesByName: [String: [String]] = Dictionary(
    uniqueKeysWithValues: (1...count).map { (name($0), [code($0)]) }
  )

  /// The rows of the directory, its named columns first.
  package static var directory: [[String]] {
    [["code", "name", "address_1", "address_2", "postcode", "status"]]
      + (1...count).map { number in
        [
          code(number), name(number), "\(number) Example Street", "Sampletown", "XX1 1AA", "ACTIVE",
        ]
      }
  }
}
