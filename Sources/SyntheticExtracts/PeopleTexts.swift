import ExtractReading

/// Names and addresses of people who are plainly invented: family names begin with “Test-” and
/// postcodes lie in the area XX, which there is not.
struct PeopleTexts {
  /// What stands on a person's rows.
  struct Person {
    var family: [UInt8]
    var given: [UInt8]
    var address: [[UInt8]]
    var postcode: [UInt8]
  }

  private let families: [[UInt8]]
  private let givens: [[UInt8]]
  private let streets: [[UInt8]]
  private let town: [UInt8]
  private let postcodes: [[UInt8]]
  private let seed: UInt64

  init(_ form: TextForm, seed: UInt64) {
    self.seed = seed
    func cells(_ texts: [String]) -> [[UInt8]] { texts.map { LayoutText.cell($0, form) } }
    families = cells(Self.familyNames.split(separator: " ").map { "Test-\($0)" })
    givens = cells(Self.givenNames.split(separator: " ").map(String.init))
    streets = cells(
      Self.streetNames.split(separator: ",").flatMap { street in
        (1...99).flatMap { ["\($0) \(street)", "Flat 2, \($0) \(street)"] }
      }
    )
    town = LayoutText.cell("Sampletown", form)
    postcodes = cells(
      (1...9).flatMap { area in (1...9).flatMap { ["XX\(area) \($0)AA", "XX\(area) \($0)ZZ"] } }
    )
  }

  func person(_ number: UInt32) -> Person {
    var draws = SeededDraws(seed, UInt64(number), 5000)
    return Person(
      family: families[draws.below(families.count)],
      given: givens[draws.below(givens.count)],
      address: [streets[draws.below(streets.count)], town],
      postcode: postcodes[draws.below(postcodes.count)]
    )
  }

  private static let familyNames = """
    Alder Ashdown Beacon Birch Bramble Brook Cedar Cloud Copse Dell Drizzle Elder Fern Field Frost \
    Gale Glade Hail Hazel Heath Hollow Juniper Larch Linden Maple Meadow Mist Moor Moss Oak Orchard \
    Pebble Pine Rain Reed Ridge Rowan Sedge Sleet Spinney Stone Thaw Thicket Thistle Willow Zephyr
    """
  private static let givenNames = """
    Alex Ari Bailey Blake Casey Charlie Dale Dylan Ellis Emery Finley Frankie Gray Harley Indigo \
    Jamie Jordan Jules Kai Kit Lee Logan Lou Marley Morgan Nico Noor Parker Quinn Reese Remy River \
    Robin Rory Sage Sam Sasha Shay Skye Sunny Taylor Toby Val Winter Wren
    """
  private static let streetNames =
    "Example Street,Specimen Road,Sample Lane,Mock Avenue,Placeholder Close"
}
