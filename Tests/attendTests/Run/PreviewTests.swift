import Foundation
import TemporaryFiles
import Testing

/// `attend run --preview`: tonight's documents, and nothing else.
struct PreviewTests {
  private static let preview = DisturbedNight.arguments + ["--preview"]

  /// A trust with everything that a run might touch: rows to tell and to take back, an answer of a
  /// MESH client, letters to be carried, an item that waits.
  private func night() throws -> DisturbedNight {
    let night = try DisturbedNight(isFirst: false)
    try night.trust.receive(
      "three.csv",
      """
      attendance_id, child, arrival_date, gp_practice_code, looked_after
      F1, 5, 2026-11-01, V81997, Y
      """
    )
    return night
  }

  /// Every file of a trust but the preview itself, and the name of the lock's last holder.
  private func rest(_ night: DisturbedNight) -> FolderTree {
    var tree = FolderTree(night.trust.folder.path)
    for path in tree.paths
    where path.hasPrefix("out/preview/") || path.hasPrefix("out/.preview.part/")
      || path == "state/ledger.sqlite.lock"
    {
      tree.remove(path)
    }
    return tree
  }

  @Test func `a preview has the bytes of the run that follows, and changes no other file`() throws {
    let night = try night()
    let before = rest(night)
    let rows = try night.ledger
    let outcome = try Attend.call(Self.preview, in: night.trust.folder.path)
    try #require([0, 2].contains(outcome.code), "\(outcome.said)")
    #expect(rest(night).differences(from: before) == [])
    #expect(try night.ledger == rows)

    let again = try Attend.call(Self.preview, in: night.trust.folder.path)
    #expect(again.code == outcome.code && again.output == outcome.output)
    let tonight = try Attend.call(DisturbedNight.arguments, in: night.trust.folder.path)
    #expect(tonight.code == outcome.code, "\(tonight.said)")
    let shown = FolderTree("\(night.trust.folder.path)/out/preview")
    let published = FolderTree("\(night.trust.folder.path)/out/2026-11-02-001")
    #expect(shown.differences(from: published) == [])
    #expect(published.paths.contains { $0.hasPrefix("letters/practice/") })
    #expect(published.text("worklist.csv")?.contains("F1") == true)
    #expect(try night.ledger != rows)
  }

  @Test func `a preview of a first night leaves no ledger`() throws {
    let trust = try Trust()
    try trust.receive("arrival_date, gp_practice_code\n2026-10-30, V81997")
    let outcome = try trust.call(asOf: "2026-11-01", "--first-load", "notify", "--preview")
    #expect(outcome.code == 0, "\(outcome.said)")
    #expect(trust.published == ["preview"] && !trust.folder.has("state"))
    let night = try trust.firstNight(asOf: "2026-11-01")
    #expect(night.files.differences(from: FolderTree("\(trust.folder.path)/out/preview")) == [])
  }

  @Test func `a preview that cannot be written decides nothing, and says nothing of a next run`()
    throws
  {
    let trust = try Trust()
    try trust.receive("arrival_date, gp_practice_code\n2026-10-30, V81997")
    try trust.folder.write("a file", to: "out")
    let outcome = try trust.call(asOf: "2026-11-01", "--first-load", "notify", "--preview")
    #expect(outcome.code == 1 && outcome.said.contains("out is a file"), "\(outcome.said)")
    #expect(!outcome.said.contains("next run") && !trust.folder.has("state"))
    #expect(try trust.folder.text(of: "out") == "a file")
  }

  @Test func `the summary of a preview says that it is one`() throws {
    let night = try night()
    let arguments = Self.preview.filter { $0 != "--quiet" }
    let outcome = try Attend.call(arguments, in: night.trust.folder.path)
    #expect(outcome.output.hasPrefix("Preview of run 2026-11-02-001"))
    #expect(outcome.output.contains("Everything is in \(night.trust.folder.path)/out/preview"))
  }

  @Test(.enabled(if: Tracer.works, "this machine lets no process be traced"))
  func
    `a preview killed at any step has stored and sent nothing, and the run is as if it had not been`()
    throws
  {
    var undisturbed = try night()
    let rows = try undisturbed.ledger
    let before = rest(undisturbed)
    let traced = try undisturbed.copy()
    let steps = try Tracer.steps(Self.preview, in: traced.trust.folder.path)
    let count = undisturbed.trust.published.count + 2
    let disturbed = try undisturbed.copy()
    try undisturbed.finish(DisturbedNight.arguments, count: count)
    var killed = 0
    for step in stride(from: 0, to: steps.count, by: Tracer.stride).map({ steps[$0] }) {
      var night = try disturbed.copy()
      let outcome = try Tracer.kill(Self.preview, in: night.trust.folder.path, before: step)
      guard outcome.wasKilled else { continue }
      killed += 1
      #expect(try night.ledger == rows, "killed before \(step)")
      // A log beside the ledger is SQLite's, of what was never committed.
      let changed = rest(night).differences(from: before).filter {
        !$0.hasPrefix("state/ledger.sqlite")
      }
      #expect(changed == [], "killed before \(step)")
      try FileManager.default.removePreview(in: night.trust.folder.path)
      try night.finish(DisturbedNight.arguments, count: count)
      #expect(try night.differences(from: undisturbed) == [], "killed before \(step)")
    }
    #expect(killed > 3)
  }
}

extension FileManager {
  /// Takes away what a preview has written, whole or in part.
  fileprivate func removePreview(in folder: String) throws {
    for name in ["out/preview", "out/.preview.part"] where fileExists(atPath: "\(folder)/\(name)") {
      try removeItem(atPath: "\(folder)/\(name)")
    }
  }
}
