import BatchRun

/// Values that were damaged on their way, for people.
///
/// Where, what, how often, and in which lines the first ones stand. No value is shown.
enum DamageTable {
  /// A table behind a blank line; nothing when nothing is damaged.
  static func lines(of extracts: [RunManifest.Extract]) -> [String] {
    let rows = extracts.flatMap { extract in
      extract.damage.map { damage in
        [
          "\(extract.file): \(damage.column)", damage.kind, String(damage.count),
          damage.lines.map(String.init).joined(separator: " "),
        ]
      }
    }
    guard !rows.isEmpty else { return [] }
    return [""]
      + TextTable(
        header: ["damaged values in", "what happened", "number", "first lines"],
        rows: rows
      ).lines
      + (rows.contains { spreadsheet.contains($0[1]) } ? [advice] : [])
      + (rows.contains { $0[1] == "blank-word" } ? [adviceOnBlanks] : [])
  }

  /// What only a spreadsheet, or a program that takes ids for numbers, does.
  private static let spreadsheet: Set<String> = [
    "scientific-notation", "decimal-point", "zeroed-digits", "lost-leading-zero", "day-number",
  ]
  private static let adviceOnBlanks =
    "A word stands where nothing is known: list it under “blanks” in the source's profile."
  private static let advice =
    "A spreadsheet has been here: ask the source for its file as it was exported, unopened."
}
