import AttendanceModel
import Delivery
import Foundation
import Ledger

/// Publishing: what the ledger has decided becomes files, once, wherever a process ends.
struct Publication {
  let ledger: Ledger
  let output: OutputFolder
  let plans: [DeliveryPlan]
  let asOf: CivilDay
  /// ``triggerFile`` ahead of its folder: the one file whose size follows the whole history.
  let staged: StagedFile?

  static let triggerFile = "triggers.csv"
  /// It carries the head of the audit chain, so that no two runs share it.
  static let manifestFile = "run.json"

  /// Refuses to go on with a ledger that is older than what has been published: it would tell again
  /// what was told since.
  ///
  /// A night that is run again under its own date finds its folder as it left it.
  func refuseOlderLedger() throws {
    let known = try ledger.transaction { try $0.runFolders() }
    let unknown = output.folders(with: Self.manifestFile).filter { name in
      !known.contains(name) && Self.day(ofRunFolder: name).map { $0 < asOf } ?? false
    }
    guard let first = unknown.first else { return }
    throw RunFault(
      .failed,
      "\(output.folder(first))\(unknown.count == 1 ? "" : " and \(unknown.count - 1) more") was"
        + " published by a run that this ledger does not know, so that what it told would be told"
        + " again; put the latest ledger back, or run those nights again, each with its own --as-of"
        + " and extracts; a folder that is another ledger's is moved out of there"
    )
  }

  /// The as-of date in the name of a run's folder, 2026-11-22-001; nil for any other name.
  private static func day(ofRunFolder name: String) -> CivilDay? {
    let number = name.dropFirst(11)
    guard name.dropFirst(10).first == "-", number.count >= 3,
      number.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return CivilDay(String(name.prefix(10)))
  }

  /// Refuses to decide a run whose folder is there already, unless it is what would be published: its
  /// documents have gone out, and so would these.
  func refuseOtherFolder(of run: RunRecord, in transaction: LedgerTransaction) throws {
    let path = output.folder(run.folder)
    guard FileManager.default.fileExists(atPath: path) else { return }
    let manifest = try transaction.waitingFile(Self.manifestFile, run: run.number)
    let there = FileManager.default.contents(atPath: "\(path)/\(Self.manifestFile)")
    guard there.map([UInt8].init) != manifest else { return }
    throw RunFault(
      .failed,
      "\(path) is there already and is not what this run would publish, so that nothing was decided;"
        + " put back the ledger that it belongs to and its extracts, or move it out of there"
    )
  }

  /// Publishes a run's folder; its documents that go by a carrier wait for ``handOver()``.
  func publish(_ run: RunRecord) throws {
    try Interruption.heldOff {
      try ledger.transaction { transaction in
        try output.publish(
          run.folder,
          provenBy: Self.manifestFile,
          having: staged.map { ($0, Self.triggerFile) }
        ) { write in
          try transaction.forEachWaitingFile(run: run.number) { try write($0, $1) }
        }
        try transaction.markPublished(run: run.number)
      }
    }
  }

  /// Hands every document of published runs that waits to its carrier.
  ///
  /// - Returns: why some still wait, one sentence each; they are tried again by the next run.
  /// - Throws: `LedgerFault`.
  func handOver() throws -> [String] {
    var faults: [String] = []
    for channel in DeliveryPlan.Channel.allCases {
      let plan = plans.first { $0.channel == channel }
      do {
        try Interruption.heldOff { try handOver(channel, to: plan?.meshFolder) }
      } catch let fault as DeliveryFault {
        faults.append("\(fault.description); what waits is handed over by the next run")
      }
    }
    return faults
  }

  private func handOver(_ channel: DeliveryPlan.Channel, to folder: MeshFolder?) throws {
    let waiting = try ledger.transaction { transaction in
      try transaction.deliveries(.waiting, .staged, channel: channel.rawValue)
    }
    guard !waiting.isEmpty else { return }
    guard let folder else {
      throw DeliveryFault(
        path: "“delivery”",
        reason:
          "no longer says mesh-drop for \(channel.rawValue), and \(waiting.count) documents wait"
      )
    }
    try ledger.transaction { transaction in
      for item in waiting where item.state == .waiting {
        guard let (control, document) = try transaction.contents(of: item.name) else {
          preconditionFailure("the outbox keeps a document until it is handed over")
        }
        try folder.stage(item.name, control: Array(control.utf8), document: document)
        try transaction.markStaged(item.name)
      }
      try folder.sync()
    }
    for item in waiting { try folder.handOver(item.name) }
    try folder.sync()
    try ledger.transaction { transaction in
      for item in waiting { try transaction.markDropped(item.name, asOf: asOf) }
    }
  }

  /// Removes returned reports of which the ledger keeps the word.
  func remove(reports: [String]) -> [String] {
    reports.compactMap { file in
      do {
        try MeshFolder.remove(report: file)
        return nil
      } catch {
        return "\(error)"
      }
    }
  }
}
