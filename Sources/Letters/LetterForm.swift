import LocatedYAML

/// What one form of a letter differs in from another: language, script, size.
struct LetterForm: Hashable, Sendable {
  /// How the page is set; a class that the style sheet knows.
  enum Style: String, CaseIterable, Sendable {
    case standard
    case largePrint = "large-print"
    /// Short sentences, each beside a picture.
    case easyRead = "easy-read"
  }

  enum Direction: String, CaseIterable, Sendable {
    case leftToRight = "ltr"
    case rightToLeft = "rtl"
  }

  /// What letters are that are no variant.
  static let standard = LetterForm()

  /// A language tag of HTML.
  var language = "en-GB"
  var direction = Direction.leftToRight
  var style = Style.standard
  /// The document's title in that language; nil for the frame's own.
  var title: String?
  /// Values of the extracts' preferred language that ask for it, in lower case.
  var codes: Set<String> = []

  private init() {}

  init(_ reader: inout MappingReader) {
    language = reader.text("language") ?? language
    direction = reader.choice("direction") ?? direction
    style = reader.choice("style") ?? style
    title = reader.text("title")
    reader.require("for")
    codes = Set((reader.texts("for") ?? []).map { $0.lowercased() })
  }
}
