extension String {
  /// What follows the first occurrence of some words.
  func following(_ words: String) -> Substring? {
    firstRange(of: words).map { self[$0.upperBound...] }
  }
}
