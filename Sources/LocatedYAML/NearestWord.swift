/// The word of a list that a misspelt one most likely means, or nil when none is near.
///
/// Near is at most a third of the letters changed, added, dropped or swapped with a neighbour. A word
/// that is a listed one with more in front, such as `immobile`, may well be its opposite.
/// - Complexity: O(letters² × words).
package func nearestWord(to word: String, among words: some Sequence<String>) -> String? {
  let letters = Array(word.lowercased())
  let ranked = words.filter { candidate in
    word.count < candidate.count + 2 || !word.lowercased().hasSuffix(candidate.lowercased())
  }.map { candidate in
    (candidate, distance(letters, Array(candidate.lowercased())))
  }
  guard let best = ranked.min(by: { $0.1 < $1.1 }) else { return nil }
  return best.1 <= max(1, max(letters.count, best.0.count) / 3) ? best.0 : nil
}

/// Optimal string alignment distance.
private func distance(_ left: [Character], _ right: [Character]) -> Int {
  var rows = [[Int]](
    repeating: [Int](repeating: 0, count: right.count + 1),
    count: left.count + 1
  )
  for row in 0...left.count { rows[row][0] = row }
  for column in 0...right.count { rows[0][column] = column }
  for row in 1..<(left.count + 1) {
    for column in 1..<(right.count + 1) {
      let change = left[row - 1] == right[column - 1] ? 0 : 1
      var best = min(
        rows[row - 1][column] + 1,
        rows[row][column - 1] + 1,
        rows[row - 1][column - 1] + change
      )
      if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1]
      {
        best = min(best, rows[row - 2][column - 2] + 1)
      }
      rows[row][column] = best
    }
  }
  return rows[left.count][right.count]
}
