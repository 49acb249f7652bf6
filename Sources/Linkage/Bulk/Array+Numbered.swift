extension Array {
  /// Appends what a function gives for each number below a count, without asking at each whose
  /// the array is and whether it has room.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - element: The element of a number.
  @inline(__always)
  mutating func append(_ count: Int, _ element: (_ number: Int) -> Element) {
    append(addingCapacity: count) { room in
      for number in 0..<count { room.append(element(number)) }
    }
  }
}
