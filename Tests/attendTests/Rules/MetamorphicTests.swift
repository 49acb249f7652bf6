import AttendanceModel
import Foundation
import SeededRandom
import Testing

/// What must not change a trigger, tried on random extracts through the public command.
struct MetamorphicTests {
  private static let seeds = RandomCases.seeds.prefix(RandomCases.seeds.count > 300 ? 300 : 2)
  private static let columns = [
    "attendance_id", "provider_code", "department_type", "attendance_category", "arrival_date",
    "arrival_time", "nhs_number", "birth_date", "gp_practice_code", "chief_complaint",
    "diagnosis_1", "injury_date", "mobility", "update_type", "applicable_datetime",
  ]
  private typealias Row = [String: String]

  /// 27 persons, some of them children, with what the five rules look at.
  private static func rows(_ random: inout SplitMix64) -> [Row] {
    (1...27).flatMap { person -> [Row] in
      let number = NHSNumber.sample(person)
      let born = random.choose(["2008-02-29", "2018-03-02", "2025-08-31", "2026-01-31", ""])
      return random.arrivals(upTo: 14).enumerated().map { index, arrival in
        [
          "attendance_id": "P\(person)-\(index)",
          "provider_code": random.choose(["RJE", "RXW"]),
          "department_type": random.choose(["01", "01", "02", "03", "04", ""]),
          "attendance_category": random.choose(["1", "1", "1", "2", "3", "4", "X", ""]),
          "arrival_date": arrival.day.description,
          "arrival_time": random.choose([arrival.time.description, ""]),
          "nhs_number": number,
          "birth_date": born,
          "gp_practice_code": random.choose(["V81997", "V81998", "V81999", "P99901", ""]),
          "chief_complaint": random.choose(["312608009", "161887000", ""]),
          "diagnosis_1": random.choose(["38354005", "125668004", "195967001", ""]),
          "injury_date": random.once(in: 4) ? arrival.day.description : "",
          "mobility": random.choose(["mobile", "non-mobile", ""]),
          "update_type": "9",
          "applicable_datetime": "2027-01-01 00:00",
        ]
      }
    }
  }

  /// The triggers of extracts, one line each, the header left out.
  private func triggers(_ extracts: [[Row]]) throws -> [String] {
    let scratch = try Scratch()
    let paths = try extracts.enumerated().map { index, rows in
      let lines = rows.map { row in Self.columns.map { row[$0] ?? "" }.joined(separator: ",") }
      let text = ([Self.columns.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
      return try scratch.write("extract-\(index).csv", text)
    }
    let table = scratch.folder.appending(path: "triggers.csv").path()
    let outcome = try Program.run(
      ["dry-run", "--quiet", "--as-of", "2099-12-31", "--triggers", table] + paths
    )
    #expect(outcome.code == 0, "\(outcome.messages)")
    let text = try String(contentsOfFile: table, encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map(String.init)
  }

  @Test(arguments: seeds)
  func `the order of rows and files changes nothing`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rows = Self.rows(&random)
    let found = try triggers([rows])
    #expect(!found.isEmpty)
    let shuffled = rows.shuffled(using: &random)
    let half = shuffled.count / 2
    #expect(try triggers([shuffled]) == found)
    #expect(try triggers([Array(shuffled[half...]), Array(shuffled[..<half])]) == found)
  }

  @Test(arguments: seeds)
  func `an extract split into nights gives the same triggers`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rows = Self.rows(&random)
    let nights = Dictionary(grouping: rows) { $0["arrival_date"] ?? "" }
    #expect(try triggers(nights.keys.sorted().map { nights[$0] ?? [] }) == triggers([rows]))
  }

  /// In 28 years every day comes back to its place in the week and between leap days, as long as
  /// no century without one lies between.
  @Test(arguments: seeds)
  func `28 years later the same triggers come 28 years later`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rows = Self.rows(&random).map { shifted($0) }
    let later = try triggers([rows.map { shifted($0) }])
    #expect(try triggers([rows]).map { shifted($0) } == later)
    #expect(!later.isEmpty)
  }

  @Test(arguments: seeds)
  func `planned follow-ups add nothing`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rows = Self.rows(&random)
    let planned = rows.filter { _ in random.once(in: 2) }.map { row in
      row.merging([
        "attendance_id": "\(row["attendance_id"] ?? "")-planned", "attendance_category": "4",
        "gp_practice_code": "P99901", "diagnosis_1": "195967001", "chief_complaint": "",
      ]) { $1 }
    }
    #expect(try triggers([rows + planned]) == triggers([rows]))
  }

  @Test(arguments: seeds)
  func `what is deleted was never there, and what is sent again is there again`(seed: UInt64) throws
  {
    var random = SplitMix64(seed: seed)
    let rows = Self.rows(&random)
    let (deleted, kept) = (
      rows.indices.filter { $0 % 3 == 0 }.map { rows[$0] },
      rows.indices.filter { $0 % 3 != 0 }.map { rows[$0] }
    )
    let deletes = deleted.map { row in
      row.merging(["update_type": "1", "applicable_datetime": "2027-01-02 00:00"]) { $1 }
    }
    let again = deleted.map { $0.merging(["applicable_datetime": "2027-01-03 00:00"]) { $1 } }
    #expect(try triggers([rows, deletes]) == triggers([kept]))
    #expect(try triggers([rows, deletes, again]) == triggers([rows]))
    // The older version that comes late stays away.
    #expect(try triggers([deletes, rows]) == triggers([kept]))
  }

  private func shifted(_ row: Row) -> Row {
    row.mapValues { CivilDay($0)?.adding(months: 28 * 12).description ?? $0 }
  }

  private func shifted(_ line: String) -> String {
    line.split(separator: ",", omittingEmptySubsequences: false).map { value in
      CivilDay(String(value))?.adding(months: 28 * 12).description ?? String(value)
    }.joined(separator: ",")
  }
}

extension NHSNumber {
  /// A valid number of the 999 range that no person has.
  fileprivate static func sample(_ number: Int) -> String {
    let stem = "9990" + zeroPadded(number * 37, 5)
    return (0...9).map { "\(stem)\($0)" }.first { NHSNumber($0) != nil } ?? sample(number + 100)
  }
}
