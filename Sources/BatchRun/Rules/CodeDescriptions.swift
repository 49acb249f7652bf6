package import ExtractReading

/// What codes are called, from the ECDS tables in `Rules/tables/`.
package struct CodeDescriptions: Sendable {
  private var descriptions: [String: String] = [:]

  /// An empty list: every code shows as itself.
  package init() {}

  /// Adds a table with the columns `snomed_code` and `ecds_description` or `snomed_description`, or a
  /// code set with `code` and `term`.
  ///
  /// Where tables describe a code twice, the first stays: a code means one thing.
  package mutating func add(_ table: CSVTable) {
    guard let code = table.index(of: "snomed_code") ?? table.index(of: "code"),
      let text = table.index(of: "ecds_description") ?? table.index(of: "snomed_description")
        ?? table.index(of: "term")
    else { return }
    for row in table.rows where descriptions[row.values[code]] == nil {
      let words = row.values[text]
      // Child terms carry a placeholder in the ECDS wording.
      let spare = table.index(of: "snomed_description").map { row.values[$0] }
      descriptions[row.values[code]] =
        words.hasPrefix("Not applicable") ? spare ?? words : words
    }
  }

  /// What a table calls a code.
  package func term(_ code: String) -> String? { descriptions[code] }

  /// A code in words, or the code itself when no table knows it.
  package func words(_ code: String?) -> String? {
    code.map { descriptions[$0] ?? "code \($0)" }
  }
}
