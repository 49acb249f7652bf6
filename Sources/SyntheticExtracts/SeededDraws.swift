/// A stream of numbers from a seed (wyrand, Wang Yi 2020).
///
/// Whole numbers alone, by arithmetic that every machine does alike: the same seed gives the same
/// extracts everywhere. The standard library's ranges are not used, because how they use up a
/// generator may change with its version.
struct SeededDraws {
  private var state: UInt64

  /// A stream of its own for each combination of numbers.
  init(_ seed: UInt64, _ first: UInt64, _ second: UInt64 = 0) {
    state = Self.mixed(seed &+ 0x2D35_8DCC_AA6C_78A5, first ^ 0x8BB8_4B93_962E_ACC9)
    state = Self.mixed(state ^ 0x4B33_A62E_D433_D4A3, second &+ 0x4D5A_2DA5_1DE1_AA47)
  }

  mutating func next() -> UInt64 {
    state &+= 0xA076_1D64_78BD_642F
    return Self.mixed(state, state ^ 0xE703_7ED1_A0B4_28DB)
  }

  /// A number from 0 up to, and without, a bound of at least 1.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(truncatingIfNeeded: bound)) >> 32)
  }

  /// Whether something of a share happens.
  mutating func happens(_ share: Share) -> Bool { below(Share.whole) < share.millionths }

  private static func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}

/// A part of a whole, in millionths.
package struct Share: Hashable, Sendable, CustomStringConvertible {
  package var millionths: Int

  static let whole = 1_000_000

  package init(millionths: Int) {
    self.millionths = millionths
  }

  /// A part from 0 to 1; nil outside.
  package init?(_ fraction: Double) {
    guard (0...1).contains(fraction) else { return nil }
    millionths = Int((fraction * Double(Self.whole)).rounded())
  }

  /// As people write it: `0.5 %`.
  package var description: String {
    let (percent, rest) = millionths.quotientAndRemainder(dividingBy: 10_000)
    var digits = String(10_000 + rest).dropFirst()
    while digits.last == "0" { digits = digits.dropLast() }
    return "\(percent)\(digits.isEmpty ? "" : ".\(digits)") %"
  }
}

/// Places drawn by weight, in one look-up.
struct WeightedPlaces {
  private let slots: [UInt8]

  /// - Parameter weights: at least one positive weight; fewer than 256 of them.
  init(_ weights: [Int]) {
    let total = weights.reduce(0, +)
    var slots: [UInt8] = []
    var sum = 0
    for (place, weight) in weights.enumerated() {
      sum += weight
      while slots.count < sum * 1024 / total { slots.append(UInt8(place)) }
    }
    self.slots = slots
  }

  func place(_ draws: inout SeededDraws) -> Int {
    Int(slots[Int(truncatingIfNeeded: draws.next() >> 54)])
  }
}
