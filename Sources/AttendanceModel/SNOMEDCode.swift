/// The check digit of SNOMED CT identifiers.
///
/// Source: SNOMED CT Technical Implementation Guide, SCTID; Verhoeff's dihedral check.
package enum SNOMEDCode {
  /// Whether a text is a concept id: 6–18 digits, no leading zero, partition 00 or 10, check
  /// digit right.
  package static func isConceptID(_ text: some StringProtocol) -> Bool {
    isConceptID(ascii: Array(text.utf8).span)
  }

  /// Whether bytes are a concept id; the same without a text.
  package static func isConceptID(ascii bytes: Span<UInt8>) -> Bool {
    hasRightCheckDigit(ascii: bytes) && hasConceptPartition(ascii: bytes)
  }

  /// Whether bytes are 6–18 digits without a leading zero, the check digit right: an id of a
  /// concept, a description or a relationship.
  package static func hasRightCheckDigit(ascii bytes: Span<UInt8>) -> Bool {
    guard hasDigits(bytes), bytes[0] != UInt8(ascii: "0") else { return false }
    var check = 0
    for offset in 0..<bytes.count {
      let digit = Int(bytes[bytes.count - 1 - offset]) - 0x30
      check = product(check, permutations[(offset % 8) * 10 + digit])
    }
    return check == 0
  }

  /// Whether the two digits before the check digit of an id say that it is a concept's.
  private static func hasConceptPartition(ascii bytes: Span<UInt8>) -> Bool {
    let partition = bytes[bytes.count - 3]
    return bytes[bytes.count - 2] == UInt8(ascii: "0")
      && (partition == UInt8(ascii: "0") || partition == UInt8(ascii: "1"))
  }

  /// Whether bytes have an id's outer form, 6–18 digits: one that then is no id was damaged on
  /// its way.
  package static func hasDigits(_ bytes: Span<UInt8>) -> Bool {
    guard (6...18).contains(bytes.count) else { return false }
    for index in bytes.indices where !(0x30...0x39).contains(bytes[index]) { return false }
    return true
  }

  /// The product in the dihedral group of ten elements: five turns, five reflections.
  private static func product(_ left: Int, _ right: Int) -> Int {
    switch (left < 5, right < 5) {
    case (true, true): (left + right) % 5
    case (true, false): 5 + (left + right) % 5
    case (false, true): 5 + (left - right) % 5
    case (false, false): (left - right + 5) % 5
    }
  }

  /// Eight digit permutations, each one step of the first after the one before, in one row.
  private static let permutations: [Int] = {
    let step = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
    var all = Array(0..<10)
    for _ in 1..<8 { all += all.suffix(10).map { step[$0] } }
    return all
  }()
}
