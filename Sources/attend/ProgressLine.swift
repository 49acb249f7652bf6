import BatchRun
import Foundation

/// How far a command is: a line on a terminal, drawn anew; otherwise nothing, so that a night
/// without trouble sends no mail. With `--verbose`, how long each step took.
final class ProgressLine {
  private let isDrawn: Bool
  private let times: PhaseTimes
  private let clock = ContinuousClock()
  private var begun: ContinuousClock.Instant
  private var last: ContinuousClock.Instant?
  private var step = ""

  init(isQuiet: Bool, isVerbose: Bool) {
    let terminal = ProcessInfo.processInfo.environment["TERM"] ?? "dumb"
    isDrawn = !isQuiet && terminal != "dumb" && isatty(STDERR_FILENO) == 1
    times = PhaseTimes(isOn: isVerbose)
    begun = clock.now
  }

  /// Shows what work tells of itself, the reading of rows at most ten times a second.
  func show(_ progress: WorkProgress) {
    switch progress {
    case .step(let words):
      times.begin(words)
      if !step.hasPrefix("reading ") || !words.hasPrefix("reading ") { begun = clock.now }
      step = words
      last = nil
      if isDrawn { Console.draw("\(words)…") }
    case .read(let bytes, let total, let rows):
      guard isDrawn else { return }
      let now = clock.now
      if let last, now - last < .milliseconds(100) { return }
      last = now
      Console.draw(
        ReadingRate(bytes: bytes, total: total, rows: rows, seconds: (now - begun) / .seconds(1))
          .text + "  \(step)"
      )
    }
  }

  /// Takes the line away.
  func end() {
    times.end()
    Console.erase()
  }
}

/// How fast extracts are read, in words: a bar, rows a second, and the time that is left.
struct ReadingRate {
  var bytes: Int
  /// 0 when nobody knows.
  var total: Int
  var rows: Int
  var seconds: Double

  private static let width = 20

  var text: String {
    let rate = seconds > 0 ? Int(Double(rows) / seconds) : 0
    let speed = "\(Self.grouped(rows)) rows, \(Self.grouped(rate)) a second"
    guard total > 0, bytes > 0 else { return speed }
    let share = min(1, Double(bytes) / Double(total))
    let full = Int(share * Double(Self.width))
    let bar = String(repeating: "#", count: full) + String(repeating: "-", count: Self.width - full)
    let left = Int((seconds * (1 - share) / share).rounded(.up))
    let time = left < 60 ? "\(left) s" : "\(left / 60) min \(left % 60) s"
    return "[\(bar)] \(Int(share * 100)) %, \(speed), \(time) left"
  }

  /// A number with a comma between thousands.
  private static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return digits.indices.map { place in
      let isBreak = place > 0 && (digits.count - place).isMultiple(of: 3)
      return (isBreak ? "," : "") + String(digits[place])
    }.joined()
  }
}
