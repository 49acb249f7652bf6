import AttendanceModel
import ExtractReading

/// The sample's own README: what it is, how to try it, what was put in and what must come out.
enum TruthWords {
  static func text(of truth: GroundTruth, _ layout: Layout, _ population: Population) -> String {
    var lines: [String] = []
    lines += opening(truth)
    lines += trying(truth, layout)
    lines += table(
      ["rule, version 1", "cases", "that fire", "near misses", "that fire", "triggers in all"],
      truth.rules.map {
        [
          $0.rule, "\($0.cases)", "\($0.casesThatFire)", "\($0.nearMisses)",
          "\($0.nearMissesThatFire)", "\($0.triggers)",
        ]
      }
    )
    lines += [
      "",
      "Each case and near miss stands in `truth/planted.csv` with its attendances. Triggers beyond"
        + " the cases are by chance: children who come often, or hurt themselves twice. A case that"
        + " does not fire, or a near miss that does, is one of which this layout cannot say enough.",
    ]
    lines += limits(of: layout.readings).map { "- \($0)" }
    lines += ["", "## What was done to the rows", ""]
    lines += table(
      ["what", "attendances"],
      [
        ["bad rows, which must be quarantined", "\(truth.dirt.badRows)"],
        ["late rows, sent after the day of arrival", "\(truth.dirt.late)"],
        ["corrections of a wrong first version", "\(truth.dirt.corrections)"],
        ["deletions", "\(truth.dirt.deletions)"],
        ["duplicates, the same row again", "\(truth.dirt.duplicates)"],
      ]
    )
    lines += ["", "Each stands in `truth/dirt.csv` with its file and line."]
    lines += ["", "## What must become of the rows", ""]
    lines += balance(truth)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func opening(_ truth: GroundTruth) -> [String] {
    [
      "# Synthetic extracts",
      "",
      "Nobody in these files exists. NHS numbers are valid and begin with 999, a range that is never"
        + " issued; family names begin with `Test-`; postcodes lie in the area XX, which there is"
        + " not; practices are those of `practices.csv`, and invented.",
      "",
      "Made by `attend sample` from the seed \(truth.seed) for the source profile `\(truth.source)`:"
        + " \(truth.rows) rows about \(truth.people) people, \(truth.children) of them children,"
        + " with arrivals from \(truth.from) to \(truth.to). \(truth.peopleWithoutNumber) people"
        + " have no NHS number and are known by a local id alone.",
      "",
    ]
  }

  private static func trying(_ truth: GroundTruth, _ layout: Layout) -> [String] {
    let practices = layout.profile.namesPractices ? " --practices practices.csv" : ""
    return [
      "## To try it",
      "",
      "In this folder, with RULES as the folder of rules:",
      "",
      "```sh",
      "attend dry-run --rules RULES --source \(truth.source) --as-of \(truth.to)\(practices) \\",
      "  --triggers triggers.csv extracts/*",
      "cmp triggers.csv truth/triggers.csv    # the shipped rules, version 1, must find just these",
      "```",
      "",
      "`truth/triggers.csv` was counted without the rule engine. It holds once all extracts are read"
        + " in the order of their names.",
      "",
      "## What was planted",
      "",
    ]
  }

  /// What a layout lacks, and what follows.
  private static func limits(of readings: Layout.Readings) -> [String] {
    var limits: [String] = []
    if !readings.countsAsAE.contains(true) {
      limits.append(
        "No department of it is read as type 01, 02 or 03: no frequent attender is found."
      )
    }
    if !readings.categories.contains(.planned) {
      limits.append("It has no planned follow-ups: they count as visits of unrecorded category.")
    }
    if !readings.isNonMobile.contains(true) {
      limits.append("It does not say that a child cannot move about.")
    }
    if !readings.hasNoPractice.contains(true) {
      limits.append("It does not say that a child has no practice.")
    }
    if !readings.hasBirthDate {
      limits.append(
        readings.ageBands.isEmpty
          ? "It has ages in whole years: under six months is never known."
          : "It has whole years and, for infants, bands of days: around six months is not known."
      )
    }
    if !readings.hasVersionDate {
      limits.append("Its versions carry no date: the later row wins.")
    }
    if !readings.hasDeletions { limits.append("It has no deletions, and none was made.") }
    return limits
  }

  private static func balance(_ truth: GroundTruth) -> [String] {
    func row(_ name: String, _ extracts: [GroundTruth.Extract]) -> [String] {
      [
        name, "\(extracts.reduce(0) { $0 + $1.rows })",
        "\(extracts.reduce(0) { $0 + $1.attendances })",
        "\(extracts.reduce(0) { $0 + $1.superseded })",
        "\(extracts.reduce(0) { $0 + $1.deleted })",
        "\(extracts.reduce(0) { $0 + $1.quarantined })",
      ]
    }
    // Of many files the sum will do; each stands in truth.json.
    let shown = truth.extracts.count > 1 ? [] : truth.extracts.map { row("`\($0.file)`", [$0]) }
    return table(
      ["extract", "rows", "= attendances", "+ superseded", "+ deleted", "+ quarantined"],
      shown.isEmpty ? [row("all \(truth.extracts.count) extracts", truth.extracts)] : shown
    ) + (shown.isEmpty ? ["", "Each extract's own sum stands in `truth/truth.json`."] : [])
  }

  private static func table(_ header: [String], _ rows: [[String]]) -> [String] {
    let rule = header.indices.map { $0 == 0 ? "---" : "---:" }
    return ([header, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
  }
}
