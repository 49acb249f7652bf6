/// The control file of a MESH client's outgoing pair.
///
/// Source: MESH client user guide (NHS England), “Control file”: elements and their order.
package struct MeshControl: Hashable, Sendable {
  package var version: String
  package var workflow: String
  package var to: String
  package var from: String
  /// Comes back in every report about the item.
  package var localID: String

  package init(version: String, workflow: String, to: String, from: String, localID: String) {
    self.version = version
    self.workflow = workflow
    self.to = to
    self.from = from
    self.localID = localID
  }

  /// The file's text.
  ///
  /// A subject is left out: it could only say who the patient is.
  package var text: String {
    let elements = [
      ("Version", version), ("AddressType", "DTS"), ("MessageType", "Data"),
      ("WorkflowId", workflow), ("To_DTS", to), ("From_DTS", from), ("LocalId", localID),
      ("Compress", "Y"), ("AllowChunking", "Y"), ("Encrypted", "N"),
    ]
    let lines = elements.map { "  <\($0)>\(Self.escaped($1))</\($0)>\n" }
    return "<DTSControl>\n\(lines.joined())</DTSControl>\n"
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
