import AttendanceModel
import Testing

struct AttendanceFieldsTests {
  private func blank() throws -> Attendance {
    let day = try #require(CivilDay("2026-01-05"))
    return Attendance(
      key: AttendanceKey(providerCode: "P", attendanceID: "1"),
      arrival: Arrival(day)
    )
  }

  /// A readable text for each field and its canonical form.
  private static func sample(_ field: AttendanceField) -> (text: String, canonical: String) {
    switch field {
    case .attendanceCategory: ("planned", "planned")
    case .updateType: ("9", "9")
    case .applicableDatetime: ("2026-07-01 10:30:05.5", "2026-07-01T09:30:05.500000000Z")
    default:
      switch field.kind {
      case .date: ("2026-02-03", "2026-02-03")
      case .time: ("09:30:59", "09:30")
      case .timestamp: ("2026-07-01T09:30:00Z", "2026-07-01 10:30")
      case .nhsNumber: ("999 000 0018", "9990000018")
      case .years: ("07", "7")
      case .flag: ("Y", "yes")
      case .mobility: ("non-mobile", "non-mobile")
      case .text: ("some text", "some text")
      }
    }
  }

  /// The attendance with a field set, or nil when the text could not be read; then the
  /// attendance itself must be as it was.
  private func setting(
    _ field: AttendanceField,
    to text: String,
    at index: Int = 0,
    in attendance: Attendance
  ) -> Attendance? {
    var changed = attendance
    if changed.set(field, to: text, at: index) { return changed }
    #expect(changed == attendance)
    return nil
  }

  @Test(arguments: AttendanceField.allCases)
  func `every field can be set and gives its canonical text back`(field: AttendanceField) throws {
    let start = try #require(setting(.diagnosis, to: "code", in: blank()))
    let sample = Self.sample(field)
    let read = try #require(setting(field, to: sample.text, in: start))
    #expect(read.values(of: field) == [sample.canonical])
    #expect(setting(field, to: sample.canonical, in: start) == read)
  }

  @Test(arguments: AttendanceField.allCases.filter { $0.kind != .text })
  func `an unreadable text changes nothing`(field: AttendanceField) throws {
    let attendance = try #require(setting(field, to: Self.sample(field).text, in: blank()))
    #expect(setting(field, to: "nonsense", in: attendance) == nil)
  }

  private static let always: Set<AttendanceField> = [
    .attendanceID, .providerCode, .arrivalDate, .arrivalTime, .arrivalDatetime,
  ]

  @Test(arguments: AttendanceField.allCases.filter { !always.contains($0) && !$0.isNumbered })
  func `an empty text clears a field`(field: AttendanceField) throws {
    let attendance = try #require(setting(field, to: Self.sample(field).text, in: blank()))
    #expect(try setting(field, to: "", in: attendance) == blank())
  }

  @Test(arguments: always)
  func `key and arrival cannot be cleared`(field: AttendanceField) throws {
    #expect(try setting(field, to: "", in: blank()) == nil)
  }

  @Test func `numbered values follow one another, each diagnosis with its qualifier`() throws {
    let first = try #require(setting(.diagnosis, to: "a", in: blank()))
    let second = try #require(setting(.diagnosis, to: "b", at: 1, in: first))
    let qualified = try #require(setting(.diagnosisQualifier, to: "q", at: 1, in: second))
    #expect(setting(.diagnosis, to: "d", at: 3, in: qualified) == nil)
    #expect(setting(.diagnosisQualifier, to: "q", at: 2, in: qualified) == nil)
    let replaced = try #require(setting(.diagnosis, to: "c", at: 0, in: qualified))
    #expect(replaced.diagnoses == [.init(code: "c"), .init(code: "b", qualifier: "q")])
    #expect(replaced.values(of: .diagnosisQualifier) == ["q"])
  }

  @Test(arguments: [("1899-12-31", nil), ("1900-01-01", CivilDay("1900-01-01"))])
  func `a date before 1900 is blank`(text: String, date: CivilDay?) throws {
    let attendance = try #require(setting(.injuryDate, to: "2026-01-04", in: blank()))
    let changed = try #require(setting(.injuryDate, to: text, in: attendance))
    #expect(changed.injury.date == date)
  }

  @Test(
    arguments: [
      ("0 days", 0...0), ("1-6 days", 1...6), ("273-364 days", 273...364), ("6-1 days", nil),
      ("1-6", nil), ("1-6 weeks", nil), ("-6 days", nil), ("1-6 days ", nil),
    ] as [(String, ClosedRange<Int>?)]
  )
  func `an age may be a band of days, and says itself so`(
    text: String,
    days: ClosedRange<Int>?
  ) throws {
    let attendance = try setting(.ageAtArrival, to: text, in: blank())
    #expect(attendance?.patient.recordedAge == days.map { .days($0) })
    #expect(attendance.flatMap { $0.value(of: .ageAtArrival) } == days.map { _ in text })
  }

  @Test(arguments: [("150", 150 as Int?), ("998", 998), ("999", nil), ("-1", nil), ("1.0", nil)])
  func `an age is a possible number of whole years`(text: String, years: Int?) throws {
    #expect(
      try setting(.ageAtArrival, to: text, in: blank())?.patient.recordedAge
        == years.map { .years($0) }
    )
  }
}
