/// Damaged values of one column and kind, with the places of the first ones.
package struct ColumnDamage: Hashable, Sendable {
  /// The column's name in the header.
  package var column: String
  package var kind: ValueDamage
  package var count: Int
  /// At most ``DamageTally/exampleLimit``.
  package var examples: [RowPosition]

  package init(column: String, kind: ValueDamage, count: Int, examples: [RowPosition]) {
    self.column = column
    self.kind = kind
    self.count = count
    self.examples = examples
  }
}

/// A damaged value of the row in hand.
struct DamageMark: Hashable, Sendable {
  /// From 0.
  var column: Int
  var kind: ValueDamage
}

/// Counts damaged values in the order of the file.
struct DamageTally {
  static let exampleLimit = 3

  private struct Entry {
    var count = 0
    var examples: [RowPosition] = []
  }

  private var entries: [DamageMark: Entry] = [:]

  mutating func note(_ mark: DamageMark, at position: RowPosition) {
    var entry = entries[mark, default: Entry()]
    entry.count += 1
    if entry.examples.count < Self.exampleLimit, entry.examples.last != position {
      entry.examples.append(position)
    }
    entries[mark] = entry
  }

  /// By the header's order, then by kind.
  func damage(of columns: [String]) -> [ColumnDamage] {
    entries.sorted { ($0.key.column, $0.key.kind) < ($1.key.column, $1.key.kind) }.map {
      ColumnDamage(
        column: columns[$0.key.column],
        kind: $0.key.kind,
        count: $0.value.count,
        examples: $0.value.examples
      )
    }
  }
}
