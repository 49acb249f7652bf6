import Foundation
import LetterPrinting
import TemporaryFiles
import Testing

/// Letters printed by the renderer that `make setup` installs.
struct LetterPrinterTests {
  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  static let folder = "\(repository)/.build/lib/attend/renderer"

  private static func letter(_ body: String, title: String = "A letter") -> String {
    """
    <!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>\(title)</title>
    <style>html { font-family: "Liberation Sans" }</style></head><body>\(body)</body></html>
    """
  }

  private func pdf(_ printed: Result<[UInt8], PrintingFault>) throws -> [UInt8] {
    try printed.get()
  }

  @Test func `letters come back in their order, whichever is done first`() throws {
    let printer = try LetterPrinter(folder: Self.folder)
    let long = (0..<200).map { "<p>Paragraph \($0)</p>" }.joined()
    let bodies = [long, "<p>second</p>", "<p>third</p>", long + "<p>fourth</p>", "<p>fifth</p>"]
    let printed = try printer.print(bodies.map { Self.letter($0) })
    let texts = try printed.map { try PDFTools.text(of: pdf($0)) }
    #expect(texts.count == 5)
    for (text, words) in zip(texts, ["Paragraph 199", "second", "third", "fourth", "fifth"]) {
      #expect(text.contains(words))
    }
  }

  @Test func `the same letter has the same bytes, whatever was printed before it`() throws {
    let letter = Self.letter("<h1>Heading</h1><p>Ångström, Żółć, <b>bold</b>, <i>italic</i></p>")
    let first = try LetterPrinter(folder: Self.folder, processes: 1)
    let alone = try pdf(first.print([letter])[0])
    let second = try LetterPrinter(folder: Self.folder, processes: 1)
    let others = (0..<5).map { Self.letter("<p>Other \($0) <b>ÆØÅ</b> ١٢٣</p>", title: "\($0)") }
    let last = try #require(try second.print(others + [letter]).last)
    #expect(try pdf(last) == alone)
  }

  @Test func `a letter that cannot be printed holds up no other`() throws {
    let printer = try LetterPrinter(folder: Self.folder)
    let printed = try printer.print([
      Self.letter("<p>before</p>"),
      Self.letter("<p>\u{10FFFD}</p>"),
      Self.letter("<img src=\"file:///etc/hostname\" alt=\"\">"),
      Self.letter("<img src=\"https://attend.example/logo.png\" alt=\"\">"),
      Self.letter("<p>after</p>"),
    ])
    #expect(try PDFTools.text(of: pdf(printed[0])).contains("before"))
    #expect(
      throws: PrintingFault.self,
      performing: { try pdf(printed[1]) }
    )
    let faults = printed.compactMap { result -> String? in
      if case .failure(let fault) = result { fault.description } else { nil }
    }
    #expect(
      faults == [
        "no installed font has the character U+10FFFD",
        "something in it cannot be shown, such as an image",
        "something in it cannot be shown, such as an image",
      ]
    )
    #expect(try PDFTools.text(of: pdf(printed[4])).contains("after"))
  }

  @Test func `a renderer that takes too long is ended, and another takes its place`() throws {
    let printer = try LetterPrinter(folder: Self.folder, processes: 1, patience: 6)
    let endless =
      String(repeating: "<table><tr><td>", count: 60)
      + (0..<20_000).map { "<p>word \($0)</p>" }.joined()
    let printed = try printer.print([Self.letter(endless), Self.letter("<p>after</p>")])
    #expect(throws: PrintingFault.self) { try pdf(printed[0]) }
    #expect(try PDFTools.text(of: pdf(printed[1])).contains("after"))
  }

  @Test func `a folder without a renderer is refused with the command that makes one`() throws {
    let folder = try TemporaryFolder()
    let error = try #require(throws: RendererUnusable.self) {
      try LetterPrinter(folder: folder.path)
    }
    #expect(error.description.contains("there is no renderer in \(folder.path)"))
    #expect(error.description.contains("“make setup”"))
  }

  @Test func `a renderer that does not work says why`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/bin",
      withIntermediateDirectories: true
    )
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/bin/python3",
      withDestinationPath: "/usr/bin/python3"
    )
    try folder.write("print('fault 20\\nthe font X is absent')", to: "print.py")
    let error = try #require(throws: RendererUnusable.self) {
      try LetterPrinter(folder: folder.path)
    }
    #expect(error.description.contains("the font X is absent"))
    try folder.write("", to: "print.py")
    #expect(throws: RendererUnusable.self) { try LetterPrinter(folder: folder.path) }
  }

  @Test func `the renderer is looked for beside and above the program`() throws {
    let folder = try TemporaryFolder()
    #expect(
      LetterPrinter.folder(ofProgram: "\(folder.path)/bin/attend").hasSuffix(
        "/lib/attend/renderer"
      )
    )
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/lib/attend/renderer",
      withIntermediateDirectories: true
    )
    for program in ["bin/attend", "platform/debug/attend"] {
      #expect(
        LetterPrinter.folder(ofProgram: "\(folder.path)/\(program)").hasSuffix(
          "\(URL(filePath: folder.path).lastPathComponent)/lib/attend/renderer"
        )
      )
    }
  }
}
