import AttendanceModel
package import LocatedYAML

/// Reads rule files.
///
/// A file holds one rule and is named after it; several YAML documents, separated by `---`, are
/// its versions in order.
package enum RuleFile {
  /// The versions of a file's rule.
  ///
  /// - Parameters:
  ///   - text: the file's text.
  ///   - file: its path, for the places of mistakes and for its name.
  ///   - codeSets: the code sets that conditions can name.
  /// - Returns: the versions, oldest first.
  /// - Throws: every mistake of the file, each with its place.
  package static func read(
    _ text: String,
    file: String,
    codeSets: [String: CodeSet]
  ) throws(Diagnostics) -> [Rule] {
    // A “---” with nothing behind it is no version.
    let documents = try Node.documents(text, file: file).filter { $0.content != .null }
    var diagnostics: [Diagnostic] = []
    if documents.isEmpty {
      let start = SourceLocation(file: file, line: 1, column: 1)
      diagnostics.append(Diagnostic("the file holds no rule", at: start))
    }
    let readings = documents.map {
      RuleReader.read($0, codeSets: codeSets, into: &diagnostics)
    }
    for reading in readings { checkName(reading, file: file, into: &diagnostics) }
    for (earlier, later) in zip(readings, readings.dropFirst()) {
      checkOrder(earlier, later, into: &diagnostics)
    }
    guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
    return readings.compactMap(\.rule)
  }

  private static func checkName(
    _ reading: RuleReader.Reading,
    file: String,
    into diagnostics: inout [Diagnostic]
  ) {
    guard let name = reading.name, name.value != RuleName.ofFile(file) else { return }
    diagnostics.append(
      Diagnostic(
        "the rule is named “\(name.value)”, its file “\(RuleName.ofFile(file))”: a rule's file has its "
          + "name and holds all its versions, with a line “---” between them",
        at: name.location
      )
    )
  }

  /// A trigger names the version in force on its day, so there must never be two.
  private static func checkOrder(
    _ earlier: RuleReader.Reading,
    _ later: RuleReader.Reading,
    into diagnostics: inout [Diagnostic]
  ) {
    if let first = earlier.version, let second = later.version, second.value <= first.value {
      diagnostics.append(
        Diagnostic(
          "version \(second.value) stands after version \(first.value): versions must rise",
          at: second.location,
          code: .versionOrder
        )
      )
    }
    guard let first = earlier.inForce, let second = later.inForce else { return }
    guard let end = first.value.to else {
      diagnostics.append(
        Diagnostic(
          "a version follows this one, so “in-force” needs “to”",
          at: first.location,
          code: .versionOrder
        )
      )
      return
    }
    if second.value.from <= end {
      diagnostics.append(
        Diagnostic(
          "the version is in force from \(second.value.from), the one before it to \(end)",
          at: second.location,
          code: .versionOrder
        )
      )
    }
  }
}
