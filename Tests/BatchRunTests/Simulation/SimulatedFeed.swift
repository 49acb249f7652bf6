import AttendanceModel
import SeededRandom

/// A trust's feed as feeds are: rows come late, twice, wrong, out of order, and are deleted.
///
/// What is true in the end is known from the start, so that a perfect feed can be written too.
struct SimulatedFeed {
  /// One version of one attendance.
  struct Version {
    var id: String
    var child: Int
    var arrival: Arrival
    var practice: String
    var diagnosis: String
    var isDeleted = false
    /// Later versions count.
    var applicable: Int
  }

  /// A version on the night on which it comes.
  private struct Message {
    var night: Int
    var version: Version
  }

  static let header =
    "attendance_id,provider_code,department_type,attendance_category,arrival_date,arrival_time,"
    + "nhs_number,nhs_number_status,birth_date,family_name,given_name,address_line_1,postcode,"
    + "gp_practice_code,diagnosis_1,update_type,applicable_datetime\n"

  /// The last is a baby when the simulation begins.
  private static let children = [
    ("9990000018", "2015-03-02"), ("9990000026", "2012-02-29"), ("9990000034", "2019-12-31"),
    ("9990000042", "2024-11-01"),
  ]
  /// Nothing; an injury that is no bruise; a bruise.
  private static let diagnoses = ["", "", "262525000", "125668004"]
  private static let practices = ["Y99001", "Y99001", "Y99002", "V81997"]

  let first: CivilDay
  let nights: Int
  private var messages: [Message] = []
  private var truth: [Version] = []

  /// Rows of `days` days; every version has come by the last night.
  init(from first: CivilDay, days: Int, random: inout SplitMix64) {
    self.first = first
    nights = days + 70
    for day in 0..<days where random.once(in: 3) {
      for visit in 0..<random.choose([1, 1, 1, 2]) { take(day, visit, &random) }
    }
  }

  /// The bytes that come in one night, or nil when nothing does.
  func extract(ofNights wanted: Range<Int>, random: inout SplitMix64) -> String? {
    var rows = messages.filter { wanted.contains($0.night) }.map { Self.row($0.version) }
    guard !rows.isEmpty else { return nil }
    rows.shuffle(using: &random)
    return Self.header + rows.joined()
  }

  /// What a perfect feed would have said, once.
  var perfect: String {
    Self.header + truth.filter { !$0.isDeleted }.map(Self.row).joined()
  }

  var persons: [PersonKey] {
    Self.children.compactMap { NHSNumber($0.0) }.map(PersonKey.nhsNumber)
  }

  private mutating func take(_ day: Int, _ visit: Int, _ random: inout SplitMix64) {
    let minute = Int.random(in: 0..<1440, using: &random)
    var version = Version(
      id: "A\(day)-\(visit)",
      child: Int.random(in: 0..<Self.children.count, using: &random),
      arrival: Arrival(first.adding(days: day), ClockTime(minutes: minute) ?? .midnight),
      practice: random.choose(Self.practices),
      diagnosis: random.choose(Self.diagnoses),
      applicable: 1
    )
    var night = day + random.choose([0, 0, 0, 1, 2, 5, 20, 45])
    // What is true at last is decided; what came before it may have been wrong in any way.
    for _ in 0..<random.choose([0, 0, 0, 1, 2]) {
      var wrong = version
      switch Int.random(in: 0..<5, using: &random) {
      case 0: wrong.child = Int.random(in: 0..<Self.children.count, using: &random)
      case 1:
        wrong.arrival = Arrival(wrong.arrival.day.adding(days: -random.choose([1, 30, 200])))
      case 2: wrong.practice = random.choose(Self.practices)
      case 3: wrong.diagnosis = random.choose(Self.diagnoses)
      default: wrong.isDeleted = true
      }
      send(wrong, on: night, &random)
      version.applicable += 1
      night = min(nights - 1, night + random.choose([0, 1, 3, 12, 40]))
    }
    if random.once(in: 8) { version.isDeleted = true }
    send(version, on: night, &random)
    truth.append(version)
  }

  private mutating func send(_ version: Version, on night: Int, _ random: inout SplitMix64) {
    let night = min(nights - 1, night)
    messages.append(Message(night: night, version: version))
    // Again, perhaps when it is out of date.
    if random.once(in: 5) {
      let again = min(nights - 1, night + random.choose([0, 1, 8, 50]))
      messages.append(Message(night: again, version: version))
    }
  }

  private static func row(_ version: Version) -> String {
    let (number, born) = children[version.child]
    let cells = [
      version.id, "RZ9", "01", "1", version.arrival.day.description,
      version.arrival.time.description, number, "01", born, "Test-Larch", "Robin",
      "1 Invented Road", "XX1 9ZZ", version.practice, version.diagnosis,
      version.isDeleted ? "1" : "9", "2030-01-01 10:0\(version.applicable)",
    ]
    return cells.joined(separator: ",") + "\n"
  }
}
