import Testing

@testable import Reporting

/// The one gate between a chronology's words and its page.
struct RedactionTests {
  private let text: RedactableText =
    "to \("Example", .practices) (\("Y99001", .practices, .numbers)), \(3)"

  @Test func `what is removed becomes one bar, and the rest stays`() {
    #expect(Redaction().plain(text) == "to Example (Y99001), 3")
    #expect(Redaction([.numbers]).plain(text) == "to Example ([removed]), 3")
    #expect(
      Redaction([.practices]).markup("\("<a>", .practices)\("b", .practices) & c").html
        == "<span class=\"removed\">removed</span> &amp; c"
    )
  }

  @Test func `concerns take the rules with them`() {
    #expect(Redaction([.concerns]).parts == [.concerns, .rules])
  }

  @Test func `only a text of which something could be removed can be removed whole`() {
    #expect(!Redaction([.names]).removesAll(of: "nothing to remove"))
    #expect(Redaction([.names]).removesAll(of: "\("a", .names); \("b", .names)"))
    #expect(!Redaction([.names]).removesAll(of: "\("a", .names); \("b", .staff)"))
  }
}
