package import AttendanceModel
import Delivery
import ExtractReading
import Foundation
import ICRAlerts
import Ledger
import LetterPrinting
import Letters
import Linkage
import LocatedYAML
import NotifyPolicy

/// The night's job: extracts in, letters and alerts out (design sections 3, 7, 8).
package struct NightlyRun {
  /// What an empty ledger's first run does with the triggers it finds (S9).
  package enum FirstLoad: String, CaseIterable, Sendable {
    /// Records them and tells nobody.
    case baseline
    case notify
  }

  /// What happened.
  package struct Result: Sendable {
    package var manifest: RunManifest
    /// The path of the folder with the documents.
    package var folder: String
    /// What an interrupted run had left to be published, if there was one: its folder, and its
    /// manifest unless an earlier version of the program wrote it.
    package var finished: (folder: String, manifest: RunManifest?)?
    package var isPreview: Bool
    /// What an operator must put right so that documents leave and answers come in, one sentence
    /// each.
    package var faults: [String]

    /// Whether an operator must look: the run is done and its exit code says 2.
    package var needsAttention: Bool {
      manifest.needsAttention || finished?.manifest?.needsAttention == true || !faults.isEmpty
    }
  }

  let configuration: RunConfiguration
  let asOf: CivilDay
  private let firstLoad: FirstLoad?
  private let isPreview: Bool
  private let threads: Int?
  private let book: RuleBook
  private let templates: LetterTemplates
  private let alertProfile: AlertProfile
  private let practices: [String: Practice]
  private let superseded: SupersededNumbers
  private let profiles: [String: SourceProfile]
  private let unapproved: [String]
  private let printRoom: PrintRoom?

  /// Reads and checks everything that a run needs besides extracts; touches neither ledger nor
  /// output.
  ///
  /// - Parameters:
  ///   - path: the configuration file.
  ///   - asOf: the run's “today”.
  ///   - firstLoad: what a first run does; nil when the caller did not say.
  ///   - isPreview: shows tonight's documents, stores and sends nothing.
  ///   - threads: how many threads read extracts; nil takes rows one by one. No result depends on
  ///     it.
  /// - Throws: ``RunFault`` with every mistake found.
  package init(
    configuration path: String,
    asOf: CivilDay,
    firstLoad: FirstLoad?,
    isPreview: Bool,
    threads: Int? = ProcessInfo.processInfo.activeProcessorCount
  ) throws {
    self.threads = threads
    self.asOf = asOf
    self.firstLoad = firstLoad
    self.isPreview = isPreview
    do {
      configuration = try RunConfiguration.read(path)
      try Access.refuseWritableByOthers(configuration.rules, is: "folder of rules")
      try Access.refuseReplaceableByOthers(configuration.rules, is: "folder of rules")
      try Access.refuseWritableByOthers(configuration.practices, is: "practice directory")
      if let numbers = configuration.supersededNumbers {
        try Access.refuseWritableByOthers(numbers, is: "list of superseded numbers")
      }
      book = try RuleBook(folder: configuration.rules)
      templates = try book.letterTemplates()
      alertProfile = try book.alertProfile()
      try book.checkRoutes(templates, alertProfile)
      practices = try PracticeDirectory.read(configuration.practices)
      superseded = try SupersededNumberFile.read(configuration.supersededNumbers)
    } catch let error as Diagnostics {
      throw RunFault(error)
    } catch let error as ExtractRefusal {
      throw RunFault(.configuration, error.description)
    }
    profiles = try Self.usableProfiles(of: configuration, book, practices)
    let shortcomings =
      configuration.keep?.shortcomings(book.rules, lateAfter: configuration.lateAfter) ?? []
    guard shortcomings.isEmpty else { throw RunFault(Diagnostics(shortcomings)) }
    unapproved = book.unapproved + book.unapprovedLetters(templates)
    guard unapproved.isEmpty || configuration.unapproved == .allowed else {
      throw RunFault(
        .configuration,
        unapproved.map { "\($0) is not approved" } + [
          "approve these, or set “unapproved: allowed” to mark every document as a draft"
        ]
      )
    }
    printRoom = try configuration.printRoom(templates)
  }

  /// Does the night's work.
  ///
  /// - Parameter progress: is told in a few words what is being done.
  /// - Returns: what happened.
  /// - Throws: ``RunFault``; ledger and output folder are then as they were.
  package func perform(progress: (WorkProgress) -> Void = { _ in }) throws -> Result {
    if !FileManager.default.fileExists(atPath: configuration.ledger) {
      try refuseWithoutExtracts()
    }
    let output = OutputFolder(path: configuration.output, access: configuration.access)
    let stateFolder = configuration.ledger.folderPart
    let files = FileManager.default
    let hasStateFolder = files.fileExists(atPath: stateFolder)
    let made =
      files.fileExists(atPath: configuration.ledger)
      ? [] : hasStateFolder ? Ledger.files(at: configuration.ledger) : [stateFolder]
    progress(.step("opening the ledger"))
    let ledger = try Interruption.heldOff {
      let ledger = try configuration.openLedger()
      Interruption.remove(made)
      return ledger
    }
    defer {
      Interruption.heldOff {
        Interruption.keep(made)
        // A first run that stored nothing leaves nothing, nor takes away what another has begun.
        if ledger.removeIfNeverUsed() && !hasStateFolder,
          (try? files.contentsOfDirectory(atPath: stateFolder)) == []
        {
          try? files.removeItem(atPath: stateFolder)
        }
      }
    }
    try tryOutGroups(in: stateFolder)
    return try work(ledger, output, progress) { Interruption.keep(made) }
  }

  private func work(
    _ ledger: Ledger,
    _ output: OutputFolder,
    _ progress: (WorkProgress) -> Void,
    decided: () -> Void
  ) throws -> Result {
    let staged = isPreview ? nil : output.staged(Publication.triggerFile)
    let stagedPaths = staged.map { [$0.path] } ?? []
    Interruption.remove(stagedPaths)
    defer { Interruption.keep(stagedPaths) }
    let publication = Publication(
      ledger: ledger,
      output: output,
      plans: configuration.deliveries,
      asOf: asOf,
      staged: staged
    )
    do {
      let finished = isPreview ? nil : try finishLeftover(publication, progress)
      // What still waits is tried again with tonight's documents, and told then.
      if !isPreview { _ = try publication.handOver() }
      try refuseWithoutExtracts()
      try publication.refuseOlderLedger()
      var (run, manifest, returns) = try decide(publication, progress)
      var faults = returns.faults
      if !isPreview {
        decided()
        try printLetters(of: run, ledger, progress)
        if printRoom != nil {
          manifest = try ledger.transaction { try RunManifest.waiting(of: run, in: $0) }
        }
        progress(.step("publishing"))
        try publication.publish(run)
        faults += try publication.handOver() + publication.remove(reports: returns.settled)
      }
      return Result(
        manifest: manifest,
        folder: output.folder(isPreview ? Self.previewFolder : run.folder),
        finished: finished,
        isPreview: isPreview,
        faults: faults
      )
    } catch let error as LedgerFault {
      throw RunFault(error, what: "nothing was published")
    } catch let occupied as OutputFolder.Occupied {
      throw RunFault(
        .failed,
        "\(occupied.path) is there already and holds another run's documents;"
          + " move it away and run again: what was decided is published then"
      )
    } catch let error as RendererUnusable {
      throw RunFault(
        .failed,
        "\(error.description); nothing was published\(next("prints"))"
      )
    } catch let fault as DeliveryFault {
      throw RunFault(
        .failed,
        "\(fault.description); nothing was published\(next("publishes"))"
      )
    } catch let error as CocoaError {
      let path = error.filePath ?? configuration.output
      throw RunFault(.failed, "\(path) cannot be written: \(error.localizedDescription)")
    }
  }

  /// What the next run does with what was decided; a preview decides nothing.
  private func next(_ does: String) -> String {
    isPreview ? "" : ", and the next run \(does) what was decided"
  }

  private static let previewFolder = "preview"

  /// Publishes what an earlier process decided and could not publish before it ended.
  private func finishLeftover(_ publication: Publication, _ progress: (WorkProgress) -> Void) throws
    -> (folder: String, manifest: RunManifest?)?
  {
    guard let run = try publication.ledger.transaction({ try $0.unpublishedRun() }) else {
      return nil
    }
    progress(.step("publishing what an interrupted run left"))
    try printLetters(of: run, publication.ledger, progress)
    // Nothing is printed any more, perhaps, and some of it was.
    let manifest = try publication.ledger.transaction { transaction in
      try AuditSeal.seal(run, in: transaction)
      return try? RunManifest.waiting(of: run, in: transaction)
    }
    try publication.publish(run)
    return (publication.output.folder(run.folder), manifest)
  }

  private func printLetters(of run: RunRecord, _ ledger: Ledger, _ progress: (WorkProgress) -> Void)
    throws
  {
    guard let printRoom else { return }
    progress(.step("printing letters"))
    try printRoom.printLetters(of: run) { work in try ledger.transaction { try work($0) } }
  }

  /// Thrown out of a preview's transaction, so that nothing of it is kept.
  private struct PreviewIsOver: Error {
    var run: RunRecord
    var manifest: RunManifest
    var returns: Returns
  }

  /// One transaction from extracts to decided notifications and their documents.
  private func decide(_ publication: Publication, _ progress: (WorkProgress) -> Void) throws
    -> (RunRecord, RunManifest, Returns)
  {
    let output = publication.output
    do {
      return try publication.ledger.transaction { transaction in
        var night = Night(
          transaction: transaction,
          configuration: configuration,
          book: book,
          templates: templates,
          alertProfile: alertProfile,
          profiles: profiles,
          practices: practices,
          superseded: superseded,
          unapproved: unapproved,
          asOf: asOf,
          firstLoad: firstLoad,
          threads: threads,
          staged: publication.staged
        )
        let (run, manifest, returns) = try night.work(progress)
        guard isPreview else {
          try publication.refuseOtherFolder(of: run, in: transaction)
          return (run, manifest, returns)
        }
        try printRoom?.printLetters(of: run) { work in try work(transaction) }
        try Interruption.heldOff {
          try output.replace(Self.previewFolder, provenBy: Publication.manifestFile) { write in
            try transaction.forEachWaitingFile(run: run.number) { try write($0, $1) }
          }
        }
        throw PreviewIsOver(run: run, manifest: manifest, returns: returns)
      }
    } catch let preview as PreviewIsOver {
      return (preview.run, preview.manifest, preview.returns)
    }
  }
}
