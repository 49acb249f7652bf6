/// What rules could not know, for people: unknown is never read as “no” (design S4).
enum UnknownTable {
  /// The lines of the table, with a blank one before them; none when everything was known.
  static func lines(of rules: [(rule: String, unknown: [String: Int])]) -> [String] {
    let rows = rules.flatMap { rule, unknown in
      unknown.sorted { $0.key < $1.key }.map { [rule, $0.key, String($0.value)] }
    }
    guard !rows.isEmpty else { return [] }
    return [""]
      + TextTable(header: ["rule that could not know", "field", "attendances"], rows: rows).lines
  }
}
