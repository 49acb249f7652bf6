import AttendanceModel
import ExtractReading
import Foundation
import Linkage
import SyntheticExtracts
import TemporaryFiles
import Testing

@testable import BatchRun

/// What makes a dry-run fast: that of a row without faults nothing is read but what rules ask for.
struct ShortWayTests {
  @Test(arguments: [
    "standard", "ecds", "ecds-v4", "ecds-national", "ae-cds", "walk-in", "out-of-hours",
  ])
  func `no row of an extract without faults is read whole`(layout: String) throws {
    let folder = try TemporaryFolder()
    let extract = try sample(layout, in: folder)
    #expect(try rowsReadWhole(of: extract, layout, in: folder) == 0)
  }

  @Test func `a number in groups of three, three and four has no row read whole`() throws {
    let folder = try TemporaryFolder()
    let extract = try sample("ecds", in: folder)
    try change("NHS_NUMBER", of: extract) { number in
      guard number.count == 10 else { return String(number) }
      return "\(number.prefix(3)) \(number.dropFirst(3).prefix(3))-\(number.suffix(4))"
    }
    #expect(try rowsReadWhole(of: extract, "ecds", in: folder) == 0)
  }

  @Test func `midnight behind a date, as databases print it, has no row read whole`() throws {
    let folder = try TemporaryFolder()
    let extract = try sample("ecds-national", in: folder)
    try change("Arrival_Date", of: extract) { "\($0) 00:00:00.000" }
    #expect(try rowsReadWhole(of: extract, "ecds-national", in: folder) == 0)
  }

  private static let rows = 2000
  private static let lastDay = CivilDay(rawValue: 20_757)  // 2026-10-31

  /// Makes an extract in a layout, and says where it is.
  private func sample(_ layout: String, in folder: borrowing TemporaryFolder) throws -> String {
    let path = "\(folder.path)/sample"
    _ = try Sample.make(
      SamplePlan(size: .rows(Self.rows), days: Self.lastDay.adding(days: -700)...Self.lastDay),
      source: layout,
      rules: TrustFolder.rules,
      in: path
    )
    return "\(path)/extracts/\(layout).csv"
  }

  /// Rewrites every value of a column that stands before all quoted ones.
  private func change(_ column: String, of path: String, _ value: (Substring) -> String) throws {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let names = lines[0].split(separator: ",")
    let place = try #require(names.firstIndex { $0 == column })
    var count = 0
    let changed = lines.dropFirst().map { line in
      var values = line.split(separator: ",", omittingEmptySubsequences: false)
      let new = value(values[place])
      count += new == values[place] ? 0 : 1
      values[place] = new[...]
      return values.joined(separator: ",")
    }
    try #require(count > Self.rows / 2)
    let text = ([String(lines[0])] + changed).joined(separator: "\n") + "\n"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  private func rowsReadWhole(
    of path: String,
    _ layout: String,
    in folder: borrowing TemporaryFolder
  ) throws -> Int {
    let book = try RuleBook(folder: TrustFolder.rules)
    let reading = DryRunReading(
      book: book,
      asOf: Self.lastDay,
      profile: try book.profile(layout, practices: "\(folder.path)/sample/practices.csv"),
      superseded: .none,
      threads: 2
    )
    var rows = 0
    var whole = 0
    _ = try reading.bulkReader(of: path, threads: 2).read(preparing: { { _ in } }) { batch in
      rows += batch.rows.count + batch.quarantined.count
      whole += batch.attendances.count + batch.quarantined.count
    }
    try #require(rows == Self.rows)
    return whole
  }
}
