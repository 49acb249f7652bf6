import Foundation
import TemporaryFiles
import Testing

/// Design section 7: killed anywhere, the next run finishes the same work and nobody is told twice.
@Suite(.enabled(if: Tracer.works, "this machine lets no process be traced"))
struct KillTests {
  /// Kills the command before a step, lets the client work and the next runs finish.
  private func disturb(_ night: DisturbedNight, _ arguments: [String]) throws {
    var undisturbed = try night.copy()
    let before = night.trust.published.count
    let steps = try Tracer.steps(arguments, in: undisturbed.trust.folder.path)
    try undisturbed.letClientWork()
    try undisturbed.finish(arguments, count: before + 2)
    let carried = Set(undisturbed.carried.map(\.name))
    #expect(!carried.isEmpty && carried.count == undisturbed.carried.count)

    var killed = 0
    for step in stride(from: 0, to: steps.count, by: Tracer.stride).map({ steps[$0] }) {
      var disturbed = try night.copy()
      let outcome = try Tracer.kill(arguments, in: disturbed.trust.folder.path, before: step)
      guard outcome.wasKilled else { continue }
      killed += 1
      #expect(disturbed.visibleDifferences(from: undisturbed) == [], "killed before \(step)")
      try disturbed.letClientWork()
      try disturbed.finish(arguments, count: before + 2)
      #expect(try disturbed.differences(from: undisturbed) == [], "killed before \(step)")
    }
    let tried = (steps.count + Tracer.stride - 1) / Tracer.stride
    // A step more or less: the system's own libraries do not open the same files every time.
    #expect(killed >= tried - 2)
    print("Killed before \(killed) of \(steps.count) steps that change a file.")
  }

  @Test func `a first night killed at any step ends as if it had not been`() throws {
    try disturb(DisturbedNight(isFirst: true), DisturbedNight.firstArguments)
  }

  @Test func `a later night killed at any step ends as if it had not been`() throws {
    try disturb(DisturbedNight(isFirst: false), DisturbedNight.arguments)
  }
}
