import LocatedYAML
import Testing

struct MappingReaderTests {
  private func reader(_ text: String) throws -> MappingReader {
    let document = try #require(Node.documents(text, file: "a.yaml").first)
    return MappingReader(document, describing: "a thing")
  }

  @Test func `every needed key that is missing is noted`() throws {
    var reader = try reader("b: 1\n")
    reader.require("a", "b", "c")
    #expect(
      reader.finish().map(\.description) == [
        "a.yaml:1:1: a thing needs “a”", "a.yaml:1:1: a thing needs “c”",
      ]
    )
  }

  @Test func `what is no mapping is one mistake, and lacks no keys`() throws {
    var reader = try reader("- a\n")
    reader.require("a", "b")
    #expect(
      reader.finish().map(\.description) == [
        "a.yaml:1:1: a thing must be a mapping of keys to values"
      ]
    )
  }

  @Test func `a misspelt key that is needed is one mistake`() throws {
    var reader = try reader("frist: 1\n")
    reader.require("first", "second")
    #expect(
      reader.finish().map(\.description) == [
        "a.yaml:1:1: a thing needs “second”",
        "a.yaml:1:1: a thing has no key “frist”; did you mean “first”?",
      ]
    )
  }

  @Test func `a key without a value is there, but has none`() throws {
    var reader = try reader("a:\n")
    #expect(reader.contains("a"))
    #expect(reader.node("a") == nil)
  }

  @Test(arguments: [("3", 3), ("2", 2), ("1", nil), ("-3", nil), ("3.0", nil), ("３", nil)])
  func `a whole number has digits only and a least value`(text: String, number: Int?) throws {
    var reader = try reader("a: \(text)\n")
    #expect(reader.integer("a", from: 2) == number)
    #expect(reader.finish().isEmpty == (number != nil))
  }
}
