import AttendanceModel
import SeededRandom

/// A trust's feed as feeds are: rows come late, twice, wrong, out of order, about another child
/// than they say, and are deleted.
///
/// What is true in the end is known from the start, so that a perfect feed can be written too.
struct SimulatedFeed {
  /// One version of one attendance.
  private struct Version: Hashable {
    var id: String
    var identity: SimulatedIdentity
    var arrival: Arrival
    var department: String
    var category: String
    var practice: String
    var diagnosis: String
    var injuredOn: String
    var isDeleted = false
    /// Later versions count.
    var applicable = 1
  }

  /// A version on the night on which it comes.
  private struct Message {
    var night: Int
    var version: Version
  }

  /// How imperfect the feed is, in rows or, where it says so, in attendances.
  struct Figures {
    var rows = 0
    var attendances = 0
    /// Rows that come on a later night than their own.
    var late = 0
    /// Attendances of which something else was said first.
    var corrected = 0
    /// Attendances that were wrongly said to be another person's, or nobody's, at first.
    var misnamed = 0
    /// Attendances that are deleted in the end.
    var deleted = 0
    /// Rows that say again what was said.
    var duplicated = 0
  }

  static let header =
    "attendance_id,provider_code,department_type,attendance_category,arrival_date,arrival_time,"
    + "nhs_number,nhs_number_status,local_patient_id,birth_date,age_at_arrival,family_name,"
    + "given_name,address_line_1,postcode,gp_practice_code,diagnosis_1,injury_date,update_type,"
    + "applicable_datetime\n"

  /// Nothing; an injury that is no bruise; a bruise.
  private static let diagnoses = ["", "", "262525000", "125668004"]
  private static let practices = ["Y99001", "Y99001", "Y99002", "V81997"]
  private static let categories = ["1", "1", "1", "1", "2", "4", "", "X"]

  let first: CivilDay
  let nights: Int
  private(set) var figures = Figures()
  private var messages: [Message] = []
  private var truth: [Version] = []

  /// Rows of `days` days; every version has come by the last night.
  init(from first: CivilDay, days: Int, random: inout SplitMix64) {
    self.first = first
    nights = days + 70
    for day in 0..<days where random.once(in: 2) {
      for visit in 0..<random.choose([1, 1, 1, 2]) { take(day, visit, &random) }
    }
  }

  /// The bytes that come in some nights, in any order; a header alone when nothing is to be told.
  func extract(ofNights wanted: Range<Int>, random: inout SplitMix64) -> String {
    var rows = messages.filter { wanted.contains($0.night) }.map { Self.row($0.version) }
    rows.shuffle(using: &random)
    return Self.header + rows.joined()
  }

  /// What a perfect feed would have said, once.
  var perfect: String {
    Self.header + truth.filter { !$0.isDeleted }.map(Self.row).joined()
  }

  private mutating func take(_ day: Int, _ visit: Int, _ random: inout SplitMix64) {
    let minute = Int.random(in: 0..<1440, using: &random)
    let arrival = first.adding(days: day)
    let child = Int.random(in: 0..<SimulatedPatients.count, using: &random)
    var version = Version(
      id: "A\(day)-\(visit)",
      identity: SimulatedPatients.identity(of: child, &random),
      arrival: Arrival(arrival, ClockTime(minutes: minute) ?? .midnight),
      department: random.choose(["01", "01", "01", "03", "04"]),
      category: random.choose(Self.categories),
      practice: random.choose(Self.practices),
      diagnosis: random.choose(Self.diagnoses),
      injuredOn: random.once(in: 10) ? arrival.description : ""
    )
    var night = day + random.choose([0, 0, 0, 1, 2, 5, 20, 45])
    var wasMisnamed = false
    // What is true at last is decided; what came before it may have been wrong in any way.
    let mistakes = random.choose([0, 0, 0, 1, 2])
    for _ in 0..<mistakes {
      let wrong = mistaken(version, &random)
      wasMisnamed = wasMisnamed || wrong.identity != version.identity
      send(wrong, of: day, on: night, &random)
      version.applicable += 1
      night += random.choose([0, 1, 3, 12, 40])
    }
    if wasMisnamed, random.once(in: 2) {
      // Where a visit cannot be given another patient, it is deleted and sent anew.
      var removed = version
      removed.isDeleted = true
      send(removed, of: day, on: night, &random)
      version.applicable += 1
    }
    if random.once(in: 8) { version.isDeleted = true }
    send(version, of: day, on: night, &random)
    truth.append(version)
    figures.attendances += 1
    if mistakes > 0 { figures.corrected += 1 }
    if wasMisnamed { figures.misnamed += 1 }
    if version.isDeleted { figures.deleted += 1 }
  }

  private func mistaken(_ version: Version, _ random: inout SplitMix64) -> Version {
    var wrong = version
    switch Int.random(in: 0..<8, using: &random) {
    case 0...2: wrong.identity = SimulatedPatients.mistaken(version.identity, &random)
    case 3:
      wrong.arrival = Arrival(wrong.arrival.day.adding(days: -random.choose([1, 30, 200])))
    case 4: wrong.practice = random.choose(Self.practices)
    case 5: wrong.diagnosis = random.choose(Self.diagnoses)
    case 6: wrong.category = random.choose(Self.categories)
    default: wrong.isDeleted = true
    }
    return wrong
  }

  private mutating func send(
    _ version: Version,
    of day: Int,
    on night: Int,
    _ random: inout SplitMix64
  ) {
    let night = min(nights - 1, night)
    messages.append(Message(night: night, version: version))
    figures.rows += 1
    if night > day { figures.late += 1 }
    // Again, perhaps when it is out of date.
    guard random.once(in: 5) else { return }
    let again = min(nights - 1, night + random.choose([0, 1, 8, 50]))
    messages.append(Message(night: again, version: version))
    figures.rows += 1
    figures.duplicated += 1
  }

  private static func row(_ version: Version) -> String {
    let identity = version.identity
    let cells = [
      version.id, "RZ9", version.department, version.category, version.arrival.day.description,
      version.arrival.time.description, identity.number, "01", identity.localID, identity.born,
      identity.age, "Test-Larch", "Robin", "1 Invented Road", "XX1 9ZZ", version.practice,
      version.diagnosis, version.injuredOn, version.isDeleted ? "1" : "9",
      "2030-01-01 10:0\(version.applicable)",
    ]
    return cells.joined(separator: ",") + "\n"
  }
}
