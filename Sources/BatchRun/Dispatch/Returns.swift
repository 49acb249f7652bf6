import AttendanceModel
import Delivery
import Ledger

/// What comes back of the documents that were handed to a carrier.
struct Returns {
  /// Returned reports that the ledger knows once the run's transaction is kept.
  private(set) var settled: [String] = []
  /// How many reports could not be read, or belong to a folder that cannot.
  private(set) var faults: [String] = []

  /// Takes what the client says of each item on its way, and raises those that wait too long.
  mutating func take(_ plans: [DeliveryPlan], into dispatch: inout Dispatch) throws {
    let transaction = dispatch.transaction
    var folders: Set<String> = []
    for plan in plans {
      guard let mesh = plan.mesh, let folder = plan.meshFolder else { continue }
      for item in try transaction.deliveries(.dropped, .sent, channel: plan.channel.rawValue) {
        guard let report = folder.report(of: item.name) else { continue }
        try apply(report, isReturned: false, to: item, &dispatch)
      }
      if folders.insert(mesh.folder).inserted { try takeReports(folder, into: &dispatch) }
      let last = dispatch.run.asOf.subtracting(mesh.acknowledgedWithin)
      for item in try transaction.deliveries(.dropped, .sent, channel: plan.channel.rawValue) {
        guard let dropped = item.droppedOn, dropped < last, !item.isOverdue else { continue }
        try transaction.markOverdue(item.name)
        try dispatch.noteOverdue(item)
      }
    }
  }

  private mutating func takeReports(_ folder: MeshFolder, into dispatch: inout Dispatch) throws {
    do {
      for (file, report) in try folder.returnedReports() {
        guard let report else {
          faults.append("\(file) is no report that can be read; look at it and move it away")
          continue
        }
        // Others may use the same mailbox: what is not about an item of ours is theirs.
        guard report.isReport,
          let item = try dispatch.transaction.delivery(
            named: report.localID,
            messageID: report.messageID
          )
        else { continue }
        try apply(report, isReturned: true, to: item, &dispatch)
        settled.append(file)
      }
    } catch let fault as DeliveryFault {
      faults.append(fault.description)
    }
  }

  /// A success in `sent` says that the item has left, one in `in` that it has arrived.
  private func apply(
    _ report: MeshReport,
    isReturned: Bool,
    to item: StoredDelivery,
    _ dispatch: inout Dispatch
  ) throws {
    let state: StoredDelivery.State
    switch report.meaning {
    case .delayed: return
    case .success: state = isReturned ? .acknowledged : .sent
    case .failure: state = .undeliverable
    }
    guard item.state.isOnItsWay, state != item.state else { return }
    try dispatch.transaction.mark(
      item.name,
      state,
      statusCode: report.statusCode,
      messageID: report.messageID
    )
    switch state {
    case .undeliverable: try dispatch.noteUndeliverable(item, code: report.statusCode)
    case .acknowledged: dispatch.counts.acknowledged += 1
    case .waiting, .staged, .dropped, .sent: break
    }
  }
}
