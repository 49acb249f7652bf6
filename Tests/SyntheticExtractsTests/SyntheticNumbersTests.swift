import AttendanceModel
import Testing

@testable import SyntheticExtracts

struct SyntheticNumbersTests {
  @Test func `all numbers are valid, different, and begin with 999`() {
    let numbers = SyntheticNumbers()
    var last: UInt64 = 0
    for person in 0..<SyntheticNumbers.count {
      let number = numbers[person]
      #expect(number > last && number / 10_000_000 == 999)
      last = number
    }
    for person in stride(from: 0, to: SyntheticNumbers.count, by: 997) {
      #expect(NHSNumber(String(numbers[person]))?.isInIssuedRange == false)
    }
    #expect(SyntheticNumbers.count > 900_000)
  }

  @Test func `no two attendances have one id`() {
    var ids: Set<UInt64> = []
    for person in [0, 1, 77, 1_000_000, 19_999_999] as [UInt32] {
      for number in 0..<UInt8(History.mostVisits) {
        ids.insert(Visit.id(person: person, number: number))
      }
    }
    #expect(ids.count == 5 * History.mostVisits && ids.allSatisfy { $0 < 10_000_000_000 })
  }
}
