package import LocatedYAML

/// Mistakes in files as people and programs read them.
package enum DiagnosticReport {
  /// Each mistake with its line and a mark under the word; warnings on one line.
  package static func text(_ diagnostics: [Diagnostic]) -> [String] {
    var lines: [String: [Substring]] = [:]
    return diagnostics.map { diagnostic in
      guard diagnostic.severity == .error else { return diagnostic.excerpt(of: nil) }
      let file = diagnostic.location.file
      if lines[file] == nil {
        let text = (try? TextFile.read(file, is: "file")) ?? ""
        lines[file] = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      }
      let all = lines[file] ?? []
      let index = diagnostic.location.line - 1
      return diagnostic.excerpt(of: all.indices.contains(index) ? String(all[index]) : nil)
    }
  }

  /// One mistake, for editors and other programs.
  struct Entry: Encodable {
    var file: String
    var line: Int
    var column: Int
    var severity: String
    var code: String
    var message: String
    var suggestion: String?

    init(_ diagnostic: Diagnostic) {
      file = diagnostic.location.file
      line = diagnostic.location.line
      column = diagnostic.location.column
      severity = diagnostic.severity.rawValue
      code = diagnostic.code.rawValue
      message = diagnostic.message
      suggestion = diagnostic.suggestion
    }
  }
}

extension RuleCheck {
  /// The check as JSON.
  package func json() throws -> String {
    struct Report: Encodable {
      var rules: Int
      var letters: Int
      var alerts: Int
      var profiles: Int
      var diagnostics: [DiagnosticReport.Entry]
      var sentences: [String]
    }
    let report = Report(
      rules: rules,
      letters: letters,
      alerts: alerts,
      profiles: profiles,
      diagnostics: diagnostics.map { DiagnosticReport.Entry($0) },
      sentences: sentences
    )
    return try JSONText.result(report)
  }
}
