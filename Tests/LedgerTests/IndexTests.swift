import AttendanceModel
import GRDB
import Linkage
import TemporaryFiles
import Testing

@testable import Ledger

/// The indexes that a first load makes at its end.
struct IndexTests {
  private static let indexes = ["attendance_local", "attendance_person"]

  /// A ledger that has taken so many attendances as its first load, one for each patient.
  private func firstLoad(of count: Int) throws -> TemporaryLedger {
    let temporary = try TemporaryLedger()
    try temporary.transaction { ledger in
      var touched = TouchedPersons(isFirstLoad: true)
      try ledger.withoutIndexes(loadsPeriods: false) {
        for place in 0..<count {
          // Patients come in another order than that of their ids.
          let attendance = try Attendance.sample("A\(place)", local: "P\(place * 7919 % count)")
          _ = try ledger.apply(attendance, from: VersionOrigin(source: "ae"), touching: &touched)
        }
      }
    }
    return temporary
  }

  @Test func `a first load leaves its own rows and all indexes, and the file is sound`() throws {
    let temporary = try firstLoad(of: 2000)
    let fresh = try TemporaryLedger()
    let count = try temporary.inFile { database in
      try Int.fetchOne(database, sql: "SELECT count(*) FROM attendance")
    }
    #expect(count == 2000)
    let names = try [temporary, fresh].map { ledger in
      try ledger.inFile { database in
        try String.fetchAll(
          database,
          sql: "SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name"
        )
      }
    }
    #expect(names[0] == names[1])
    let check = try temporary.inFile { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
    #expect(check == ["ok"])
  }

  @Test(arguments: indexes)
  func `the pages of an index have room for the rows of later nights`(index: String) throws {
    let temporary = try firstLoad(of: 20_000)
    let (pages, full) = try temporary.inFile { database in
      let sizes = try Int.fetchAll(
        database,
        sql: "SELECT unused FROM dbstat WHERE name = ? AND pagetype = 'leaf'",
        arguments: [index]
      )
      // A row takes less.
      return (sizes.count, sizes.count { $0 < 40 })
    }
    #expect(pages > 50 && full * 2 < pages, "\(full) of \(pages) pages are full")
  }

  @Test func `the attendances of a period are found by their arrival`() throws {
    let temporary = try TemporaryLedger()
    let plan = try temporary.inFile { database in
      try Row.fetchAll(
        database,
        sql: "EXPLAIN QUERY PLAN SELECT arrival FROM attendance"
          + LedgerTransaction.inPeriod,
        arguments: ["ae", 0, 1]
      ).map { $0["detail"] as String }
    }
    #expect(plan.count == 1 && plan[0].contains("USING INDEX attendance_arrival"), "\(plan)")
  }
}

extension TemporaryLedger {
  fileprivate func inFile<Result>(_ body: (Database) throws -> Result) throws -> Result {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: path, configuration: configuration).read(body)
  }
}
