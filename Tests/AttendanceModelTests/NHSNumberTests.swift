import AttendanceModel
import SeededRandom
import Testing

/// Reading ten characters at once is reading them one by one.
struct NHSNumberTests {
  private func expectAgreement(_ characters: [UInt8]) {
    let word = { (places: Range<Int>) in
      places.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(characters[$1]) }
    }
    let atOnce = NHSNumber(tenDigits: word(0..<8), word(8..<10))
    #expect(atOnce == NHSNumber(ascii: characters), "\(characters)")
  }

  /// The digit that makes nine others a valid number; nil when none does.
  private func checkDigit(of nine: [UInt8]) -> UInt8? {
    let sum = nine.enumerated().reduce(0) { $0 + Int($1.element - 0x30) * (10 - $1.offset) }
    let digit = (11 - sum % 11) % 11
    return digit == 10 ? nil : UInt8(digit) + 0x30
  }

  @Test(arguments: UInt64(0)..<50)
  func `random digits read alike, valid and not`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var valid = 0
    for _ in 0..<200 {
      let nine = (0..<9).map { _ in UInt8.random(in: 0x30...0x39, using: &random) }
      for last in UInt8(0x30)...0x39 { expectAgreement(nine + [last]) }
      if let last = checkDigit(of: nine), NHSNumber(ascii: nine + [last]) != nil { valid += 1 }
    }
    #expect(valid > 150)
  }

  @Test
  func `any other character in any place makes no number`() throws {
    let number = Array("9990000018".utf8)
    _ = try #require(NHSNumber(ascii: number))
    for place in number.indices {
      for character in UInt8.min...(.max) {
        var other = number
        other[place] = character
        expectAgreement(other)
      }
    }
  }

  @Test(arguments: [
    "0000000000", "1111111111", "9999999999", "0000000001", "0000000019", "9999999990",
    "0000000108", "1000000000", "9876543210", "4010232137", "999 000001", "-999000001",
    "          ",
  ])
  func `numbers at the edges read alike`(text: String) {
    expectAgreement(Array(text.utf8))
  }

  @Test
  func `a digit ten times is no number`() {
    for digit in UInt8(0x30)...0x39 {
      let characters = Array(repeating: digit, count: 10)
      expectAgreement(characters)
      #expect(NHSNumber(ascii: characters) == nil)
    }
  }
}
