import AttendanceModel
import ExtractReading
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
    let lastDay = try #require(CivilDay(year: 2026, month: 10, day: 31))
    let sample = "\(folder.path)/sample"
    _ = try Sample.make(
      SamplePlan(size: .rows(2000), days: lastDay.adding(days: -700)...lastDay),
      source: layout,
      rules: TrustFolder.rules,
      in: sample
    )
    let book = try RuleBook(folder: TrustFolder.rules)
    let reading = DryRunReading(
      book: book,
      asOf: lastDay,
      profile: try book.profile(layout, practices: "\(sample)/practices.csv"),
      superseded: .none,
      threads: 2
    )
    var rows = 0
    var whole = 0
    let reader = reading.bulkReader(of: "\(sample)/extracts/\(layout).csv", threads: 2)
    _ = try reader.read(preparing: { { _ in } }) { batch in
      rows += batch.rows.count
      whole += batch.attendances.count
    }
    #expect(rows == 2000 && whole == 0)
  }
}
