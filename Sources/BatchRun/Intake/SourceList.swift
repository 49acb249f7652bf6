import AttendanceModel
import ExtractReading

/// The profiles of a folder of rules, for people and programs that look for one.
package struct SourceList: Encodable, Sendable {
  /// One profile, in short.
  package struct Profile: Encodable, Sendable {
    package var profile: String
    package var title: String
    package var encoding: String
    package var load: String
    package var filePattern: String?
    /// The fields that it maps.
    package var fields: [String]

    private enum CodingKeys: String, CodingKey {
      case profile, title, encoding, load, fields
      case filePattern = "file_pattern"
    }
  }

  package let profiles: [Profile]

  /// Reads the profiles.
  ///
  /// - Throws: ``RunFault`` with mistakes in one of them.
  package init(folder: String) throws {
    profiles = try SourceProfiles.all(in: folder).map { profile in
      Profile(
        profile: profile.name,
        title: profile.title,
        encoding: profile.form.encoding.rawValue,
        load: profile.loadMode.rawValue,
        filePattern: profile.filePattern?.text,
        fields: Set(profile.mappings.map(\.field.rawValue)).sorted()
      )
    }
  }

  /// The list as JSON.
  package func json() throws -> String {
    try JSONText.result(self)
  }
}
