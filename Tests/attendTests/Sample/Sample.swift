import Foundation
import TemporaryFiles
import Testing

/// A sample made by the command, in a folder of its own.
struct Sample {
  /// Of `truth.json`, what tests ask for.
  struct Truth: Decodable {
    struct Rule: Decodable {
      var rule: String
      var cases: Int
      var casesThatFire: Int
      var nearMisses: Int
      var nearMissesThatFire: Int
      var triggers: Int
    }

    struct Dirt: Decodable {
      var badRows: Int
      var late: Int
      var corrections: Int
      var deletions: Int
      var duplicates: Int
    }

    var people: Int
    var children: Int
    var rows: Int
    var rules: [Rule]
    var dirt: Dirt
    var extracts: [Balance]
  }

  /// Rows = attendances + superseded + deleted + quarantined.
  struct Balance: Decodable, Equatable {
    var file: String
    var rows: Int
    var attendances: Int
    var superseded: Int
    var deleted: Int
    var quarantined: Int
  }

  /// What a dry-run says.
  struct Report: Decodable {
    struct Extract: Decodable {
      let taken: Night.Manifest.Extract
      let unreadable: [String: Int]
      let unmappedColumns: [String]

      private enum CodingKeys: String, CodingKey {
        case unreadable
        case unmappedColumns = "unmapped_columns"
      }

      init(from decoder: any Decoder) throws {
        taken = try Night.Manifest.Extract(from: decoder)
        let more = try decoder.container(keyedBy: CodingKeys.self)
        unreadable = try more.decode([String: Int].self, forKey: .unreadable)
        unmappedColumns = try more.decode([String].self, forKey: .unmappedColumns)
      }
    }

    var extracts: [Extract]
    var identityConflicts: Int

    private enum CodingKeys: String, CodingKey {
      case extracts
      case identityConflicts = "identity_conflicts"
    }

    var balances: [Balance] { extracts.map { Balance($0.taken) } }
  }

  static let allDirt = [
    "--bad-rows", "2%", "--late", "10 %", "--corrections", "15%", "--deletions", "10%",
    "--duplicates", "5%",
  ]
  /// Shares at which a small sample has cases of every kind.
  static let manyCases = [
    "frequent-attender-4-in-6-months=10%", "frequent-attender-6-in-12-months=8%",
    "previous-injuries=10%", "unregistered-with-gp=8%", "non-mobile-baby-bruising=8%",
  ].flatMap { ["--cases", $0] }

  let folder: TemporaryFolder
  let source: String
  let rules: String
  let outcome: Attend.Outcome
  let truth: Truth

  /// A sample in the layout that needs no profile.
  init(_ options: [String]) throws {
    try self.init("standard", options)
  }

  init(_ source: String, rules: String = Attend.rules, _ options: [String]) throws {
    folder = try TemporaryFolder()
    self.source = source
    self.rules = rules
    outcome = try Attend.call(
      ["sample", "--quiet", "--output", "sample", "--source", source, "--rules", rules] + options,
      in: folder.path
    )
    try #require(outcome.code == 0, "\(outcome.said)")
    let json = try folder.text(of: "sample/truth/truth.json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    truth = try decoder.decode(Truth.self, from: Data(json.utf8))
  }

  var path: String { "\(folder.path)/sample" }

  /// Every file by its path in the sample.
  var tree: FolderTree { FolderTree(path) }

  var triggers: String {
    get throws { try folder.text(of: "sample/truth/triggers.csv") }
  }

  /// The data rows of a file of the truth, by column.
  func table(_ name: String) throws -> [[String: String]] {
    try Night.rows("\(path)/truth/\(name)")
  }

  /// What a dry-run of the extracts finds, all read in order of their names.
  func dryRun() throws -> (report: Report, triggers: String, code: Int32) {
    let called = try Attend.call(
      [
        "dry-run", "--quiet", "--json", "--rules", rules, "--source", source,
        "--as-of", "2026-10-31", "--practices", "sample/practices.csv",
        "--triggers", "triggers.csv",
      ] + truth.extracts.map { "sample/extracts/\($0.file)" },
      in: folder.path
    )
    try #require([0, 2].contains(called.code), "\(called.said)")
    return (
      try JSONDecoder().decode(Report.self, from: Data(called.output.utf8)),
      try folder.text(of: "triggers.csv"), called.code
    )
  }

  /// Holds a dry-run to the truth.
  func expectAgreement() throws {
    let found = try dryRun()
    #expect(found.triggers == (try triggers))
    #expect(found.report.balances == truth.extracts)
    #expect(found.report.extracts.allSatisfy { $0.unreadable.isEmpty })
    #expect(found.report.extracts.allSatisfy { $0.unmappedColumns.isEmpty })
    #expect(found.report.identityConflicts == 0)
    #expect(found.code == (truth.dirt.badRows > 0 ? 2 : 0))
  }
}

extension Sample.Balance {
  /// What a dry-run or a run says of an extract, by its name alone.
  init(_ taken: Night.Manifest.Extract) {
    self.init(
      file: (taken.file as NSString).lastPathComponent,
      rows: taken.rows,
      attendances: taken.attendances,
      superseded: taken.superseded,
      deleted: taken.deleted,
      quarantined: taken.quarantined
    )
  }
}
