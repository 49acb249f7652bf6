/// A place in a file that a person wrote.
package struct SourceLocation: Hashable, Sendable {
  package var file: String
  /// From 1.
  package var line: Int
  /// From 1, in characters.
  package var column: Int

  package init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// The first line of a file.
  package static func start(of file: String) -> SourceLocation {
    SourceLocation(file: file, line: 1, column: 1)
  }
}

/// One mistake in a rule, profile or configuration file: what, where, and what may be meant.
package struct Diagnostic: Error, Hashable, Sendable {
  package var location: SourceLocation
  /// A sentence without a full stop that names the offending text.
  package var message: String
  /// The nearest right word, when there is a near one.
  package var suggestion: String?
  package var code: Code
  package var severity: Severity

  package init(
    _ message: String,
    at location: SourceLocation,
    suggestion: String? = nil,
    code: Code = .wrongValue,
    severity: Severity = .error
  ) {
    self.message = message
    self.location = location
    self.suggestion = suggestion
    self.code = code
    self.severity = severity
  }
}

extension Diagnostic: CustomStringConvertible {
  /// One line: `path.yaml:line:column: message; did you mean “word”?`.
  package var description: String {
    "\(location.file):\(location.line):\(location.column): \(sentence)"
  }

  /// The message with what may be meant.
  package var sentence: String {
    message + (suggestion.map { "; did you mean “\($0)”?" } ?? "")
  }
}

/// All mistakes of one reading, in the order of their places.
package struct Diagnostics: Error, Hashable, Sendable {
  package var all: [Diagnostic]

  package init(_ all: [Diagnostic]) {
    self.all = all.sorted {
      ($0.location.file, $0.location.line, $0.location.column)
        < ($1.location.file, $1.location.line, $1.location.column)
    }
  }
}
