import AttendanceModel
import Linkage
import Testing

/// Design S3.
struct LinkedPersonsTests {
  private let first = NHSNumber("9990000018")
  private let second = NHSNumber("9990000026")

  private func row(
    _ id: String,
    number: NHSNumber? = nil,
    local: String? = nil,
    provider: String = "RZ9",
    born: String? = nil
  ) -> RowIdentity {
    RowIdentity(
      key: AttendanceKey(providerCode: provider, attendanceID: id),
      nhsNumber: number,
      local: local.map { LocalIdentity(providerCode: provider, patientID: $0) },
      birthDate: born.flatMap { CivilDay($0) }
    )
  }

  private func persons(_ rows: [RowIdentity]) -> [PersonKey?] {
    let linked = LinkedPersons(rows)
    return rows.map { linked.persons[$0.key] }
  }

  @Test func `rows with one number are one person, whatever their birth dates`() throws {
    let number = try #require(first)
    let rows = [
      row("A", number: number, born: "2018-01-01"), row("B", number: number, born: "2018-01-02"),
    ]
    let linked = LinkedPersons(rows)
    #expect(Set(linked.persons.values) == [.nhsNumber(number)])
    #expect(linked.conflicts == [.nhsNumber(number): [.twoBirthDates]])
  }

  @Test func `a row with both joins the local id for earlier and later rows alike`() throws {
    let number = try #require(first)
    let rows = [
      row("A", local: "P1"), row("B", number: number, local: "P1"), row("C", local: "P1"),
    ]
    #expect(persons(rows) == [.nhsNumber(number), .nhsNumber(number), .nhsNumber(number)])
  }

  @Test func `a local id means nothing to another provider`() throws {
    let number = try #require(first)
    let rows = [row("A", number: number, local: "P1"), row("B", local: "P1", provider: "NZX9")]
    #expect(
      persons(rows) == [.nhsNumber(number), .local(providerCode: "NZX9", patientID: "P1")]
    )
  }

  @Test func `a local id with two numbers joins nothing, and all of them are in conflict`() throws {
    let one = try #require(first)
    let two = try #require(second)
    let rows = [
      row("A", number: one, local: "P1"), row("B", number: two, local: "P1"), row("C", local: "P1"),
      row("D", number: one),
    ]
    let local = PersonKey.local(providerCode: "RZ9", patientID: "P1")
    #expect(persons(rows) == [.nhsNumber(one), .nhsNumber(two), local, .nhsNumber(one)])
    #expect(
      LinkedPersons(rows).conflicts == [
        .nhsNumber(one): [.twoNHSNumbers], .nhsNumber(two): [.twoNHSNumbers],
        local: [.twoNHSNumbers],
      ]
    )
  }

  @Test func `two local ids of one number are one person without conflict`() throws {
    let number = try #require(first)
    let rows = [row("A", number: number, local: "P1"), row("B", number: number, local: "P2")]
    let linked = LinkedPersons(rows)
    #expect(Set(linked.persons.values) == [.nhsNumber(number)])
    #expect(linked.conflicts.isEmpty)
  }

  @Test func `birth dates conflict across a join, and a blank one does not`() throws {
    let number = try #require(first)
    let rows = [
      row("A", number: number, local: "P1", born: "2018-01-01"), row("B", number: number),
      row("C", local: "P1", born: "2018-10-01"),
    ]
    #expect(LinkedPersons(rows).conflicts == [.nhsNumber(number): [.twoBirthDates]])
    #expect(LinkedPersons(Array(rows.prefix(2))).conflicts.isEmpty)
  }

  @Test func `a row without identity is a person of its own`() {
    let rows = [row("A", born: "2018-01-01"), row("B", born: "2018-01-01")]
    #expect(persons(rows) == [.unidentified(rows[0].key), .unidentified(rows[1].key)])
  }

  @Test func `a ledger that knows a local id's numbers comes to the same person`() throws {
    let one = try #require(first)
    let two = try #require(second)
    let local = row("A", local: "P1")
    #expect(local.person(numbersOfLocal: [one]) == .nhsNumber(one))
    #expect(
      local.person(numbersOfLocal: [one, two]) == .local(providerCode: "RZ9", patientID: "P1")
    )
    #expect(
      row("B", number: two, local: "P1").person(numbersOfLocal: [one, two]) == .nhsNumber(two)
    )
  }

  @Test func `a number's status plays no part`() throws {
    let key = AttendanceKey(providerCode: "RZ9", attendanceID: "A1")
    let day = try #require(CivilDay("2026-01-01"))
    var attendance = Attendance(key: key, arrival: Arrival(day))
    attendance.patient.nhsNumber = first
    attendance.patient.nhsNumberStatus = "04"
    attendance.patient.localPatientID = "P1"
    let identity = RowIdentity(attendance)
    #expect(identity == row("A1", number: first, local: "P1"))
  }
}
