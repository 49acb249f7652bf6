/// The organisation that raises alerts.
package struct AlertAuthor: Hashable, Sendable {
  /// ODS code.
  package var code: String
  package var name: String

  package init(code: String, name: String) {
    self.code = code
    self.name = name
  }
}
