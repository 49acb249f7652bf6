import AttendanceModel
import NotifyPolicy
import Testing

/// S12 and S13, each gate by itself on an attendance that would otherwise pass.
struct RoutingTests {
  private static let open = Practice(
    code: "Y99001",
    name: "Sample Surgery",
    addressLines: ["1 Example Street"],
    postcode: "XX1 1AA",
    isOpen: true
  )
  private static let closed = Practice(
    code: "Y99002",
    name: "Old Surgery",
    addressLines: [],
    postcode: "",
    isOpen: false
  )
  private static let codes = SafetyCodes(
    died: ["63238001"],
    assaultIntent: ["assault"],
    noConcern: ["861931000000100"]
  )

  private func makeAttendance() throws -> Attendance {
    var attendance = Attendance(
      key: AttendanceKey(providerCode: "RZ9", attendanceID: "A1"),
      arrival: Arrival(try #require(CivilDay("2026-10-20")))
    )
    attendance.practiceCode = "Y99001"
    attendance.patient.nhsNumber = NHSNumber("9990000018")
    attendance.patient.nhsNumberStatus = "01"
    attendance.patient.birthDate = CivilDay("2016-05-01")
    attendance.patient.familyName = "Specimen"
    attendance.patient.addressLines = ["2 Example Street"]
    attendance.patient.postcode = "XX1 1AB"
    return attendance
  }

  private func destination(
    to recipient: Recipient,
    conflicts: Set<IdentityConflict> = [],
    suspectedHarm: Bool = false,
    openCorrection: Bool = false,
    earlier: [Attendance] = [],
    change: (inout Attendance) -> Void = { _ in }
  ) throws -> Routing.Destination {
    var attendance = try makeAttendance()
    change(&attendance)
    let timeline = earlier + [attendance]
    let facts = PersonFacts(
      timeline: timeline,
      conflicts: conflicts,
      hasSuspectedHarm: suspectedHarm,
      hasOpenCorrection: openCorrection,
      codes: Self.codes
    )
    let asOf = try #require(CivilDay("2026-11-01"))
    let practices = [Self.open.code: Self.open, Self.closed.code: Self.closed]
    return Routing(practices: practices, asOf: asOf).destination(
      of: Route(form: .letter("x"), recipient: recipient),
      attendance: attendance,
      timeline: timeline,
      facts: facts,
      person: attendance.patient.nhsNumber.map(PersonKey.nhsNumber)
        ?? .local(providerCode: "RZ9", patientID: "P1")
    )
  }

  @Test func `a verified child with an open practice is told of by its practice`() throws {
    #expect(try destination(to: .registeredPractice) == .practice(Self.open))
  }

  @Test(arguments: ["02", "07", ""])
  func `an unverified number goes to the safeguarding team and gets no Flag`(status: String) throws
  {
    let change = { (attendance: inout Attendance) in attendance.patient.nhsNumberStatus = status }
    #expect(
      try destination(to: .registeredPractice, change: change)
        == .safeguardingTeam(because: .notVerified)
    )
    #expect(try destination(to: .icr, change: change) == .record(withFlag: false))
  }

  @Test func `a source without the status column counts as verified`() throws {
    let change = { (attendance: inout Attendance) in attendance.patient.nhsNumberStatus = nil }
    #expect(try destination(to: .icr, change: change) == .record(withFlag: true))
  }

  @Test(arguments: [
    ("Y99002", Routing.Detour.practiceNotOpen), ("Y99777", .noPractice), ("V81997", .noPractice),
    ("V81999", .noPractice),
  ])
  func `without an open practice the safeguarding team is told`(
    code: String,
    detour: Routing.Detour
  ) throws {
    let found = try destination(to: .registeredPractice) { $0.practiceCode = code }
    #expect(found == .safeguardingTeam(because: detour))
  }

