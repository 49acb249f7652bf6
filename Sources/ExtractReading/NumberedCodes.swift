/// The codes of a numbered field in a row.
struct NumberedCodes: Sendable {
  struct Code: Sendable {
    var place: Int
    /// As of the cell; nil when its column has no number, so that nothing competes with it.
    var rank: Int?
    var text: String
  }

  private(set) var codes: [Code] = []

  var isEmpty: Bool { codes.isEmpty }

  /// Takes a code at a cell's number: of several columns with one number the preferred one counts.
  mutating func take(_ text: String, at cell: ColumnPlan.Cell) {
    let code = Code(place: cell.place, rank: cell.rank, text: text)
    guard let rank = code.rank,
      let index = codes.firstIndex(where: { $0.place == code.place && $0.rank ?? rank != rank }),
      let other = codes[index].rank
    else { return codes.append(code) }
    if rank < other { codes[index] = code }
  }
}
