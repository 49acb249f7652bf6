import AttendanceModel
import Delivery
import Foundation
import Ledger
import Letters
import NotifyPolicy

/// Documents on their way: those that leave by a carrier, and what comes back of them.
extension Dispatch {
  /// Puts a letter to a practice among those to be carried, when letters leave that way.
  func deliver(_ letter: Letter, to practice: Practice?, _ file: OutboxFile) throws {
    guard let practice, let mesh = mesh(.practice) else { return }
    let address: String? =
      switch mesh.address {
      case .practiceMailbox: practice.mailbox
      case .gpProvider(let form): gpProvider(letter.patient, form)
      case .mailbox(let mailbox): mailbox
      }
    guard let address else {
      preconditionFailure("routing sends no letter to a practice that cannot be reached")
    }
    try schedule(file, document: letter.id, to: address, mesh, .practice)
  }

  /// Puts the run's alerts among what is to be carried.
  func deliverAlerts(_ file: OutboxFile) throws {
    guard let mesh = mesh(.icr), case .mailbox(let mailbox) = mesh.address else { return }
    try schedule(file, document: nil, to: mailbox, mesh, .icr)
  }

  private func mesh(_ channel: DeliveryPlan.Channel) -> DeliveryPlan.MeshDrop? {
    configuration.deliveries.first { $0.channel == channel }?.mesh
  }

  private func schedule(
    _ file: OutboxFile,
    document: String?,
    to address: String,
    _ mesh: DeliveryPlan.MeshDrop,
    _ channel: DeliveryPlan.Channel
  ) throws {
    let stem = document ?? "\(run.folder)-\(TextFile.stem(file.path))"
    // Another ledger may count its runs alike; the digest keeps its items apart from these.
    let digest = FileDigest.ofText(String(decoding: file.content, as: UTF8.self)).prefix(12)
    let name = "\(configuration.organisation.code)-\(stem)-\(digest)"
    let control = MeshControl(
      version: mesh.version,
      workflow: mesh.workflow,
      to: address,
      from: mesh.from,
      localID: name
    )
    try transaction.add(
      NewDelivery(
        name: name,
        path: file.path,
        document: document,
        channel: channel.rawValue,
        control: control.text
      ),
      run: run.number
    )
  }

  /// Source: MESH client user guide (NHS England), addressing by `GPPROVIDER`.
  private func gpProvider(_ patient: LetterPatient, _ form: DeliveryPlan.BirthDateForm) -> String? {
    guard let number = patient.nhsNumber, let born = patient.birthDate,
      let name = patient.familyName
    else { return nil }
    let (year, month, day) = born.components
    let parts = [zeroPadded(year, 4), zeroPadded(month, 2), zeroPadded(day, 2)]
    let date = (form == .yearFirst ? parts : parts.reversed()).joined()
    return "GPPROVIDER_\(number.plain)_\(date)_\(name)"
  }

  /// A document that did not arrive: what it told no longer covers, and the team is asked to tell
  /// the recipient in another way.
  mutating func noteUndeliverable(_ delivery: StoredDelivery, code: String?) throws {
    counts.undeliverable += 1
    let told = try told(by: delivery)
    for notification in told {
      // A letter waits for the team from now on. Of an alert its file's state says that it did not
      // arrive; it stays told, since it must still be ended on the record, where the file may yet come.
      if delivery.document != nil { try transaction.markNotReached(notification.notification.id) }
      notReached.insert(notification.notification.trigger.attendance)
      try audit("undeliverable", notification)
    }
    try addItem(.deliveryFailed, of: delivery, told, code: code)
  }

  /// A document of which nothing says that it arrived.
  mutating func noteOverdue(_ delivery: StoredDelivery) throws {
    counts.overdue += 1
    let told = try told(by: delivery)
    for notification in told { try audit("overdue", notification) }
    try addItem(.deliveryOverdue, of: delivery, told, code: nil)
  }

  /// What a document told: a letter, or the run's alerts of which it is the carrier.
  private func told(by delivery: StoredDelivery) throws -> [StoredNotification] {
    if let document = delivery.document { return try transaction.notifications(toldBy: document) }
    let isOfFlags = delivery.path == AlertFile.flags
    return try transaction.alerts(toldBy: delivery.run).filter {
      ($0.nhsNumber != nil) == isOfFlags
    }
  }

  private mutating func addItem(
    _ kind: WorklistKind,
    of delivery: StoredDelivery,
    _ told: [StoredNotification],
    code: String?
  ) throws {
    var reasons: [String]
    var first: Trigger.Identity?
    if let document = delivery.document {
      reasons = [document]
      first = told.first?.notification.trigger
    } else {
      // About many children, with the ends of earlier alerts in it: the item is about the file.
      reasons = ["\(delivery.run.folder)/\(delivery.path)"]
    }
    if let code { reasons.append("code \(code)") }
    try add(WorklistItem(kind, rule: first?.rule, attendance: first?.attendance, reasons: reasons))
  }
}
