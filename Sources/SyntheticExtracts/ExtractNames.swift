import AttendanceModel
import ExtractReading

/// How the extracts of a sample are named, and which days each is about.
struct ExtractNames {
  /// In the order in which they are read: their names sort so.
  let files: [(name: String, days: ClosedRange<CivilDay>)]

  /// - Throws: ``SampleFault`` when the profile's names can say no such days.
  init(_ plan: SamplePlan, _ profile: SourceProfile) throws(SampleFault) {
    let isPeriodLoad = profile.loadMode == .replacePeriod
    if isPeriodLoad, plan.isDaily {
      throw Self.refusal(profile, "stand for whole periods; leave out --daily")
    }
    let days: [ClosedRange<CivilDay>] =
      plan.isDaily
      ? (plan.days.lowerBound.rawValue...plan.days.upperBound.rawValue).map {
        CivilDay(rawValue: $0)...CivilDay(rawValue: $0)
      } : [plan.days]
    var files: [(name: String, days: ClosedRange<CivilDay>)] = []
    for stretch in days {
      let day = stretch.lowerBound.description
      guard let pattern = profile.filePattern else {
        files.append((plan.isDaily ? "\(profile.name)-\(day).csv" : "\(profile.name).csv", stretch))
        continue
      }
      guard let name = pattern.name(of: stretch, word: plan.isDaily ? day : "sample"),
        !name.contains("/"), !name.isEmpty
      else {
        throw Self.refusal(
          profile,
          "are named \(pattern.text), which no file of "
            + (plan.isDaily
              ? "one day can be; leave out --daily" : "the whole period can be; add --daily")
        )
      }
      files.append((name, stretch))
    }
    guard Set(files.map(\.name)).count == files.count else {
      throw Self.refusal(profile, "have names without a day in them; leave out --daily")
    }
    self.files = files
  }

  private static func refusal(_ profile: SourceProfile, _ words: String) -> SampleFault {
    SampleFault(
      cause: .profile,
      sentence: "extracts of the source profile “\(profile.name)” \(words)"
    )
  }
}
