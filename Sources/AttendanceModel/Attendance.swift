/// One visit: the latest version of one row of an extract, every value as read.
///
/// Absent and unreadable values are nil or empty; which were unreadable is a finding of the
/// reader. Codes are kept as the exact text of the extract, after the profile's mapping.
package struct Attendance: Hashable, Sendable {
  package var key: AttendanceKey
  package var arrival: Arrival
  package var siteCode: String?
  package var departmentType: String?
  package var category: AttendanceCategory = .notRecorded
  package var attendanceSource: String?
  package var patient = Patient()
  package var practiceCode: String?
  package var chiefComplaint: String?
  package var diagnoses: [Diagnosis] = []
  package var injury = Injury()
  package var safeguardingConcerns: [String] = []
  package var dischargeStatus: String?
  package var dischargeDestination: String?
  /// When this version applies from; nil is older than any other (design S2).
  package var applicable: Instant?
  /// Fields whose value was there and could not be read: unknown, which a gate never takes for no.
  package var unreadable: Set<AttendanceField> = []

  package init(key: AttendanceKey, arrival: Arrival) {
    self.key = key
    self.arrival = arrival
  }

  /// Where the attendance stands in S1's order.
  package var position: TimelinePosition { TimelinePosition(arrival: arrival, key: key) }
  /// What the row says of registration with a GP practice (design S11).
  package var registration: Registration { Registration(practiceCode: practiceCode) }
  /// The patient's age at arrival, from this row alone (design S4).
  package var age: Age {
    Age(at: arrival.day, born: patient.birthDate, recorded: patient.recordedAge)
  }

  /// One coded diagnosis with its qualifier, in the extract's order.
  package struct Diagnosis: Hashable, Sendable {
    package var code: String
    package var qualifier: String?

    package init(code: String, qualifier: String? = nil) {
      self.code = code
      self.qualifier = qualifier
    }
  }

  /// The injury group; present in ECDS only when the attendance is for an injury.
  package struct Injury: Hashable, Sendable {
    package var date: CivilDay?
    package var time: ClockTime?
    package var place: String?
    package var intent: String?
    package var activity: String?
    package var mechanism: String?

    package init() {}
  }

  /// Who came, as this row says.
  package struct Patient: Hashable, Sendable {
    /// Only a valid number; an invalid one is absent.
    package var nhsNumber: NHSNumber?
    /// Nil when the source has no such column, empty when it has and says nothing.
    package var nhsNumberStatus: String?
    package var localPatientID: String?
    /// Who gave out the local id, when its source's profile says that it is not the provider.
    package var localPatientIssuer: String?
    package var familyName: String?
    package var givenName: String?
    package var birthDate: CivilDay?
    package var recordedAge: RecordedAge?
    package var sex: String?
    package var addressLines: [String] = []
    package var postcode: String?
    package var mobility: Mobility?
    package var isLookedAfter: Bool?
    package var hasChildProtectionPlan: Bool?
    package var deathDate: CivilDay?
    package var withheldIdentityReason: String?
    package var preferredLanguage: String?

    package init() {}
  }
}
