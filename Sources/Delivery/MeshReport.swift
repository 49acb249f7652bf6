import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What a MESH client says became of an item: a report in its `in` folder, or a control file that it
/// moved to `sent` or `failed`.
///
/// Source: MESH client user guide (NHS England), “Control file”, “Status record”, error codes.
package struct MeshReport: Hashable, Sendable {
  /// What the report means for its item.
  package enum Meaning: Hashable, Sendable {
    /// Reached its end without an error.
    case success
    /// Not yet, and the client tries again: code 05.
    case delayed
    /// Every other code: no mailbox of that name, not collected, no practice for the patient.
    case failure
  }

  /// The item's name, as its control file said it.
  package var localID: String?
  /// The id that MESH gave the message.
  package var messageID: String?
  package var isReport: Bool
  package var meaning: Meaning
  /// `00`, `14`, `EPL-152`; only letters, digits and hyphens of it.
  package var statusCode: String?

  /// Reads a control file; nil when it is none.
  init?(_ content: Data) {
    let reading = Reading()
    let parser = XMLParser(data: content)
    parser.shouldResolveExternalEntities = false
    parser.delegate = reading
    guard parser.parse(), reading.path.isEmpty, reading.root == "DTSControl" else { return nil }
    let value = { (name: String) in reading.values[name].flatMap { $0.isEmpty ? nil : $0 } }
    localID = value("LocalId")
    messageID = value("DTSId")
    isReport = value("MessageType")?.lowercased() == "report"
    // What stands in a file from outside goes into messages, so that only the shape of a code may.
    statusCode = value("StatusCode").map { code in
      String(code.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }.prefix(12))
    }
    let isError = value("Status")?.lowercased() == "error"
    meaning =
      switch statusCode {
      case "05": .delayed
      case "00", nil: isError ? .failure : .success
      default: .failure
      }
  }

  /// Collects the texts of elements by name; names do not repeat below the root.
  private final class Reading: NSObject, XMLParserDelegate {
    var path: [String] = []
    var root: String?
    var values: [String: String] = [:]

    func parser(
      _ parser: XMLParser,
      didStartElement name: String,
      namespaceURI: String?,
      qualifiedName: String?,
      attributes: [String: String]
    ) {
      if path.isEmpty { root = name }
      path.append(name)
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      guard let name = path.last else { return }
      values[name, default: ""] += text.filter { !$0.isNewline }
    }

    func parser(
      _ parser: XMLParser,
      didEndElement name: String,
      namespaceURI: String?,
      qualifiedName: String?
    ) {
      path.removeLast()
      values[name] = values[name]?.trimmingCharacters(in: .whitespaces)
    }
  }
}
