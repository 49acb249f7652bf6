package import LocatedYAML

/// What makes a letter hard to read, or hard to bear, and that no template engine notices.
package enum LetterLint {
  /// Mistakes that stand in a template's own text: blaming words, pictures without `alt`.
  ///
  /// - Parameters:
  ///   - text: the template.
  ///   - file: its name, for the places.
  ///   - avoid: words in lower case, each with what to write instead.
  /// - Returns: each mistake with its line and column.
  package static func mistakes(in text: String, file: String, avoid: [String: String])
    -> [Diagnostic]
  {
    var found: [Diagnostic] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let lower = line.lowercased()
      func note(_ range: Range<String.Index>, _ message: String) {
        let place = SourceLocation(
          file: file,
          line: number + 1,
          column: lower.distance(from: lower.startIndex, to: range.lowerBound) + 1
        )
        found.append(Diagnostic(message, at: place))
      }
      for (words, instead) in avoid.sorted(by: { $0.key < $1.key }) {
        for range in lower.ranges(of: words) where isWhole(range, in: lower) {
          note(range, "“\(words)” blames or alarms; write \(instead)")
        }
      }
      // A picture without words is no PDF/UA; one for the eye alone belongs into the style.
      for match in lower.matches(of: /<img\b[^>]*>/)
      where !match.output.contains(/\balt="[^"]+"/) {
        note(match.range, "a picture needs an alt text that says what it shows")
      }
    }
    return found
  }

  /// The first heading of a letter that skips a level, as `h3 after h1`; nil when none does.
  package static func skippedHeading(in html: String) -> String? {
    var last = 0
    for match in html.matches(of: /<h([1-6])\b/) {
      let level = Int(match.output.1) ?? 1
      // A further h1 begins another page of its own.
      if level > last + 1 { return last == 0 ? "h\(level) first" : "h\(level) after h\(last)" }
      last = level
    }
    return nil
  }

  /// The age in years at which an English letter can be read, estimated.
  ///
  /// Source: the Flesch-Kincaid grade (Kincaid and others, 1975) and five years.
  package static func readingAge(of html: String) -> Double {
    let sentences = Self.sentences(of: html)
    let words = sentences.flatMap { $0 }
    guard !words.isEmpty else { return 0 }
    let syllables = words.map(Self.syllables).reduce(0, +)
    let grade =
      0.39 * Double(words.count) / Double(sentences.count)
      + 11.8 * Double(syllables) / Double(words.count) - 15.59
    return max(5, grade + 5)
  }

  /// The words of each sentence of a letter's running text; a list's item is a sentence.
  static func sentences(of html: String) -> [[Substring]] {
    let body = html.firstRange(of: "<body").map { html[$0.lowerBound...] } ?? html[...]
    // What stands above the salutation is address and date, and what is quoted is no prose.
    var text = body.replacing(/<(header|footer|table|dl)\b.*?<\/\1>/.dotMatchesNewlines(), with: "")
    text = text.replacing(/<\/(p|li|h[1-6]|div)>/, with: ". ")
    text = text.replacing(/<[^>]*>/, with: "")
    text = text.replacing(/&[a-z#0-9]+;/, with: " ")
    // Addresses of the web and of mail are read at a glance.
    text = text.replacing(/\S+[.@]\S+\.[a-z]+/, with: "")
    return text.split { ".!?:".contains($0) }
      .map { $0.split { !$0.isLetter && $0 != "’" && $0 != "'" } }
      .filter { !$0.isEmpty }
  }

  /// Groups of vowels, a silent e at the end not counted.
  static func syllables(_ word: Substring) -> Int {
    let letters = Array(word.lowercased())
    var count = 0
    var wasVowel = false
    for letter in letters {
      let isVowel = "aeiouy".contains(letter)
      if isVowel && !wasVowel { count += 1 }
      wasVowel = isVowel
    }
    if letters.last == "e" && count > 1 && !letters.suffix(2).starts(with: "l") { count -= 1 }
    return max(1, count)
  }

  private static func isWhole(_ range: Range<String.Index>, in text: String) -> Bool {
    range.lowerBound == text.startIndex || !text[text.index(before: range.lowerBound)].isLetter
  }
}
