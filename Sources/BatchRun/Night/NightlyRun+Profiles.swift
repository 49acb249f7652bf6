import ExtractReading
import NotifyPolicy

extension NightlyRun {
  /// The profiles of a run's sources, by name, that a run can do with.
  ///
  /// - Throws: ``RunFault`` for one that reads pseudonyms, and for a source that replaces periods which
  ///   nothing states.
  static func usableProfiles(
    of configuration: RunConfiguration,
    _ book: RuleBook,
    _ practices: [String: Practice]
  ) throws -> [String: SourceProfile] {
    var profiles: [String: SourceProfile] = [:]
    for source in configuration.sources where profiles[source.profile] == nil {
      let profile = try book.profile(source.profile).knowing(practices: practices.codesByName)
      guard !profile.hasIssuer else {
        throw RunFault(
          .configuration,
          "the profile “\(profile.name)” of source “\(source.name)” reads pseudonyms, which are for "
            + "dry-run: nobody could be told of a person without a name or number"
        )
      }
      profiles[source.profile] = profile
    }
    let unstated = configuration.sources.filter { source in
      profiles[source.profile].map { !source.statesPeriod(source.laid(over: $0)) } ?? false
    }
    guard unstated.isEmpty else {
      throw RunFault(
        .configuration,
        unstated.map { source in
          "source “\(source.name)” replaces whole periods and nothing states them: give it a"
            + " “file-pattern” with {on}, {month} or {from} and {to}, or a “period”"
        }
      )
    }
    return profiles
  }
}
