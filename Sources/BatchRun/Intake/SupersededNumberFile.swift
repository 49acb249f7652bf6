import AttendanceModel
import ExtractReading
import Linkage

/// Reads the list of NHS numbers that were merged into others: columns `old` and `new`, each line
/// a pair that the national demographics service reports as one person.
enum SupersededNumberFile {
  /// The numbers of a file; none without one.
  ///
  /// - Throws: ``RunFault`` with every mistake, by file and line; no number stands in it.
  static func read(_ path: String?) throws -> SupersededNumbers {
    guard let path else { return .none }
    let table: CSVTable
    do {
      table = try CSVTable(path: path)
    } catch {
      throw RunFault(.configuration, error.description)
    }
    guard let old = table.index(of: "old"), let new = table.index(of: "new") else {
      throw RunFault(
        .configuration,
        "\(path):1: a list of superseded numbers needs the columns old and new"
      )
    }
    var mistakes: [String] = []
    var pairs: [SupersededNumbers.Pair] = []
    var lines: [Int] = []
    for row in table.rows {
      guard let first = NHSNumber(row.values[old]) else {
        mistakes.append("\(path):\(row.line): “old” is no valid NHS number")
        continue
      }
      guard let second = NHSNumber(row.values[new]) else {
        mistakes.append("\(path):\(row.line): “new” is no valid NHS number")
        continue
      }
      guard first != second else {
        mistakes.append("\(path):\(row.line): a number cannot supersede itself")
        continue
      }
      pairs.append(SupersededNumbers.Pair(old: first, new: second))
      lines.append(row.line)
    }
    guard mistakes.isEmpty else { throw RunFault(.configuration, mistakes) }
    do {
      return try SupersededNumbers(pairs)
    } catch .twoSuccessors(let first, let second) {
      throw RunFault(
        .configuration,
        "\(path):\(lines[second]): line \(lines[first]) leads this number to another one"
      )
    } catch .cycle(let place) {
      throw RunFault(
        .configuration,
        "\(path):\(lines[place]): following the numbers from this line leads back to it"
      )
    }
  }
}
