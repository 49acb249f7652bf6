package import AttendanceModel

/// NHS numbers that the national demographics service reports as merged into another one.
///
/// A row that carries a superseded number is the person of the number that stands today; what the
/// row says is not changed, so that a pair that is taken out again parts the histories.
package struct SupersededNumbers: Hashable, Sendable {
  /// One line of a list: the first number is now the second.
  package struct Pair: Hashable, Sendable {
    package var old: NHSNumber
    package var new: NHSNumber

    package init(old: NHSNumber, new: NHSNumber) {
      self.old = old
      self.new = new
    }
  }

  /// What is wrong with a list, by the places of its pairs, from 0.
  package enum Fault: Error, Hashable, Sendable {
    /// A number is to be two numbers.
    case twoSuccessors(first: Int, second: Int)
    /// Following the pairs from this one leads back to it.
    case cycle(Int)
  }

  /// By superseded number, the end of its chain.
  package let resolved: [NHSNumber: NHSNumber]

  private init(resolved: [NHSNumber: NHSNumber]) {
    self.resolved = resolved
  }

  /// No number is superseded.
  package static let none = SupersededNumbers(resolved: [:])

  /// Follows every chain to its end.
  ///
  /// - Throws: The first ``Fault``.
  /// - Complexity: O(pairs) on average.
  package init(_ pairs: [Pair]) throws(Fault) {
    var places: [NHSNumber: Int] = [:]
    for (place, pair) in pairs.enumerated() {
      guard let first = places[pair.old] else {
        places[pair.old] = place
        continue
      }
      if pairs[first].new != pair.new { throw .twoSuccessors(first: first, second: place) }
    }
    var resolved: [NHSNumber: NHSNumber] = [:]
    for (place, pair) in pairs.enumerated() where resolved[pair.old] == nil {
      var chain: [NHSNumber] = []
      var met: Set<NHSNumber> = []
      var number = pair.old
      while resolved[number] == nil, let next = places[number] {
        guard met.insert(number).inserted else { throw .cycle(place) }
        chain.append(number)
        number = pairs[next].new
      }
      let end = resolved[number] ?? number
      for superseded in chain { resolved[superseded] = end }
    }
    self.resolved = resolved
  }

  /// Whether no number is superseded.
  package var isEmpty: Bool { resolved.isEmpty }

  /// The number that stands today.
  package func current(_ number: NHSNumber) -> NHSNumber {
    resolved[number] ?? number
  }

  /// An attendance with the number that stands today.
  package func current(_ attendance: Attendance) -> Attendance {
    guard let number = attendance.patient.nhsNumber, let now = resolved[number] else {
      return attendance
    }
    var attendance = attendance
    attendance.patient.nhsNumber = now
    return attendance
  }
}
