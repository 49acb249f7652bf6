/// What a verb of the worklist found or did, as JSON.
package struct WorklistResult: Encodable, Sendable {
  private var items: [WorklistEntry]?
  private var pauses: [PauseEntry]?
  private var step: String?
  private var numbers: [Int64]?
  private var until: String?

  /// The list; who the patients are only where somebody asked for it.
  package init(_ items: [WorklistEntry], _ pauses: [PauseEntry], identifiable: Bool) {
    self.items = items.map { item in
      var item = item
      if !identifiable { item.patient = nil }
      return item
    }
    self.pauses = pauses
  }

  /// A step that was taken on items or pauses of these numbers, and up to when it holds.
  package init(step: String, numbers: [Int64], until: String? = nil) {
    self.step = step
    self.numbers = numbers
    self.until = until
  }

  /// The result as JSON.
  package func json() throws -> String { try JSONText.result(self) }
}
