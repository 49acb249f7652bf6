import AttendanceModel
import Testing

/// Two texts in words of eight bytes.
struct PackedTextTests {
  @Test(arguments: 0...17, 0...17)
  func `two texts of any length come back out of their words`(first: Int, second: Int) {
    let texts = [first, second].map { count in
      String((0..<count).map { Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8($0))) })
    }
    var words: [UInt64] = [7, 8]
    let count = PackedText.append(texts[0], texts[1], to: &words)
    #expect(words.count == 2 + count && words[..<2] == [7, 8])
    #expect(count == (first + 1 + second + 7) / 8)
    let back = PackedText.texts(in: words.span.extracting(2..<words.count))
    #expect(back.first == texts[0] && back.second == texts[1])
  }
}
