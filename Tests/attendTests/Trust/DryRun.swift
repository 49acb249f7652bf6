import TemporaryFiles
import Testing

/// A dry-run on extracts in a temporary folder.
struct DryRun {
  let outcome: Attend.Outcome
  /// The lines of the triggers file, without its header; nil when none was written.
  let triggers: [String]?
  /// What lay in the working folder afterwards.
  let files: [String]

  /// Runs on tables as ``Extract`` takes them, in the order of the command line.
  init(
    _ extracts: String...,
    asOf: String = "2026-12-31",
    without dropped: Set<String> = []
  ) throws {
    try self.init(
      texts: extracts.map { Extract($0, without: dropped).text },
      asOf: asOf
    )
  }

  init(texts: [String], asOf: String = "2026-12-31", rules: String = Attend.rules) throws {
    let folder = try TemporaryFolder()
    // Named against their order, so that sorting by name would show.
    let names = texts.indices.map { "\(texts.count - $0).csv" }
    for (name, text) in zip(names, texts) { try folder.write(text, to: name) }
    outcome = try Attend.call(
      ["dry-run", "--rules", rules, "--as-of", asOf, "--triggers", "triggers.csv", "--quiet"]
        + names,
      in: folder.path
    )
    files = FolderTree(folder.path).paths
    guard folder.has("triggers.csv") else {
      triggers = nil
      return
    }
    var lines = try folder.text(of: "triggers.csv").split(
      separator: "\n",
      omittingEmptySubsequences: false
    ).map(String.init)
    #expect(lines.first == Self.header)
    #expect(lines.last == "")
    lines.removeFirst()
    lines.removeLast()
    triggers = lines
  }

  static let header =
    "rule,rule_version,provider_code,attendance_id,arrival_date,arrival_time,count,"
    + "window_from,window_to"

  /// Whether a rule fired, by attendance id.
  func fired(_ rule: String) -> [String] {
    (triggers ?? []).filter { $0.hasPrefix(rule + ",") }.map {
      String($0.split(separator: ",")[3])
    }
  }
}
