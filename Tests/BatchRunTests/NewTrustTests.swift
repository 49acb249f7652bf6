import Foundation
import LocatedYAML
import TemporaryFiles
import Testing

@testable import BatchRun

/// The configuration that `attend init` writes shows every setting there is.
struct NewTrustTests {
  /// The template with its gaps filled as it says, and every setting that it shows switched on.
  private func everything() throws -> String {
    let folder = try TemporaryFolder()
    let rules = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Rules").path
    let trust = try NewTrust(
      at: "\(folder.path)/trust",
      rules: rules,
      organisation: nil,
      name: nil
    )
    let text = try folder.text(of: "trust/attend.yaml")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let shown = lines.enumerated().map { number, line -> String in
      if trust.gaps.contains(where: { $0.line == number + 1 }) {
        return line.prefix { $0 != ":" } + ": " + (line.split(separator: "such as ").last ?? "")
      }
      let setting = line.drop { $0 == " " }
      guard setting.hasPrefix("#"), setting.dropFirst().first?.isLetter == true else {
        return String(line)
      }
      return String(line.prefix { $0 == " " } + setting.dropFirst())
    }
    #expect(shown.contains { $0.hasPrefix("metrics: ") })
    return shown.joined(separator: "\n")
  }

  private func read(_ text: String, in folder: String) throws -> RunConfiguration {
    try RunConfiguration.read(text, file: "attend.yaml", folder: folder)
  }

  @Test func `every setting that is shown can be switched on`() throws {
    let text = try everything().replacing("logo: logo.svg", with: "")
    _ = try read(text, in: "trust")
  }

  @Test func `every key that the configuration can have is shown`() throws {
    let folder = try TemporaryFolder()
    try folder.write("<svg xmlns='http://www.w3.org/2000/svg'/>", to: "logo.svg")
    let document = try #require(try Node.documents(everything(), file: "attend.yaml").first)
    var mappings: [[String]] = []
    let text = yaml(document, &mappings)
    do {
      _ = try read(text, in: folder.path)
      Issue.record("a strange key in every mapping was taken")
    } catch let error as Diagnostics {
      // A mapping that has a strange key is told with all that it may have.
      for (number, shown) in mappings.enumerated() {
        let mistake = try #require(error.all.first { $0.message.contains("“strange\(number)”") })
        let known = try #require(
          mistake.message.split(separator: "; it may have ").dropFirst().first
        )
        // A period is either so many days or from one to another.
        let other = shown == ["days"] ? ["from", "to"] : []
        #expect(known.split(separator: ", ").map(String.init) == (shown + other).sorted())
      }
    }
  }

  /// A node written anew with a key in every mapping that no reader knows; gathers the others.
  private func yaml(_ node: Node, _ mappings: inout [[String]]) -> String {
    switch node.content {
    case .mapping(let entries):
      let strange = "strange\(mappings.count): 1"
      mappings.append(entries.map(\.key))
      let members = entries.map { "\"\($0.key)\": \(yaml($0.value, &mappings))" }
      return "{ \((members + [strange]).joined(separator: ", ")) }"
    case .sequence(let items):
      return "[\(items.map { yaml($0, &mappings) }.joined(separator: ", "))]"
    case .scalar(let text, _): return "\"\(text)\""
    case .null: return "null"
    }
  }
}
