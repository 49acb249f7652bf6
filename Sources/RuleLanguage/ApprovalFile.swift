package import AttendanceModel
package import LocatedYAML

/// Reads the file that says who approved code sets.
///
/// `codesets/approvals.yaml` holds one line for each approved name,
/// `injury: { by: …, role: …, on: 2026-01-05 }`; a name without a line is not approved.
package enum ApprovalFile {
  /// The approvals of a file, by name; `known` are the names there are to approve.
  package static func read(
    _ text: String,
    file: String,
    known: Set<String>
  ) throws(Diagnostics) -> [String: Approval] {
    let documents = try Node.documents(text, file: file).filter { $0.content != .null }
    guard let document = documents.first else { return [:] }
    var diagnostics: [Diagnostic] = []
    if documents.count > 1 {
      diagnostics.append(
        Diagnostic("a file of approvals is one document", at: documents[1].location)
      )
    }
    var reader = MappingReader(document, describing: "a file of approvals")
    var approvals: [String: Approval] = [:]
    for entry in reader.allEntries() {
      if !known.contains(entry.key) {
        reader.note(
          "there is nothing named “\(entry.key)” to approve",
          at: entry.keyLocation,
          suggestion: nearestWord(to: entry.key, among: known.sorted())
        )
      }
      approvals[entry.key] = Approval(reading: entry.value, into: &diagnostics)
    }
    diagnostics += reader.finish()
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
    return approvals
  }
}

extension Approval {
  /// Reads `{ by, role, on }`, or notes what is wrong.
  init?(reading node: Node, into diagnostics: inout [Diagnostic]) {
    var reader = MappingReader(node, describing: "an approval")
    let by = reader.requiredText("by")
    let role = reader.requiredText("role")
    reader.require("on")
    let on = reader.value("on", expected: "a date, YYYY-MM-DD") { CivilDay($0) }
    diagnostics += reader.finish()
    guard let by, let role, let on else { return nil }
    self.init(by: by, role: role, on: on)
  }
}
