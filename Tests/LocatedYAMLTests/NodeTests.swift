import LocatedYAML
import Testing

struct NodeTests {
  private func mistakes(_ text: String) -> [String] {
    do {
      _ = try Node.documents(text, file: "a.yaml")
      return []
    } catch {
      return error.all.map(\.description)
    }
  }

  @Test func `documents come in order, with their places`() throws {
    let documents = try Node.documents("a: 1\n---\nb:\n  - x\n", file: "a.yaml")
    #expect(documents.map(\.location.line) == [1, 3])
  }

  @Test func `a scalar is its text as written`() throws {
    let document = try #require(Node.documents("[04, '04', no, 1.50]", file: "a.yaml").first)
    guard case .sequence(let items) = document.content else {
      Issue.record("no list")
      return
    }
    #expect(
      items.map(\.content) == [
        .scalar("04", isQuoted: false), .scalar("04", isQuoted: true),
        .scalar("no", isQuoted: false), .scalar("1.50", isQuoted: false),
      ]
    )
  }

  @Test func `a key that stands twice is a mistake, not an empty file`() {
    #expect(mistakes("a: 1\nb: 2\na: 3\n") == ["a.yaml:1:1: “a” stands twice in one mapping"])
  }

  @Test func `a syntax error in a later document is a mistake, not the end of the file`() throws {
    let mistake = try #require(mistakes("a: 1\n---\nb: [\n").first)
    #expect(mistake.hasPrefix("a.yaml:4:1: this is not YAML: "))
  }
}
