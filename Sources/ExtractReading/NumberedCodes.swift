/// The codes of a numbered field in a row.
struct NumberedCodes: Sendable {
  struct Code: Sendable {
    var place: Int
    var mapping: Int
    var text: String
  }

  private(set) var codes: [Code] = []

  var isEmpty: Bool { codes.isEmpty }

  /// Takes a code at a cell's number; one that a less preferred mapping has put there gives way.
  mutating func take(_ text: String, at cell: ColumnPlan.Cell) {
    let code = Code(place: cell.place, mapping: cell.mapping, text: text)
    if let index = codes.firstIndex(where: { $0.place == code.place && $0.mapping != code.mapping })
    {
      codes[index] = code
    } else {
      codes.append(code)
    }
  }
}
