import ExtractReading
import Foundation

/// What one night published.
struct Night {
  /// Of `run.json`, what tests ask for.
  struct Manifest: Decodable {
    struct Counts: Decodable {
      var worklist: [String: Int]
      var covered: Int
      var unidentified: Int
      var identityConflicts: Int

      private enum CodingKeys: String, CodingKey {
        case worklist, covered, unidentified
        case identityConflicts = "identity_conflicts"
      }
    }

    /// Rows read = attendances + superseded + deleted + quarantined.
    struct Extract: Decodable, Equatable {
      var file: String
      var rows: Int
      var attendances: Int
      var superseded: Int
      var deleted: Int
      var quarantined: Int
      var removed: Int
    }

    struct Alarm: Decodable {
      var alarm: String
      var sentence: String
    }

    var counts: Counts
    var extracts: [Extract]
    var alarms: [Alarm]
    var refused: [String]
    var draft: Bool
    var baseline: Bool
  }

  /// Of a FHIR Flag, what tests ask for.
  struct Flag: Decodable {
    struct Identifier: Decodable { var value: String }
    struct Period: Decodable {
      var start: String
      var end: String?
    }

    var identifier: [Identifier]
    var status: String
    var period: Period
  }

  let outcome: Attend.Outcome
  let files: FolderTree
  let manifest: Manifest
  let flags: [Flag]
  let worklist: [[String: String]]
  let alerts: [[String: String]]

  init(outcome: Attend.Outcome, folder: String) throws {
    self.outcome = outcome
    files = FolderTree(folder)
    let decoder = JSONDecoder()
    manifest = try decoder.decode(Manifest.self, from: files.files["run.json"] ?? Data())
    flags = try (files.text("alerts/flags.ndjson") ?? "").split(separator: "\n").map {
      try decoder.decode(Flag.self, from: Data($0.utf8))
    }
    worklist = try Self.rows("\(folder)/worklist.csv")
    alerts = try Self.rows("\(folder)/alerts/alerts.csv")
  }

  var practiceLetters: [String] { files.texts(in: "letters/practice") }
  var parentLetters: [String] { files.texts(in: "letters/parent") }
  var teamLetters: [String] { files.texts(in: "letters/safeguarding") }
  var letters: [String] { files.texts(in: "letters") }

  /// Worklist items by kind.
  var items: [String: Int] { manifest.counts.worklist }

  /// Feed alarms by kind, in their order.
  var alarmKinds: [String] { manifest.alarms.map(\.alarm) }

  /// What became of the rows of each extract: rows, attendances, superseded, deleted, quarantined.
  var balances: [[Int]] {
    manifest.extracts.map {
      [$0.rows, $0.attendances, $0.superseded, $0.deleted, $0.quarantined]
    }
  }

  /// Whether nobody was told anything.
  var isQuiet: Bool { letters.isEmpty && alerts.isEmpty && flags.isEmpty && worklist.isEmpty }

  /// The rows of a table by column.
  static func rows(_ path: String) throws -> [[String: String]] {
    let table = try CSVTable(path: path)
    return table.rows.map { row in
      Dictionary(uniqueKeysWithValues: zip(table.columns, row.values))
    }
  }
}
