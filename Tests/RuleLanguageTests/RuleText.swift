import LocatedYAML
import RuleLanguage

/// The text of a small right rule, for tests that change a piece of it.
enum RuleText {
  static let file = "Rules/sample.yaml"
  static let codeSets = [
    "injury": CodeSet(name: "injury", codes: ["38354005"]),
    "bruising": CodeSet(name: "bruising", codes: ["161887000"]),
    "empty": CodeSet(name: "empty", codes: []),
  ]

  /// Twelve lines; `when` is line 9.
  static let right = """
    rule: sample
    version: 1
    title: A sample
    class: pattern
    owner: Nobody
    source: none
    in-force: { from: 2022-04-01 }
    for: { age: { under: 18 years } }
    when: { category: unplanned }
    then:
      - worklist: routine
        to: safeguarding-team

    """

  /// The right rule with one piece of its text replaced.
  static func replacing(_ piece: String, with other: String) -> String {
    right.replacing(piece, with: other, maxReplacements: 1)
  }

  static func read(_ text: String) throws(Diagnostics) -> [Rule] {
    try RuleFile.read(text, file: file, codeSets: codeSets)
  }

  /// The mistakes of a text, one line each, without the file's name.
  static func mistakes(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch {
      return error.all.map { String($0.description.dropFirst(file.count + 1)) }
    }
  }

  /// The only rule of the sample with another `when`.
  static func condition(_ when: String) throws -> Condition? {
    try read(replacing("{ category: unplanned }", with: when)).first?.condition
  }
}