  @Test(arguments: [("2026-04-20", true), ("2026-04-19", false)])
  func `an unknown practice is the latest known within six months`(
    earlier: String,
    isFound: Bool
  ) throws {
    var before = try makeAttendance()
    before.key.attendanceID = "A0"
    before.arrival = Arrival(try #require(CivilDay(earlier)))
    let found = try destination(to: .registeredPractice, earlier: [before]) {
      $0.practiceCode = nil
    }
    #expect(found == (isFound ? .practice(Self.open) : .safeguardingTeam(because: .noPractice)))
  }

  @Test(arguments: [Recipient.registeredPractice, .icr])
  func `conflicts, restricted, withheld and dead persons go to the safeguarding team`(
    recipient: Recipient
  ) throws {
    #expect(
      try destination(to: recipient, conflicts: [.twoBirthDates])
        == .safeguardingTeam(because: .identityConflict)
    )
    #expect(
      try destination(to: recipient) { $0.patient.postcode = "ZZZ SECUR" }
        == .safeguardingTeam(because: .restricted)
    )
    #expect(
      try destination(to: recipient) { $0.patient.withheldIdentityReason = "03" }
        == .safeguardingTeam(because: .withheld)
    )
    #expect(
      try destination(to: recipient) { $0.dischargeStatus = "63238001" }
        == .safeguardingTeam(because: .dead)
    )
  }

  @Test func `a parent letter needs no verified number`() throws {
    let found = try destination(to: .parent) {
      $0.patient.nhsNumber = nil
      $0.patient.nhsNumberStatus = "07"
    }
    #expect(found == .parent)
  }

  private static let gates: [(Routing.Hold, @Sendable (inout Attendance) -> Void)] = [
    (.lookedAfter, { $0.patient.isLookedAfter = true }),
    (.childProtectionPlan, { $0.patient.hasChildProtectionPlan = true }),
    (.dead, { $0.patient.deathDate = CivilDay("2026-10-21") }),
    (.dead, { $0.category = .deadOnArrival }),
    (.sixteenOrOver, { $0.patient.birthDate = CivilDay("2010-11-01") }),
    (
      .sixteenOrOver,
      {
        $0.patient.birthDate = nil
        $0.patient.recordedAge = .years(16)
      }
    ),
    (
      .ageUnknown,
      {
        $0.patient.birthDate = nil
        $0.patient.recordedAge = .years(15)
      }
    ),
    (.safeguardingConcern, { $0.safeguardingConcerns = ["861931000000100", "162596006"] }),
    (.safeguardingConcern, { $0.safeguardingConcerns = ["U"] }),
    (.assaultIntent, { $0.injury.intent = "assault" }),
    (.withheld, { $0.patient.withheldIdentityReason = "97" }),
    (.addressMissing, { $0.patient.addressLines = [] }),
    (.addressMissing, { $0.patient.familyName = nil }),
    (.addressRestricted, { $0.patient.postcode = "ZZZSECUR" }),
    (.pseudoPostcode, { $0.patient.postcode = "zz99 3vz" }),
    (.pseudoPostcode, { $0.patient.postcode = "NFA" }),
    (.unreadableValue, { $0.unreadable = [.lookedAfter] }),
  ]

  @Test(arguments: gates.indices)
  func `each gate holds a parent letter by itself`(index: Int) throws {
    let (hold, change) = Self.gates[index]
    #expect(try destination(to: .parent, change: change) == .held(because: [hold]))
  }

  @Test func `the gates that no row shows hold it too`() throws {
    #expect(try destination(to: .parent, suspectedHarm: true) == .held(because: [.suspectedHarm]))
    #expect(
      try destination(to: .parent, conflicts: [.twoNHSNumbers])
        == .held(because: [.identityConflict])
    )
    #expect(
      try destination(to: .parent, openCorrection: true) == .held(because: [.openCorrection])
    )
  }

  @Test(arguments: ["2010-11-02", "2016-01-01"])
  func `a child under 16 on the as-of date with no concern identified is written to`(
    born: String
  ) throws {
    let found = try destination(to: .parent) {
      $0.patient.birthDate = CivilDay(born)
      $0.safeguardingConcerns = ["861931000000100"]
    }
    #expect(found == .parent)
  }
}
