import Linkage
import Testing

struct RowBalanceTests {
  @Test func `a row that nobody accounts for violates the balance`() throws {
    let balance = RowBalance(rows: 5, attendances: 1, superseded: 1, deleted: 1, quarantined: 1)
    let violated = #expect(throws: RowBalance.Violated.self) { try balance.check() }
    #expect(violated?.rows == 5 && violated?.accounted == 4)
  }

  @Test func `so does one that is accounted for twice`() {
    let balance = RowBalance(rows: 1, attendances: 1, quarantined: 1)
    #expect(throws: RowBalance.Violated.self) { try balance.check() }
  }

  @Test func `sums that hide each other do not pass`() {
    let balance = RowBalance(rows: 1, attendances: -1, superseded: 2)
    #expect(throws: RowBalance.Violated.self) { try balance.check() }
  }

  @Test func `the balance of what all rows became holds`() throws {
    try RowBalance(rows: 4, attendances: 1, superseded: 1, deleted: 1, quarantined: 1).check()
  }
}
