import AttendanceModel
import GRDB
import Ledger
import NotifyPolicy
import TemporaryFiles
import Testing

/// A ledger in a folder of its own.
struct TemporaryLedger {
  let folder: TemporaryFolder
  let ledger: Ledger

  init() throws {
    folder = try TemporaryFolder()
    ledger = try Ledger(path: "\(folder.path)/ledger.sqlite")
  }

  var path: String { "\(folder.path)/ledger.sqlite" }

  func transaction<Result>(_ body: (LedgerTransaction) throws -> Result) throws -> Result {
    try ledger.transaction(body)
  }

  /// Changes the file behind the ledger's back, while no transaction is open.
  func damage(_ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }
}

extension AttendanceKey {
  static func sample(_ id: String) -> AttendanceKey {
    AttendanceKey(providerCode: "RZ9", attendanceID: id)
  }
}

extension Attendance {
  /// An attendance at ten o'clock.
  static func sample(
    _ id: String,
    on day: String = "2026-03-01",
    number: String? = nil,
    local: String? = nil,
    applicable: Int64? = nil
  ) throws -> Attendance {
    var attendance = Attendance(
      key: .sample(id),
      arrival: Arrival(try #require(CivilDay(day)))
    )
    attendance.patient.nhsNumber = try number.map { try #require(NHSNumber($0)) }
    attendance.patient.localPatientID = local
    attendance.applicable = applicable.map(Instant.init(nanoseconds:))
    return attendance
  }
}

extension Trigger {
  /// A trigger without a count.
  static func sample(_ id: String, on day: String = "2026-03-01", rule: String = "sample") throws
    -> Trigger
  {
    let day = try #require(CivilDay(day))
    return Trigger(
      rule: rule,
      ruleVersion: 1,
      attendance: .sample(id),
      arrival: Arrival(day),
      count: 1,
      window: day...day
    )
  }
}

extension NewNotification {
  static func sample(
    _ id: String,
    _ state: Notification.State = .told,
    form: Route.Form = .letter("sample"),
    endsOn: CivilDay? = nil
  ) throws -> NewNotification {
    NewNotification(
      trigger: try .sample(id),
      form: form,
      state: state,
      recipient: .registeredPractice,
      endsOn: endsOn
    )
  }
}

extension LedgerTransaction {
  /// A run, for what has to belong to one.
  func sampleRun(asOf day: String = "2026-03-02") throws -> RunRecord {
    try startRun(asOf: try #require(CivilDay(day)), rules: "rules")
  }

  /// Takes attendances one after another, then links.
  func take(_ attendances: [Attendance]) throws -> TouchedPersons {
    var touched = TouchedPersons()
    for attendance in attendances {
      _ = try apply(attendance, from: VersionOrigin(source: "ae"), touching: &touched)
    }
    try relink(&touched)
    return touched
  }

  /// The ids of a person's live attendances, in order.
  func ids(of person: PersonKey) throws -> [String] {
    try timeline(of: person.text).map(\.attendance.key.attendanceID)
  }
}
