/// Why a letter cannot be printed.
package struct PrintingFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// A phrase without a patient value, for example `WeasyPrint gave up: ValueError`.
  package var description: String

  init(_ description: String) {
    self.description = description
  }
}

/// Why nothing can be printed: the renderer is not there or does not work.
package struct RendererUnusable: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, and the command that mends it.
  package var description: String

  init(_ reason: String) {
    description = """
      letters cannot be printed as PDF: \(reason); run “make setup” where Attend was built, or \
      “make install”, or leave pdf out of “formats”
      """
  }
}
