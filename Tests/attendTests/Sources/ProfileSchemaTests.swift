import Foundation
import TemporaryFiles
import Testing

/// The schema of source profiles, held to what their reader accepts and to its documentation.
struct ProfileSchemaTests {
  private typealias Schema = [String: Any]

  private func schema() throws -> [String: Any] {
    let outcome = try Program.run("rules", "schema", "--of", "profile")
    #expect(outcome.code == 0)
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require((object as? Schema)?["properties"] as? Schema)
  }

  /// The keys of the mapping that may stand beside a field.
  private func keys(of field: String) throws -> [String] {
    let fields = try #require((schema()["fields"] as? Schema)?["properties"] as? Schema)
    let forms = try #require((fields[field] as? Schema)?["anyOf"] as? [Schema])
    return try #require(forms.lazy.compactMap { $0["properties"] as? Schema }.first).keys.sorted()
  }

  private func mistakes(_ profile: String) throws -> String {
    let folder = try TemporaryFolder()
    let rules = try folder.rules("sources/out-of-hours.yaml") { _ in profile }
    return try Program.run("rules", "check", rules).messages
  }

  @Test func `the reader knows every key of a profile that the schema has`() throws {
    let keys = try schema().keys.sorted()
    let said = try mistakes(keys.map { "\($0)x: 1" }.joined(separator: "\n") + "\n")
    for key in keys {
      #expect(said.contains("no key “\(key)x”; did you mean “\(key)”?"), "\(said)")
    }
  }

  @Test(arguments: ["diagnosis", "local_patient_id", "gp_practice_code", "arrival_datetime"])
  func `the reader knows every key of a field that the schema has`(field: String) throws {
    let keys = try keys(of: field)
    let said = try mistakes(
      "fields:\n  \(field):\n" + keys.map { "    \($0)x: 1\n" }.joined()
    )
    for key in keys {
      #expect(said.contains("no key “\(key)x”; did you mean “\(key)”?"), "\(said)")
    }
  }

  @Test func `every key is in the documentation of profiles, with an example`() throws {
    let text = try String(
      contentsOfFile: "\(Attend.rules)/sources/README.md",
      encoding: .utf8
    )
    var keys = Set(try schema().keys)
    for field in ["diagnosis", "local_patient_id", "gp_practice_code", "arrival_datetime"] {
      keys.formUnion(try self.keys(of: field))
    }
    for key in keys {
      #expect(text.contains("`\(key)`"), "\(key)")
      #expect(text.contains("\(key): "), "\(key)")
    }
  }
}
