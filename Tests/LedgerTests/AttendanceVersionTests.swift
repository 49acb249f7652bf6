import AttendanceModel
import Ledger
import Linkage
import Testing

/// Design S2 in the ledger.
struct AttendanceVersionTests {
  private let local = PersonKey.local(providerCode: "RZ9", patientID: "L1")

  private func outcome(of later: Int64?, over earlier: Int64?) throws -> VersionOutcome {
    try TemporaryLedger().transaction { ledger in
      _ = try ledger.take([.sample("A", local: "L1", applicable: earlier)])
      var touched = TouchedPersons()
      return try ledger.apply(
        .sample("A", on: "2026-03-02", local: "L1", applicable: later),
        from: VersionOrigin(source: "ae"),
        touching: &touched
      ).outcome
    }
  }

  @Test(arguments: [(2, 1), (1, 1), (1, nil), (nil, nil)] as [(Int64?, Int64?)])
  func `a version as late as the held one replaces it`(later: Int64?, earlier: Int64?) throws {
    #expect(try outcome(of: later, over: earlier) == .replaces)
  }

  @Test(arguments: [(1, 2), (nil, 1)] as [(Int64?, Int64?)])
  func `an older version changes nothing`(later: Int64?, earlier: Int64?) throws {
    #expect(try !outcome(of: later, over: earlier).holdsNew)
  }

  @Test func `a tombstone for an attendance never seen keeps older versions out`() throws {
    try TemporaryLedger().transaction { ledger in
      var touched = TouchedPersons()
      let deleted = try ledger.delete(
        .sample("A"),
        applicable: Instant(nanoseconds: 2),
        from: VersionOrigin(source: "ae"),
        touching: &touched
      ).outcome
      #expect(deleted.holdsNew)
      _ = try ledger.take([.sample("A", local: "L1", applicable: 1)])
      #expect(try ledger.ids(of: local) == [])
      _ = try ledger.take([.sample("A", local: "L1", applicable: 3)])
      #expect(try ledger.ids(of: local) == ["A"])
    }
  }

  @Test func `a deleted attendance leaves its person's timeline and touches the person`() throws {
    try TemporaryLedger().transaction { ledger in
      _ = try ledger.take([.sample("A", local: "L1"), .sample("B", local: "L1")])
      var touched = TouchedPersons()
      _ = try ledger.delete(
        .sample("A"),
        applicable: nil,
        from: VersionOrigin(source: "ae"),
        touching: &touched
      )
      #expect(try ledger.ids(of: local) == ["B"])
      #expect(touched.persons.map(\.text) == [local.text])
    }
  }

  @Test func `a timeline is in order of arrival, provider and id`() throws {
    try TemporaryLedger().transaction { ledger in
      _ = try ledger.take([
        .sample("b", on: "2026-03-02", local: "L1"), .sample("9", on: "2026-03-02", local: "L1"),
        .sample("10", on: "2026-03-02", local: "L1"), .sample("z", on: "2026-03-01", local: "L1"),
      ])
      #expect(try ledger.ids(of: local) == ["z", "10", "9", "b"])
    }
  }

  @Test func `an attendance comes back as it was stored`() throws {
    try TemporaryLedger().transaction { ledger in
      var attendance = try Attendance.sample("A", number: "9990000018", local: "L1", applicable: 7)
      for (field, values) in [
        (.siteCode, ["RZ901"]), (.departmentType, ["01"]), (.birthDate, ["2018-03-02"]),
        (.addressLine, ["1 Invented Road", "Sampletown"]), (.gpPracticeCode, ["V81997"]),
        (.diagnosis, ["125668004", "38354005"]), (.diagnosisQualifier, ["", "415684004"]),
        (.lookedAfter, ["Y"]), (.injuryDate, ["2026-02-28"]),
      ] as [(AttendanceField, [String])] {
        for (index, value) in values.enumerated() {
          _ = attendance.set(field, to: value, at: index)
        }
      }
      _ = try ledger.take([attendance])
      #expect(try ledger.lastKnown(.sample("A"))?.attendance == attendance)
    }
  }

  /// Takes versions as a run's threads prepare them, in order.
  private func take(
    _ versions: [Attendance],
    keeping counted: StoredFields? = nil,
    in ledger: LedgerTransaction
  ) throws {
    let intake = try VersionIntake(ledger, counted: counted ?? StoredFields([]))
    var touched = TouchedPersons()
    for version in versions {
      let prepared = PreparedVersion(
        version,
        keeping: counted,
        from: VersionOrigin(source: "ae"),
        superseded: .none
      )
      let taken = try intake.take(prepared, touching: &touched)
      #expect(taken.outcome == .replaces)
    }
  }

  @Test func `whatever a version has and has not, the ledger holds that of the latest`() throws {
    let fields: [AttendanceField] = [
      .siteCode, .departmentType, .familyName, .givenName, .postcode, .gpPracticeCode,
      .attendanceSource, .preferredLanguage,
    ]
    let kinds = 0..<(2 << fields.count)
    func attendance(_ kind: Int, having: Int, applicable: Int64) throws -> Attendance {
      var attendance = try Attendance.sample("\(kind)", local: "L\(kind)", applicable: applicable)
      for (bit, field) in fields.enumerated() where having >> bit & 1 == 1 {
        _ = attendance.set(field, to: "\(field) of \(applicable)")
      }
      if having >> fields.count & 1 == 1 { attendance.unreadable = [.sex, .mobility] }
      return attendance
    }
    let first = try kinds.map { try attendance($0, having: $0, applicable: 1) }
    let later = try kinds.map { try attendance($0, having: ~$0, applicable: 2) }
    try TemporaryLedger().transaction { ledger in
      try take(first, in: ledger)
      for version in first {
        let known = try ledger.lastKnown(version.key)
        #expect(known?.attendance == version)
      }
      try take(later, in: ledger)
      for version in later {
        let known = try ledger.lastKnown(version.key)
        #expect(known?.attendance == version)
      }
    }
  }

  @Test func `a later version that no rule is about leaves no name of the earlier one`() throws {
    var first = try Attendance.sample("A", local: "L1", applicable: 1)
    first.patient.familyName = "Test-Larch"
    first.siteCode = "RZ901"
    var later = first
    later.applicable = Instant(nanoseconds: 2)
    later.siteCode = "RZ902"
    try TemporaryLedger().transaction { ledger in
      try take([first], in: ledger)
      let counted = StoredFields([.localPatientID, .siteCode])
      try take([later], keeping: counted, in: ledger)
      later.patient.familyName = nil
      let known = try ledger.lastKnown(later.key)
      #expect(known?.attendance == later)
    }
  }

  @Test func `a deleted attendance that comes again is whole again`() throws {
    var attendance = try Attendance.sample("A", local: "L1", applicable: 1)
    attendance.patient.familyName = "Test-Larch"
    try TemporaryLedger().transaction { ledger in
      try take([attendance], in: ledger)
      var touched = TouchedPersons()
      _ = try ledger.delete(
        attendance.key,
        applicable: Instant(nanoseconds: 2),
        from: VersionOrigin(source: "ae"),
        touching: &touched
      )
      attendance.applicable = Instant(nanoseconds: 3)
      try take([attendance], in: ledger)
      let timeline = try ledger.timeline(of: local.text)
      #expect(timeline.map(\.attendance) == [attendance])
    }
  }
}
