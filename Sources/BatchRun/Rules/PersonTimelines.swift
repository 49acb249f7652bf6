import AttendanceModel
import ExtractReading
import Ledger
import Linkage

/// A person of some extracts, whole: for explanations, which need more than the rules do.
struct PersonTimeline: Sendable {
  var person: PersonKey
  var conflicts: Set<IdentityConflict>
  /// The live attendances in S1's order.
  var attendances: [Attendance]
}

extension PersonTimeline {
  /// The person to whom an attendance of some extracts belongs.
  ///
  /// - Throws: ``RunFault`` when an extract is refused, or there is no such live attendance.
  static func find(_ key: AttendanceKey, in timelines: PersonTimelines) throws -> PersonTimeline {
    guard let found = try timelines.persons(of: [key])[key] else {
      throw notFound(key, in: "the extracts hold")
    }
    return found
  }

  /// The person to whom an attendance of a ledger belongs.
  ///
  /// - Throws: ``RunFault`` when there is no such live attendance.
  static func find(_ key: AttendanceKey, in ledger: LedgerTransaction) throws -> PersonTimeline {
    guard let text = try ledger.person(of: key), let person = PersonKey(text: text) else {
      throw notFound(key, in: "the ledger holds")
    }
    let stored = try ledger.timeline(of: text)
    guard !stored.isEmpty else { throw notFound(key, in: "the ledger holds") }
    return PersonTimeline(
      person: person,
      conflicts: try ledger.conflicts(of: stored),
      attendances: stored.map(\.attendance)
    )
  }

  private static func notFound(_ key: AttendanceKey, in holder: String) -> RunFault {
    RunFault(
      .noInput,
      "\(holder) no live attendance \(key.attendanceID) of provider \(key.providerCode)"
    )
  }
}

/// Reads whole timelines of a few persons from extracts of many.
///
/// The extracts are read twice: for who came when, then for the rows of those persons. Memory
/// grows with the keys of all rows and the rows of the persons wanted.
struct PersonTimelines {
  let extracts: [String]
  let profile: SourceProfile
  let asOf: CivilDay
  let superseded: SupersededNumbers

  /// The persons to whom some attendances belong, by attendance; deleted and unknown ones have
  /// none.
  ///
  /// - Throws: ``RunFault`` when an extract is refused.
  func persons(of wanted: Set<AttendanceKey>) throws -> [AttendanceKey: PersonTimeline] {
    let identities = try read(fields: [.birthDate], isNeeded: { _ in true }) {
      (identity: RowIdentity($0, superseded: superseded), day: $0.arrival.day)
    } day: {
      $0.day
    }
    let linked = LinkedPersons(identities.live.map { $0.identity })
    let persons = Set(wanted.compactMap { linked.persons[$0] })
    let versions = try read(fields: nil) {
      linked.persons[$0].map(persons.contains) ?? false
    } content: {
      superseded.current($0)
    } day: {
      $0.arrival.day
    }
    let timelines = Dictionary(grouping: versions.live) { linked.persons[$0.key] }
    var found: [AttendanceKey: PersonTimeline] = [:]
    for key in wanted {
      guard let person = linked.persons[key], let attendances = timelines[person] else { continue }
      found[key] = PersonTimeline(
        person: person,
        conflicts: linked.conflicts[person] ?? [],
        attendances: attendances.sorted { $0.position < $1.position }
      )
    }
    return found
  }

  /// The latest versions of some attendances.
  private func read<Content>(
    fields: Set<AttendanceField>?,
    isNeeded: (AttendanceKey) -> Bool,
    content: (Attendance) -> Content,
    day: (Content) -> CivilDay
  ) throws -> LatestVersions<Content> {
    var versions = LatestVersions<Content>()
    do {
      for path in extracts {
        let reader = ExtractReader(path: path, profile: profile, asOf: asOf, fields: fields)
        var load = try PeriodLoad(path, profile)
        versions.beginExtract()
        let summary = try reader.read { outcome in
          switch outcome {
          case .version(let attendance, _):
            guard isNeeded(attendance.key) else { return }
            versions.take(
              content(attendance),
              of: attendance.key,
              applicable: attendance.applicable
            )
          case .delete(let key, let applicable, _):
            if isNeeded(key) { versions.take(nil, of: key, applicable: applicable) }
          case .quarantined(let row): load?.note(row)
          }
        }
        if let load, let days = load.days(of: summary) {
          versions.removeAbsent(in: days, keeping: load.named, day: day)
        }
      }
    } catch let refusal as ExtractRefusal {
      throw RunFault(refusal.isMissingInput ? .noInput : .badData, refusal.description)
    }
    return versions
  }
}
