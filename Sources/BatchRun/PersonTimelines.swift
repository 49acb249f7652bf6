import AttendanceModel
import ExtractReading
import Linkage

/// A person of some extracts, whole: for explanations, which need more than the rules do.
struct PersonTimeline: Sendable {
  var person: PersonKey
  var conflicts: Set<IdentityConflict>
  /// The live attendances in S1's order.
  var attendances: [Attendance]
}

/// Reads whole timelines of a few persons from extracts of many.
///
/// The extracts are read twice: for who came when, then for the rows of those persons. Memory
/// grows with the keys of all rows and the rows of the persons wanted.
struct PersonTimelines {
  let extracts: [String]
  let profile: SourceProfile
  let asOf: CivilDay

  /// The persons to whom some attendances belong, by attendance; deleted and unknown ones have
  /// none.
  ///
  /// - Throws: ``RunFault`` when an extract is refused.
  func persons(of wanted: Set<AttendanceKey>) throws -> [AttendanceKey: PersonTimeline] {
    var identities = LatestVersions<RowIdentity>()
    try read(fields: [.birthDate]) {
      identities.take($0.map { RowIdentity($0) }, of: $1, applicable: $2)
    }
    let linked = LinkedPersons(Array(identities.live))
    let persons = Set(wanted.compactMap { linked.persons[$0] })
    var versions = LatestVersions<Attendance>()
    try read(fields: nil) { attendance, key, applicable in
      if linked.persons[key].map(persons.contains) ?? false {
        versions.take(attendance, of: key, applicable: applicable)
      }
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

  private func read(
    fields: Set<AttendanceField>?,
    take: (Attendance?, AttendanceKey, Instant?) -> Void
  ) throws {
    do {
      for path in extracts {
        let reader = ExtractReader(path: path, profile: profile, asOf: asOf, fields: fields)
        _ = try reader.read { outcome in
          switch outcome {
          case .version(let attendance, _): take(attendance, attendance.key, attendance.applicable)
          case .delete(let key, let applicable, _): take(nil, key, applicable)
          case .quarantined: break
          }
        }
      }
    } catch let refusal as ExtractRefusal {
      throw RunFault(refusal.isMissingInput ? .noInput : .badData, refusal.description)
    }
  }
}
