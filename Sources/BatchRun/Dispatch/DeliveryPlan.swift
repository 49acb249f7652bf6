package import AttendanceModel
package import Delivery
import LocatedYAML
import NotifyPolicy

/// How the documents for one recipient leave (the configuration's `delivery`).
package struct DeliveryPlan: Hashable, Sendable {
  /// Whose documents; the word is the configuration's key and the ledger's.
  package enum Channel: String, CaseIterable, Sendable {
    case practice, icr

    /// Where they lie in a run's folder.
    var folder: String { self == .practice ? "letters/practice" : "alerts" }
  }

  /// Whom a MESH item is addressed to.
  package enum Address: Hashable, Sendable {
    /// The mailbox that the practice directory names.
    case practiceMailbox
    /// MESH finds the practice by the patient; the form of the birth date is the receiving
    /// environment's affair, and documents of the service disagree about it.
    case gpProvider(BirthDateForm)
    /// One mailbox for all.
    case mailbox(String)
  }

  /// How an address writes a birth date.
  package enum BirthDateForm: String, CaseIterable, Sendable {
    case yearFirst = "YYYYMMDD"
    case dayFirst = "DDMMYYYY"
  }

  /// A MESH client's folder as the way out.
  package struct MeshDrop: Hashable, Sendable {
    /// The client's folder of our mailbox.
    package var folder: String
    /// Our mailbox.
    package var from: String
    package var workflow: String
    /// What the control file says as its version.
    package var version: String
    package var address: Address
    /// An item without an answer for longer than this is raised.
    package var acknowledgedWithin: CalendarPeriod
  }

  package var channel: Channel
  package var access: FileAccess?
  /// Nil when the run's folder is where the documents are fetched.
  package var mesh: MeshDrop?

  /// The client's folder, with the access that its files get.
  var meshFolder: MeshFolder? { mesh.map { MeshFolder(path: $0.folder, access: access) } }
}

extension DeliveryPlan {
  private enum Way: String, CaseIterable {
    case folder
    case meshDrop = "mesh-drop"
  }

  /// Reads `delivery`; every mistake is noted.
  static func read(_ reader: inout MappingReader, path: (String) -> String) -> [DeliveryPlan] {
    guard let node = reader.node("delivery") else { return [] }
    var part = MappingReader(node, describing: "“delivery”")
    var plans: [DeliveryPlan] = []
    for channel in Channel.allCases {
      guard let node = part.node(channel.rawValue) else { continue }
      var way = MappingReader(node, describing: "a delivery")
      _ = way.requiredNode("to")
      let to = way.choice("to", of: Way.self)
      let access = readAccess(&way)
      let mesh = to == .meshDrop ? readMesh(&way, of: channel, path: path) : nil
      part.note(way.finish())
      plans.append(DeliveryPlan(channel: channel, access: access, mesh: mesh))
    }
    let groups = Set(plans.filter { $0.mesh == nil }.compactMap(\.access?.group))
    if groups.count > 1 {
      part.note(
        "a run's folder can be passed by one group only, not by \(groups.sorted().joined(separator: " and "))",
        at: node.location
      )
    }
    reader.note(part.finish())
    return plans
  }

  private static func readAccess(_ way: inout MappingReader) -> FileAccess? {
    let group = way.text("group")
    let mode = way.value("mode", expected: "\"0600\", \"0640\" or \"0660\"") { text in
      Int(text, radix: 8).flatMap { [0o600, 0o640, 0o660].contains($0) ? $0 : nil }
    }
    guard group != nil || mode != nil else { return nil }
    return FileAccess(group: group, mode: mode ?? 0o640)
  }

  private static func readMesh(
    _ way: inout MappingReader,
    of channel: Channel,
    path: (String) -> String
  ) -> MeshDrop? {
    let folder = way.requiredText("client-folder").map(path)
    let expected = "a MESH mailbox id such as X26ABC1"
    way.require("from", "workflow")
    let from = way.value("from", expected: expected, parse: mailbox)
    let workflow = way.value("workflow", expected: "a MESH workflow id") { text in
      isWord(text) ? text : nil
    }
    let form = way.choice("birth-date", of: BirthDateForm.self) ?? .yearFirst
    if channel == .icr { way.require("address") }
    let address =
      way.value(
        "address",
        expected: channel == .practice ? "practice-mailbox, gp-provider or a mailbox id" : expected
      ) { text -> Address? in
        switch text {
        case "practice-mailbox" where channel == .practice: .practiceMailbox
        case "gp-provider" where channel == .practice: .gpProvider(form)
        default: mailbox(text).map { .mailbox($0) }
        }
      } ?? .practiceMailbox
    let within =
      way.value("acknowledged-within", expected: "a period such as 7 days") { CalendarPeriod($0) }
      ?? CalendarPeriod(7, .days)
    let version = way.text("version") ?? "1.0"
    guard let folder, let from, let workflow else { return nil }
    return MeshDrop(
      folder: folder,
      from: from,
      workflow: workflow,
      version: version,
      address: address,
      acknowledgedWithin: within
    )
  }

  private static func mailbox(_ text: String) -> String? {
    (5...20).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
      ? text : nil
  }

  private static func isWord(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"&<>\"".utf8.contains($0) }
  }
}

extension RunConfiguration {
  /// Who else may read parts of a run's folder; what goes by MESH is fetched elsewhere.
  var access: [String: FileAccess] {
    Dictionary(
      deliveries.filter { $0.mesh == nil }.compactMap { plan in
        plan.access.map { (plan.channel.folder, $0) }
      },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// What a practice needs to be reached.
  var reach: Routing.Reach {
    switch deliveries.first(where: { $0.channel == .practice })?.mesh?.address {
    case .practiceMailbox: .mailbox
    case .gpProvider: .patient
    case .mailbox, nil: .any
    }
  }
}
