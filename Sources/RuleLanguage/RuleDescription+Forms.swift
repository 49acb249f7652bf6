extension RuleDescription {
  /// For a terminal.
  package var text: String {
    var lines = [title, String(repeating: "=", count: title.count)] + facts
    for section in sections {
      lines += ["", section.heading, "  \(section.sentence)"]
      lines += Self.list(section.items, indent: "  ")
      if let ending = section.ending { lines.append("  \(ending)") }
    }
    return lines.joined(separator: "\n")
  }

  /// For a repository or a wiki.
  package var markdown: String {
    var lines = ["## \(Self.plain(title))", ""] + facts.map { "- \(Self.plain($0))" }
    for section in sections {
      lines += ["", "### \(section.heading)", "", Self.plain(section.sentence)]
      if !section.items.isEmpty {
        lines += [""] + Self.list(section.items, indent: "").map(Self.plain)
      }
      if let ending = section.ending { lines += ["", Self.plain(ending)] }
    }
    return lines.joined(separator: "\n")
  }

  /// A part of a page; ``page(_:)`` makes the page.
  package var html: String {
    var lines = ["<article>", "<h2>\(Self.escaped(title))</h2>", "<ul>"]
    lines += facts.map { "<li>\(Self.escaped($0))</li>" }
    lines.append("</ul>")
    for section in sections {
      lines.append("<h3>\(Self.escaped(section.heading))</h3>")
      lines.append("<p>\(Self.escaped(section.sentence))</p>")
      lines += Self.htmlList(section.items)
      if let ending = section.ending { lines.append("<p>\(Self.escaped(ending))</p>") }
    }
    return (lines + ["</article>"]).joined(separator: "\n")
  }

  /// A whole page of descriptions.
  package static func page(_ descriptions: [RuleDescription]) -> String {
    """
    <!DOCTYPE html>
    <html lang="en-GB">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Rules</title>
    <style>
    body { font: 1rem/1.5 Arial, sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem }
    article { border-top: 2px solid #005eb8; margin-top: 2rem }
    </style>
    </head>
    <body>
    <h1>Rules</h1>
    \(descriptions.map(\.html).joined(separator: "\n"))
    </body>
    </html>
    """
  }

  private static func list(_ items: [ConditionPhrases.Item], indent: String) -> [String] {
    items.flatMap { ["\(indent)- \($0.text)"] + list($0.children, indent: indent + "  ") }
  }

  private static func htmlList(_ items: [ConditionPhrases.Item]) -> [String] {
    guard !items.isEmpty else { return [] }
    let lines = items.flatMap { item in
      item.children.isEmpty
        ? ["<li>\(escaped(item.text))</li>"]
        : ["<li>\(escaped(item.text))"] + htmlList(item.children) + ["</li>"]
    }
    return ["<ul>"] + lines + ["</ul>"]
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  /// Without the marks that Markdown would take for its own.
  private static func plain(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_<>[]#|".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
