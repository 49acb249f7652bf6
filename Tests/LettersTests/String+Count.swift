extension String {
  /// How often a text stands in this one.
  func count(of text: String) -> Int {
    ranges(of: text).count
  }
}
