import Reporting
import Testing

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
    ([40, 3, 20], ["40", "*", "*"]),
    ([40, 3, 2], ["40", "*", "*"]),
    ([40, 3, 0], ["*", "*", "0"]),
    ([3, 0], ["*", "0"]),
    ([40, 20], ["40", "20"]),
  ])
  func `a part hidden alone takes the smallest other with it`(parts: [Int], texts: [String]) {
    #expect(Disclosure.controlled.shown(parts: parts).map(\.text) == texts)
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
