/// The check digit of SNOMED CT identifiers.
///
/// Source: SNOMED CT Technical Implementation Guide, SCTID; Verhoeff's dihedral check.
package enum SNOMEDCode {
  /// Whether a text is a concept id: 6–18 digits, no leading zero, partition 00 or 10, check
  /// digit right.
  package static func isConceptID(_ text: some StringProtocol) -> Bool {
    let bytes = Array(text.utf8)
    guard (6...18).contains(bytes.count), bytes.first != UInt8(ascii: "0"),
      bytes.allSatisfy({ (0x30...0x39).contains($0) })
    else { return false }
    let partition = bytes.suffix(3).prefix(2)
    guard partition.elementsEqual("00".utf8) || partition.elementsEqual("10".utf8) else {
      return false
    }
    let check = bytes.reversed().enumerated().reduce(0) { check, digit in
      multiplication[check][permutations[digit.offset % 8][Int(digit.element) - 0x30]]
    }
    return check == 0
  }

  /// The dihedral group of ten elements.
  private static let multiplication: [[Int]] = (0..<10).map { left in
    (0..<10).map { right in
      switch (left < 5, right < 5) {
      case (true, true): (left + right) % 5
      case (true, false): 5 + (left + right) % 5
      case (false, true): 5 + (left - right) % 5
      case (false, false): (left - right + 5) % 5
      }
    }
  }

  /// Eight digit permutations, each one step of the first after the one before.
  private static let permutations: [[Int]] = {
    let step = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
    var rows = [Array(0..<10)]
    for row in 1..<8 { rows.append(rows[row - 1].map { step[$0] }) }
    return rows
  }()
}
