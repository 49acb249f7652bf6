import SeededRandom
import Testing

@testable import Reporting

/// NHS England's disclosure control: 0 shown, 1 to 7 hidden, the rest to the nearest 5.
struct DisclosureTests {
  @Test(arguments: [
    (0, "0"), (1, "*"), (7, "*"), (8, "10"), (12, "10"), (13, "15"), (1234, "1,235"),
  ])
  func `a count by itself`(count: Int, text: String) {
    #expect(Disclosure.controlled.shown(count).text == text)
  }

  @Test func `a report that names persons hides nothing`() {
    #expect(Disclosure.exact.shown(3).text == "3")
    #expect(Disclosure.exact.shown(parts: [1, 23]).map(\.text) == ["1", "23"])
  }

  @Test(arguments: [
    ([40, 3, 20], ["40", "(*)", "(*)"]),
    ([40, 3, 2], ["40", "*", "*"]),
    ([40, 3, 0], ["(*)", "(*)", "0"]),
    ([98, 1, 1, 1], ["(*)", "(*)", "(*)", "(*)"]),
    ([60, 25, 12, 6, 2], ["60", "25", "10", "*", "*"]),
    ([40, 20], ["40", "20"]),
  ])
  func `a part hidden alone takes the smallest other with it`(parts: [Int], texts: [String]) {
    #expect(Disclosure.controlled.shown(parts: parts).map(\.text) == texts)
  }

  @Test(arguments: [[3, 0], [7], [1, 1, 1, 1, 0]])
  func `the parts of a hidden total are hidden, those of nobody too`(parts: [Int]) {
    #expect(Disclosure.controlled.shown(parts: parts).allSatisfy { $0.isSuppressed })
  }

  /// Every way to fill in what is hidden so that it fits the total shown.
  private func mostPossible(_ shown: [ShownNumber], _ total: ClosedRange<Int>) -> [Int] {
    let ranges = shown.map { number -> ClosedRange<Int> in
      switch number {
      case .number(0): 0...0
      case .number(10): 8...12
      case .number(let number): number - 2...number + 2
      case .suppressed, .hidden: 0...total.upperBound
      }
    }
    let least = ranges.reduce(0) { $0 + $1.lowerBound }
    return ranges.map { min($0.upperBound, total.upperBound - least + $0.lowerBound) }
  }

  @Test(arguments: RandomCases.seeds.prefix(200))
  func `nobody can conclude from the rest that a hidden part is below 5`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let parts = (0..<random.choose([2, 3, 4, 6])).map { _ in
      random.choose([0, 0, 1, 1, 2, 3, 7, 8, 12, 13, 17, 22, 98, 102])
    }
    let sum = parts.reduce(0, +)
    let shown = Disclosure.controlled.shown(parts: parts)
    let total: ClosedRange<Int>
    switch Disclosure.controlled.shown(sum) {
    case .suppressed, .hidden: total = 1...7
    case .number(let number): total = number == 0 ? 0...0 : number - 2...number + 2
    }
    for (place, most) in mostPossible(shown, total).enumerated() where shown[place].isSuppressed {
      #expect(most >= 5, "\(parts) as \(shown.map(\.text)) of \(total)")
    }
    #expect(shown.count { $0.isSuppressed } != 1 || parts.count { $0 > 0 } == 1)
  }

  @Test(arguments: RandomCases.seeds.prefix(200))
  func `only what is 1 to 7 is said to be`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let parts = (0..<random.choose([1, 2, 3, 6])).map { _ in
      random.choose([0, 0, 1, 3, 7, 8, 13, 52, 98])
    }
    let places = Array(parts.indices)
    let totals = [places, Array(places.dropFirst())]
    for shown in [
      Disclosure.controlled.shown(parts: parts),
      Disclosure.controlled.shown(parts: parts, totals: totals),
    ] {
      for (part, number) in zip(parts, shown) where number == .suppressed {
        #expect((1...7).contains(part), "\(parts) as \(shown.map(\.text))")
      }
      // Nor does one mark among others say which of them is large.
      #expect(!(shown.contains(.hidden) && shown.contains(.suppressed)))
    }
  }

  @Test func `what is hidden for another's sake is not said to be small`() {
    #expect(ShownNumber.hidden.said("trigger", "triggers") == "a hidden number of triggers")
    #expect(ShownNumber.suppressed.said("trigger", "triggers") == "fewer than 8 triggers")
    #expect(ShownNumber.hidden.times(2) == .hidden && ShownNumber.hidden.perWeek(days: 7) == "(*)")
  }

  @Test func `what stands in two totals is hidden for either`() {
    let shown = { (parts: [Int], totals: [[Int]]) in
      Disclosure.controlled.shown(parts: parts, totals: totals).map(\.text)
    }
    #expect(shown([40, 3, 20, 30], [[0, 1, 2, 3], [0, 1]]) == ["40", "*", "20", "30"])
    #expect(shown([98, 1, 1, 60], [[0, 1, 2, 3], [0, 1, 2]]) == ["(*)", "(*)", "(*)", "60"])
    #expect(shown([98, 1, 1, 60], [[0, 1, 2, 3], [1, 2, 3]]) == ["100", "(*)", "(*)", "(*)"])
  }

  @Test func `a number of letters does not give away how few were told`() {
    #expect(Disclosure.controlled.shown(4).times(2) == .hidden)
    #expect(Disclosure.controlled.shown(4).times(1) == .suppressed)
    #expect(Disclosure.controlled.shown(20).times(2) == .number(40))
    #expect(Disclosure.controlled.shown(4).times(0) == .number(0))
  }

  @Test func `a rate comes from the rounded count, and hides what the count hides`() {
    #expect(Disclosure.controlled.perWeek(103, days: 70) == "10.5")
    #expect(Disclosure.controlled.perWeek(5, days: 70) == "*")
    #expect(Disclosure.controlled.perWeek(0, days: 70) == "0.0")
  }

  @Test(arguments: [(940, "940"), (1240, "1.2k"), (38_000, "38k"), (999_600, "1m"), (1000, "1k")])
  func `short numbers fit a cell`(count: Int, text: String) {
    #expect(Disclosure.exact.shown(count).short == text)
  }
}
