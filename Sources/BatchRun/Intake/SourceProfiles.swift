package import ExtractReading
import LocatedYAML

/// The source profiles of a folder of rules.
package enum SourceProfiles {
  /// One profile by its name.
  ///
  /// - Parameters:
  ///   - name: its file's name, or “standard”.
  ///   - folder: the folder of rules.
  ///   - practices: the practice directory, for a profile whose source names practices.
  /// - Returns: the checked profile.
  /// - Throws: ``RunFault`` when there is no such profile, or with every mistake in it.
  package static func named(_ name: String, in folder: String, practices: String? = nil) throws
    -> SourceProfile
  {
    let profile = try named(name, in: folder)
    guard let practices else { return profile }
    do {
      return profile.knowing(practices: try PracticeDirectory.read(practices).codesByName)
    } catch let refusal as ExtractRefusal {
      throw RunFault(.configuration, refusal.description)
    }
  }

  /// Every profile of the folder, by name, “standard” first.
  ///
  /// - Throws: ``RunFault`` with the mistakes of the first profile that has some.
  package static func all(in folder: String) throws -> [SourceProfile] {
    [.standard] + (try paths(in: folder).map(read))
  }

  /// Reads a profile file.
  static func read(_ path: String) throws -> SourceProfile {
    let profile: SourceProfile
    do {
      profile = try SourceProfile.read(text: TextFile.read(path, is: "source profile"), file: path)
    } catch let error as Diagnostics {
      throw RunFault(error)
    }
    guard profile.name == TextFile.stem(path) else {
      throw RunFault(
        .configuration,
        "\(path): its “source” says “\(profile.name)”; a profile is named after its file"
      )
    }
    return profile
  }

  static func paths(in folder: String) throws -> [String] {
    try TextFile.paths(in: "\(folder)/sources", ending: ".yaml", is: "source profiles")
  }

  private static func named(_ name: String, in folder: String) throws -> SourceProfile {
    if name == SourceProfile.standard.name { return .standard }
    let paths = try paths(in: folder)
    guard let path = paths.first(where: { TextFile.stem($0) == name }) else {
      let names = paths.map(TextFile.stem) + [SourceProfile.standard.name]
      throw RunFault(
        .configuration,
        "there is no source profile “\(name)” in \(folder)/sources"
          + "\(RuleBook.hint(name, names)) (there are \(names.joined(separator: ", ")))"
      )
    }
    return try read(path)
  }
}
