import Foundation
import TemporaryFiles
import Testing

/// The conformance corpus, run through the public command; its documentation is made from it.
struct ConformanceTests {
  private static let folder = Program.repository.appending(path: "SampleData/conformance")
  private static let clauses = (1...11).map { "S\($0)" }

  /// One case of a clause: what it shows, and at which of its attendances which rules fire.
  private struct Case {
    var name: String
    var meaning: String
    var triggers: [String]
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.folder.appending(path: path), encoding: .utf8)
  }

  /// The corpus quotes only what holds a comma, and no line break.
  private func lines(_ text: String) -> [[String]] {
    text.split(separator: "\n").dropFirst().map { line in
      var fields = [""]
      var isQuoted = false
      for character in line {
        switch character {
        case "\"": isQuoted.toggle()
        case "," where !isQuoted: fields.append("")
        default: fields[fields.count - 1].append(character)
        }
      }
      return fields
    }
  }

  private func cases(_ clause: String) throws -> [Case] {
    lines(try text("\(clause)/cases.csv")).map { fields in
      Case(
        name: fields[0],
        meaning: fields[1],
        triggers: fields[2].split(separator: " ").map(String.init)
      )
    }
  }

  /// The triggers of a clause's own rules, as `triggers.csv` has them, the header first.
  private func triggers(_ clause: String) throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: Self.folder.appending(path: clause).path()
    )
    let extracts = names.filter { $0.first?.isNumber == true }.sorted().map {
      Self.folder.appending(path: "\(clause)/\($0)").path()
    }
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let table = "\(scratch.path)/triggers.csv"
    let rules = Self.folder.appending(path: "rules").path()
    let outcome = try Program.run(
      ["dry-run", "--quiet", "--as-of", "2030-12-31", "--rules", rules, "--triggers", table]
        + extracts
    )
    // Rows that are quarantined, and two birth dates of one person, are for an operator to look at.
    #expect(outcome.code == (["S1", "S2", "S3"].contains(clause) ? 2 : 0), "\(outcome.messages)")
    let found = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n")
    return found.prefix(1).map(String.init)
      + found.dropFirst().filter { $0.hasPrefix("\(clause.lowercased())-") }.map(String.init)
  }

  @Test(arguments: clauses)
  func `each case has the triggers that its clause asks for`(clause: String) throws {
    let found = Set(
      try triggers(clause).dropFirst().map { line in
        let fields = line.split(separator: ",")
        return "\(fields[0])@\(fields[3])"
      }
    )
    let cases = try cases(clause)
    #expect(!cases.isEmpty)
    var expected: Set<String> = []
    for item in cases {
      for trigger in item.triggers {
        expected.insert(trigger.replacing("@", with: "@\(item.name)-"))
      }
    }
    #expect(found.subtracting(expected).sorted() == [])
    #expect(expected.subtracting(found).sorted() == [])
  }

  @Test(arguments: clauses)
  func `versions, counts and windows are the recorded ones`(clause: String) throws {
    let found = try triggers(clause).joined(separator: "\n") + "\n"
    try recorded(found, in: "\(clause)/expected.csv")
  }

  @Test func `repeats are told as S9 asks`() throws {
    let extract = Self.folder.appending(path: "S9/1.csv").path()
    let rules = Self.folder.appending(path: "rules").path()
    let outcome = try Program.run(
      "dry-run",
      "--quiet",
      "--json",
      "--as-of",
      "2030-12-31",
      "--rules",
      rules,
      extract
    )
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let found = try #require((object as? [String: Any])?["rules"] as? [[String: Any]])
    // What the cases say they show, added up.
    for (rule, letters) in ["s9-again": 5, "s9-default": 3, "s9-suspected-harm": 2] {
      let told = try #require(found.first { $0["rule"] as? String == rule })
      #expect(told["letters"] as? Int == letters, "\(rule)")
    }
  }

  @Test func `the documentation of the corpus is made from its files`() throws {
    var page = try text("introduction.md").split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    for clause in Self.clauses {
      page += [
        "## \(clause)", "", "| case | what it shows | attendances | triggers |",
        "|---|---|---|---|",
      ]
      let rows = try attendances(clause)
      page += try cases(clause).map { item in
        let triggers = item.triggers.map { $0.replacing("@", with: " at ") }
        return
          "| \(item.name) | \(item.meaning) | \(rows[item.name, default: []].joined(separator: "; ")) | "
          + "\(triggers.isEmpty ? "none" : triggers.joined(separator: ", ")) |"
      }
      page.append("")
    }
    try recorded(page.joined(separator: "\n"), in: "README.md")
  }

  /// The rows of each case, in the order of files and rows: number, date and time, and what
  /// differs from a first unplanned attendance.
  private func attendances(_ clause: String) throws -> [String: [String]] {
    var found: [String: [String]] = [:]
    var numbers: [String: String] = [:]
    for file in ["1", "2"] {
      guard let text = try? text("\(clause)/\(file).csv") else { continue }
      let columns = text.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
      for fields in lines(text) {
        let row = Dictionary(uniqueKeysWithValues: zip(columns, fields))
        let id = row["attendance_id", default: ""]
        guard let dash = id.lastIndex(of: "-") else { continue }
        let person = row["nhs_number", default: ""]
        let isDelete = row["update_type"] == "1"
        let usual = numbers[String(id[..<dash])] ?? person
        numbers[String(id[..<dash])] = usual
        let who =
          person == usual && !person.isEmpty || isDelete
          ? [] : ["NHS number \(person.isEmpty ? "blank" : person)"]
        let when = ["arrival_date", "arrival_time"].compactMap { row[$0] }.filter { !$0.isEmpty }
        let special = [
          ("attendance_category", "1", "category"), ("provider_code", "RZ9", "provider"),
          ("local_patient_id", "", "local id"), ("birth_date", "2018-03-02", "born"),
          ("age_at_arrival", "", "age"), ("gp_practice_code", "Y99001", "practice"),
          ("diagnosis_1", "", "diagnosis"), ("update_type", "9", "update type"),
          ("applicable_datetime", "", "applicable"), ("nhs_number_status", "", "number status"),
        ]
        .compactMap { column, usual, word -> String? in
          guard let value = row[column], value != usual else { return nil }
          return "\(word) \(value.isEmpty ? "blank" : value)"
        }
        let number = "\(file == "2" ? "later extract: " : "")\(id[id.index(after: dash)...])"
        let what = ([when.joined(separator: " ")] + who + special).filter { !$0.isEmpty }
        found[String(id[..<dash]), default: []].append("\(number): \(what.joined(separator: ", "))")
      }
    }
    return found
  }

  /// Compares with a recorded file; `ATTEND_RECORD=1` rewrites it, and the test then fails.
  private func recorded(_ found: String, in path: String) throws {
    if ProcessInfo.processInfo.environment["ATTEND_RECORD"] != nil {
      try Data(found.utf8).write(to: Self.folder.appending(path: path))
      Issue.record("recorded \(path): look at the difference, then run again without recording")
      return
    }
    #expect(try text(path) == found)
  }
}
