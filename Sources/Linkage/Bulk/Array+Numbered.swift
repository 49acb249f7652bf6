extension Array {
  /// Appends what a function gives for each number below a count, without asking at each whose
  /// the array is.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - blank: Any element, written first.
  ///   - element: The element of a number.
  @inline(__always)
  mutating func append(_ count: Int, blank: Element, _ element: (_ number: Int) -> Element) {
    let first = self.count
    append(contentsOf: repeatElement(blank, count: count))
    var elements = mutableSpan
    for number in 0..<count { elements[first &+ number] = element(number) }
  }
}
