import Foundation
import TemporaryFiles
import Testing

/// A disk that takes no more: the run ends with one sentence, and once there is room the next one
/// finishes the same work.
struct FullDiskTests {
  private static let full = ["write", "pwrite64", "mkdir", "ftruncate", "fsync", "fdatasync"]

  @Test(.enabled(if: Tracer.works, "this machine lets no process be traced"))
  func `a disk that is full from any step on loses nothing`() throws {
    let night = try DisturbedNight(isFirst: false)
    let arguments = DisturbedNight.arguments
    var undisturbed = try night.copy()
    let steps = try Tracer.steps(arguments, in: undisturbed.trust.folder.path).filter {
      Self.full.contains($0.call)
    }
    try undisturbed.letClientWork()
    try undisturbed.finish(arguments, count: 3)
    var failed = 0
    for step in stride(from: 0, to: steps.count, by: Tracer.stride).map({ steps[$0] }) {
      var disturbed = try night.copy()
      let outcome = try Tracer.fail(
        arguments,
        in: disturbed.trust.folder.path,
        from: step,
        with: "ENOSPC"
      )
      #expect([0, 1, 2].contains(outcome.code), "\(step): \(outcome.code) \(outcome.said)")
      if outcome.code == 1 {
        failed += 1
        // Standard error is full as well when it is writing that fails.
        #expect(step.call == "write" || outcome.mistakes.count == 1, "\(step): \(outcome.messages)")
      }
      #expect(disturbed.visibleDifferences(from: undisturbed) == [], "full from \(step)")
      try disturbed.letClientWork()
      try disturbed.finish(arguments, count: 3)
      #expect(try disturbed.differences(from: undisturbed) == [], "full from \(step)")
    }
    #expect(failed > 0)
  }

  @Test(arguments: [4, 40, 120])
  func `a limit on the size of files stops a first night, which the next one does`(kilobytes: Int)
    throws
  {
    let night = try DisturbedNight(isFirst: true)
    var undisturbed = try night.copy()
    try undisturbed.finish(DisturbedNight.firstArguments, count: 2)
    var disturbed = try night.copy()
    let outcome = try Attend.Call(
      program: "bash",
      [
        "-c", "trap '' XFSZ; ulimit -f \(kilobytes); exec \"$0\" \"$@\"", Attend.program,
      ] + DisturbedNight.firstArguments,
      in: disturbed.trust.folder.path
    ).outcome()
    #expect(outcome.code == 1)
    #expect(outcome.mistakes.count == 1, "\(outcome.messages)")
    #expect(disturbed.trust.published.isEmpty)
    try disturbed.finish(DisturbedNight.firstArguments, count: 2)
    #expect(try disturbed.differences(from: undisturbed) == [])
  }

  @Test(.enabled(if: Tracer.works, "this machine lets no process be traced"))
  func `an output folder that cannot be written to is named, and filled by the next run`() throws {
    let night = try DisturbedNight(isFirst: true)
    var undisturbed = try night.copy()
    try undisturbed.finish(DisturbedNight.firstArguments, count: 2)
    var disturbed = try night.copy()
    try disturbed.trust.folder.makeFolder("state")
    let outcome = try Tracer.fail(
      DisturbedNight.firstArguments,
      in: disturbed.trust.folder.path,
      from: Tracer.Step(call: "mkdir", number: 1),
      with: "EROFS"
    )
    #expect(outcome.code == 1)
    #expect(outcome.mistakes.count == 1 && outcome.messages.contains("/out"), "\(outcome.messages)")
    #expect(outcome.messages.contains("read only"))
    try disturbed.finish(DisturbedNight.firstArguments, count: 2)
    #expect(try disturbed.differences(from: undisturbed) == [])
  }
}
