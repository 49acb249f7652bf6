/// What a profile does to a trimmed value before it is read: `drop-end`, `blanks`, `characters`.
struct ValueRefinement: Sendable {
  private let dropEnd: [UInt8]
  private let blanks: [[UInt8]]
  private let characters: Range<Int>?
  private let isNone: Bool

  init(_ mapping: SourceProfile.FieldMapping) {
    dropEnd = Array((mapping.dropEnd ?? "").utf8)
    blanks = mapping.blanks.map { Array($0.utf8) }
    characters = mapping.characters.map { $0.lowerBound - 1..<$0.upperBound }
    isNone = dropEnd.isEmpty && blanks.isEmpty && characters == nil
  }

  /// The part of a trimmed value that is read; empty when the value stands for blank.
  func part(of value: Span<UInt8>) -> Range<Int> {
    if isNone || value.isEmpty { return 0..<value.count }
    var count = value.count
    if !dropEnd.isEmpty, count > dropEnd.count,
      value.extracting(last: dropEnd.count).isEqual(to: dropEnd)
    {
      count -= dropEnd.count
    }
    if isBlank(value.extracting(0..<count)) { return 0..<0 }
    guard let characters else { return 0..<count }
    let part = min(characters.lowerBound, count)..<min(characters.upperBound, count)
    let trimmed = value.extracting(part).trimmed
    return part.lowerBound + trimmed.lowerBound..<part.lowerBound + trimmed.upperBound
  }

  /// Whether a value is one of the words for blank.
  func isBlank(_ value: Span<UInt8>) -> Bool {
    blanks.contains { value.isEqual(to: $0) }
  }
}

extension Span<UInt8> {
  /// Whether the bytes are these.
  fileprivate func isEqual(to bytes: [UInt8]) -> Bool {
    count == bytes.count && bytes.indices.allSatisfy { self[$0] == bytes[$0] }
  }
}
