import Crypto
import Foundation

/// The head of a page that needs nothing but itself: whatever else it might ask for is refused.
struct PageHead {
  var title: String
  /// The style sheet.
  var style: String
  /// The one script, if there is one.
  var script: String?

  var markup: Markup {
    let scripts = script.map { "; script-src \(Self.hash($0))" } ?? ""
    let policy =
      "default-src 'none'; base-uri 'none'; form-action 'none'; style-src \(Self.hash(style))"
      + scripts
    return Markup(
      "head",
      [:],
      Markup("meta", ["charset": "utf-8"]),
      Markup("meta", ["http-equiv": "Content-Security-Policy", "content": policy]),
      Markup("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      Markup("meta", ["name": "referrer", "content": "no-referrer"]),
      Markup("meta", ["name": "color-scheme", "content": "light dark"]),
      Markup("title", [:], Markup(title)),
      Markup(.style, [:], style)
    )
  }

  /// A style sheet or script that the program carries.
  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// As a Content-Security-Policy names an inline text.
  private static func hash(_ text: String) -> String {
    "'sha256-\(Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString())'"
  }
}
