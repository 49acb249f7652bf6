import Delivery

/// What must be there before a run decides anything.
extension NightlyRun {
  /// Ends a run of which no source has a file.
  func refuseWithoutExtracts() throws {
    guard
      try !configuration.sources.contains(where: { try !SourceFiles.matching($0.files).isEmpty })
    else { return }
    let patterns = configuration.sources.map(\.files).joined(separator: ", ")
    throw RunFault(.noInput, "no extract matches \(patterns)")
  }

  /// A run that could not give its documents to the group that fetches them decides nothing.
  func tryOutGroups(in folder: String) throws {
    do {
      for case let access? in configuration.deliveries.map(\.access) {
        try Interruption.heldOff { try access.tryOut(in: folder) }
      }
    } catch let fault as DeliveryFault {
      throw RunFault(.configuration, fault.description)
    }
  }
}
