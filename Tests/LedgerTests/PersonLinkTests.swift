import AttendanceModel
import Ledger
import Testing

/// Design S3 in the ledger.
struct PersonLinkTests {
  private let local = PersonKey.local(providerCode: "RZ9", patientID: "L1")

  private func number(_ text: String) throws -> PersonKey {
    .nhsNumber(try #require(NHSNumber(text)))
  }

  @Test func `a row with both joins earlier and later rows to the number`() throws {
    let person = try number("9990000018")
    try TemporaryLedger().transaction { ledger in
      _ = try ledger.take([.sample("A", local: "L1")])
      let touched = try ledger.take([.sample("B", number: "9990000018", local: "L1")])
      _ = try ledger.take([.sample("C", local: "L1")])
      #expect(try ledger.ids(of: person) == ["A", "B", "C"])
      #expect(touched.persons.map(\.text).sorted() == [person.text, local.text].sorted())
    }
  }

  @Test func `a second number on the local id undoes the join`() throws {
    let person = try number("9990000018")
    try TemporaryLedger().transaction { ledger in
      _ = try ledger.take([
        .sample("A", local: "L1"), .sample("B", number: "9990000018", local: "L1"),
      ])
      let touched = try ledger.take([.sample("C", number: "9990000026", local: "L1")])
      #expect(try ledger.ids(of: local) == ["A"])
      #expect(try ledger.ids(of: person) == ["B"])
      #expect(touched.persons.isSuperset(of: [person.text, local.text].map(PersonText.init)))
      #expect(try ledger.conflicts(of: ledger.timeline(of: person.text)) == [.twoNHSNumbers])
    }
  }

  @Test func `a join ends with the row that made it`() throws {
    try TemporaryLedger().transaction { ledger in
      _ = try ledger.take([
        .sample("A", local: "L1"), .sample("B", number: "9990000018", local: "L1"),
      ])
      var touched = TouchedPersons()
      _ = try ledger.delete(
        .sample("B"),
        applicable: nil,
        from: VersionOrigin(source: "ae"),
        touching: &touched
      )
      try ledger.relink(&touched)
      #expect(try ledger.ids(of: local) == ["A"])
    }
  }

  @Test func `a version that names another number is noted as another person's`() throws {
    try TemporaryLedger().transaction { ledger in
      _ = try ledger.take([.sample("A", number: "9990000018")])
      let touched = try ledger.take([.sample("A", number: "9990000026")])
      #expect(try ledger.movedAttendances(touched) == [.sample("A")])
      #expect(
        touched.persons.map(\.text).sorted()
          == [try number("9990000018").text, try number("9990000026").text]
      )
    }
  }

  @Test func `a row that gains its number is the same person's`() throws {
    try TemporaryLedger().transaction { ledger in
      _ = try ledger.take([.sample("A", local: "L1")])
      let touched = try ledger.take([.sample("A", number: "9990000018", local: "L1")])
      #expect(try ledger.movedAttendances(touched) == [])
    }
  }

  @Test func `a row that comes back to its number in one night has not moved`() throws {
    try TemporaryLedger().transaction { ledger in
      _ = try ledger.take([.sample("A", number: "9990000018")])
      let touched = try ledger.take([
        .sample("A", number: "9990000026"), .sample("A", number: "9990000018"),
      ])
      #expect(try ledger.movedAttendances(touched) == [])
    }
  }

  @Test func `rows that a local id leads from one number to another have moved`() throws {
    try TemporaryLedger().transaction { ledger in
      _ = try ledger.take([
        .sample("A", local: "L1"), .sample("B", number: "9990000018", local: "L1"),
      ])
      let touched = try ledger.take([.sample("B", number: "9990000026", local: "L1")])
      #expect(try ledger.movedAttendances(touched) == [.sample("A"), .sample("B")])
    }
  }

  @Test func `a row whose local id leads to the number it lost has not moved`() throws {
    try TemporaryLedger().transaction { ledger in
      _ = try ledger.take([
        .sample("A", number: "9990000018"), .sample("B", number: "9990000018", local: "L1"),
      ])
      let touched = try ledger.take([.sample("A", local: "L1")])
      #expect(try ledger.movedAttendances(touched) == [])
    }
  }

  @Test func `an attendance that is forgotten still joins its local id to its number`() throws {
    let person = try number("9990000018")
    let horizon = try #require(CivilDay("2026-03-01"))
    try TemporaryLedger().transaction { ledger in
      _ = try ledger.take([
        .sample("A", on: "2023-01-01", local: "L1"),
        .sample("B", on: "2023-01-02", number: "9990000018", local: "L1"),
      ])
      #expect(try ledger.purgeAttendances(before: horizon, gap: 0) == 2)
      _ = try ledger.take([.sample("C", on: "2026-03-02", local: "L1")])
      #expect(try ledger.ids(of: person) == ["C"])
      _ = try ledger.take([.sample("D", on: "2026-03-02", number: "9990000026", local: "L1")])
      #expect(try ledger.ids(of: local) == ["C"])
    }
  }

  @Test(arguments: [false, true])
  func `what was told of an attendance is taken back until the attendance is forgotten`(
    isForgotten: Bool
  ) throws {
    let horizon = try #require(CivilDay("2026-03-01"))
    try TemporaryLedger().transaction { ledger in
      _ = try ledger.take([
        .sample("A", on: "2023-01-01", local: "L1"),
        .sample("B", on: "2023-01-02", number: "9990000018", local: "L1"),
      ])
      _ = try ledger.replaceTriggers(
        of: number("9990000018").text,
        with: [.sample("A", on: "2023-01-01"), .sample("B", on: "2023-01-02")],
        terms: { _ in (.pattern, .standard) },
        asOf: horizon
      )
      if isForgotten { _ = try ledger.purgeAttendances(before: horizon, gap: 0) }
      let touched = try ledger.take([
        .sample("C", on: "2026-03-02", number: "9990000026", local: "L1")
      ])
      #expect(try ledger.movedAttendances(touched) == (isForgotten ? [] : [.sample("A")]))
    }
  }
}
