/// What the pattern of a date or a time is made of, in order.
struct PatternText<Part: Hashable & Sendable>: Hashable, Sendable {
  /// A part of a date or time, or a mark that stands for itself.
  enum Element: Hashable, Sendable {
    case part(Part)
    case mark(UInt8)
  }

  let elements: [Element]

  init(_ elements: [Element]) {
    self.elements = elements
  }

  /// Reads words and marks; nil where a letter or digit begins no word, or a mark is not ASCII.
  ///
  /// Of words of which one begins with the other, the longer comes first.
  init?(_ text: String, words: [(word: String, part: Part)]) {
    var elements: [Element] = []
    var rest = text[...]
    while let first = rest.first {
      if let word = words.first(where: { rest.hasPrefix($0.word) }) {
        elements.append(.part(word.part))
        rest.removeFirst(word.word.count)
      } else if let byte = first.asciiValue, !first.isLetter, !first.isNumber {
        elements.append(.mark(byte))
        rest.removeFirst()
      } else {
        return nil
      }
    }
    self.elements = elements
  }

  var parts: [Part] {
    elements.compactMap { if case .part(let part) = $0 { part } else { nil } }
  }

  /// Whether what is written so begins or ends with a blank, which is trimmed off a value before it
  /// is read.
  var isPadded: Bool {
    [elements.first, elements.last].contains {
      if case .mark(let byte)? = $0 { byte.isBlank } else { false }
    }
  }
}
