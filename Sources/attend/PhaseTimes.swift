/// How long the steps of a command take, said on standard error as each ends (`--verbose`).
final class PhaseTimes {
  private let isOn: Bool
  private let clock = ContinuousClock()
  private var current: (words: String, begun: ContinuousClock.Instant)?

  init(isOn: Bool) {
    self.isOn = isOn
  }

  /// Ends the step before, and begins another.
  func begin(_ words: String) {
    end()
    current = (words, clock.now)
  }

  /// Ends the last step.
  func end() {
    guard let (words, begun) = current else { return }
    current = nil
    guard isOn else { return }
    let milliseconds = Int((clock.now - begun) / .milliseconds(1))
    let fraction = String(milliseconds % 1000 + 1000).dropFirst()
    Console.note("\(words): \(milliseconds / 1000).\(fraction) s")
  }
}
