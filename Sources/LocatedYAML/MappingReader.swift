/// Reads a mapping's known keys with their types and collects every mistake on the way.
///
/// A reader asks for each key it knows; ``finish()`` then reports the keys nobody asked for.
/// Readings of a wrong value return nil after a diagnostic has been noted, so that one pass
/// finds all mistakes of a file.
package struct MappingReader {
  package let location: SourceLocation
  /// What the mapping describes, for sentences: “a rule”, “a source”.
  private let subject: String
  private let entries: [Node.Entry]
  /// What is no mapping lacks no keys: that is one mistake.
  private let isMapping: Bool
  private var asked: Set<String> = []
  /// Keys that say something also without a value.
  private var blankable: Set<String> = []
  /// Mistakes that are told otherwise when one of their keys turns out to be misspelt.
  private var lacks: [(keys: [String], mistake: Diagnostic)] = []
  package private(set) var diagnostics: [Diagnostic] = []

  /// Starts to read a node; anything but a mapping is noted as a mistake and reads as empty.
  package init(_ node: Node, describing subject: String) {
    location = node.location
    self.subject = subject
    if case .mapping(let entries) = node.content {
      self.entries = entries
      isMapping = true
    } else {
      entries = []
      isMapping = false
      diagnostics = [
        Diagnostic(
          "\(subject) must be a mapping of keys to values",
          at: node.location,
          code: .wrongKind
        )
      ]
    }
  }

  /// Notes a mistake.
  package mutating func note(
    _ message: String,
    at location: SourceLocation,
    suggestion: String? = nil,
    code: Diagnostic.Code = .wrongValue
  ) {
    diagnostics.append(Diagnostic(message, at: location, suggestion: suggestion, code: code))
  }

  /// Takes over the mistakes of a part read on its own.
  package mutating func note(_ more: [Diagnostic]) {
    diagnostics += more
  }

  /// The value of a key, when it is there and not null.
  ///
  /// A key without a value is a mistake, which ``finish()`` notes: whoever wrote it meant to say
  /// something, and to read it as if it were not there may turn a rule's meaning round.
  /// - Parameters:
  ///   - key: the key.
  ///   - mayBeBlank: whether it may stand there without a value.
  /// - Returns: its value.
  package mutating func node(_ key: String, mayBeBlank: Bool = false) -> Node? {
    asked.insert(key)
    if mayBeBlank { blankable.insert(key) }
    guard let value = entries.first(where: { $0.key == key })?.value, value.content != .null
    else { return nil }
    return value
  }

  /// The value of a key that must be there.
  package mutating func requiredNode(_ key: String) -> Node? {
    if let node = node(key) { return node }
    // One without a value is noted at the end.
    if contains(key) { return nil }
    noteLack(of: [key], "\(subject) needs “\(key)”")
    return nil
  }

  /// Notes that none of some keys is there, unless one turns out to be misspelt: that is one
  /// mistake, and told as such.
  package mutating func noteLack(of keys: [String], _ message: String) {
    guard isMapping else { return }
    note(message, at: location, code: .missingKey)
    lacks += diagnostics.suffix(1).map { (keys, $0) }
  }

  /// Notes each key that must be there and is not.
  package mutating func require(_ keys: String...) {
    for key in keys { _ = requiredNode(key) }
  }

  /// Whether a key stands in the mapping, with a value or without.
  package func contains(_ key: String) -> Bool {
    entries.contains { $0.key == key }
  }

  /// A whole number in digits; with more than some millions, sums of it could run over.
  package mutating func integer(_ key: String, from least: Int, to most: Int = 1_000_000) -> Int? {
    value(key, expected: "a whole number from \(least) to \(most)") { text in
      guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
        (least...most).contains(number)
      else { return nil }
      return number
    }
  }

  /// A text.
  package mutating func text(_ key: String) -> String? {
    node(key).flatMap { text($0, of: key) }
  }

  /// A text that must be there, and must say something.
  package mutating func requiredText(_ key: String) -> String? {
    guard let node = requiredNode(key), let text = text(node, of: key) else { return nil }
    guard !text.allSatisfy(\.isWhitespace) else {
      note("“\(key)” needs a value", at: node.location)
      return nil
    }
    return text
  }

  /// A list of texts; a single text is a list of one.
  package mutating func texts(_ key: String) -> [String]? {
    guard let node = node(key) else { return nil }
    guard case .sequence(let items) = node.content else { return text(node, of: key).map { [$0] } }
    return items.compactMap { text($0, of: key) }
  }

  /// A value that `parse` makes of a text; `expected` says in words what it takes.
  package mutating func value<Value>(
    _ key: String,
    expected: String,
    parse: (String) -> Value?
  ) -> Value? {
    guard let node = node(key), let text = text(node, of: key) else { return nil }
    if let value = parse(text) { return value }
    note("“\(text)” is not \(expected)", at: node.location)
    return nil
  }

  /// One word of a closed list.
  package mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String,
    of type: Choice.Type = Choice.self
  ) -> Choice? where Choice.RawValue == String {
    guard let node = node(key), let text = text(node, of: key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    note(
      "“\(text)” is not one of \(words.joined(separator: ", "))",
      at: node.location,
      suggestion: nearestWord(to: text, among: words)
    )
    return nil
  }

  /// The items of a list, or none.
  package mutating func items(_ key: String) -> [Node] {
    guard let node = node(key) else { return [] }
    if case .sequence(let items) = node.content { return items }
    note("“\(key)” must be a list", at: node.location, code: .wrongKind)
    return []
  }

  /// Every key with its value, for mappings whose keys are open; counts as having asked.
  package mutating func allEntries() -> [Node.Entry] {
    asked.formUnion(entries.map(\.key))
    blankable.formUnion(asked)
    return entries
  }

  /// The keys that there are, for one that is like none of them; nothing when they are too many.
  private var known: String {
    asked.isEmpty || asked.count > 20
      ? "" : "; it may have \(asked.sorted().joined(separator: ", "))"
  }

  /// Reports keys that nobody asked for, with the nearest known key or all of them, and keys without
  /// a value, and returns all mistakes.
  package mutating func finish() -> [Diagnostic] {
    var misspelt: Set<String> = []
    for entry in entries where !asked.contains(entry.key) {
      let right = nearestWord(to: entry.key, among: asked.sorted())
      if let right { misspelt.insert(right) }
      note(
        "\(subject) has no key “\(entry.key)”" + (right == nil ? known : ""),
        at: entry.keyLocation,
        suggestion: right,
        code: .unknownKey
      )
    }
    for entry in entries
    where asked.contains(entry.key) && !blankable.contains(entry.key)
      && entry.value.content == .null
    {
      note("“\(entry.key)” needs a value", at: entry.keyLocation, code: .missingKey)
    }
    let twice = lacks.filter { !misspelt.isDisjoint(with: $0.keys) }.map(\.mistake)
    diagnostics.removeAll { twice.contains($0) }
    return diagnostics
  }

  private mutating func text(_ node: Node, of key: String) -> String? {
    if case .scalar(let text, _) = node.content { return text }
    note("“\(key)” must be a single value", at: node.location, code: .wrongKind)
    return nil
  }
}
