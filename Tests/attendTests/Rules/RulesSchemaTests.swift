import Foundation
import LocatedYAML
import TemporaryFiles
import Testing

/// `attend rules schema`, held to the shipped files and to what the readers accept.
struct RulesSchemaTests {
  private typealias Schema = [String: Any]

  private func schema(of kind: String) throws -> [String: Any] {
    let outcome = try Program.run("rules", "schema", "--of", kind)
    #expect(outcome.code == 0)
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(object as? [String: Any])
  }

  private func documents(_ path: String) throws -> [Node] {
    let file = Program.repository.appending(path: path)
    return try Node.documents(String(contentsOf: file, encoding: .utf8), file: path)
  }

  @Test(arguments: [
    ("rule", "Rules", ["alerts.yaml"]), ("rule", "SampleData/conformance/rules", []),
    ("profile", "Rules/sources", []),
  ])
  func `every shipped file fits its schema`(kind: String, folder: String, not: [String]) throws {
    let schema = try schema(of: kind)
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Program.repository.appending(path: folder).path()
    ).filter { $0.hasSuffix(".yaml") && !not.contains($0) }
    #expect(!files.isEmpty)
    for file in files.sorted() {
      for document in try documents("\(folder)/\(file)") {
        let misfits = misfits(document, schema, schema)
        #expect(misfits.isEmpty, "\(file): \(misfits)")
      }
    }
  }

  @Test(arguments: [
    "rule: A", "clas: pattern", "class: patern", "for: { aeg: { under: 18 years } }",
    "count: { of: visits, where: {}, within: 6 months, at-least: 4 }", "again: { after: 6 moons }",
  ])
  func `a mistake does not fit`(line: String) throws {
    let schema = try schema(of: "rule")
    let document = try #require(try Node.documents(line, file: "a.yaml").first)
    let key = String(line.prefix { $0 != ":" })
    let found = misfits(document, schema, schema).filter { !$0.hasPrefix("needs ") }
    #expect(found.count == 1 && found[0].contains(key), "\(found)")
  }

  @Test(arguments: [
    "count: { of: days, where: {}, within: 6 months }",
    "count: { of: days, where: {}, within: 6 months, at-least: 4, exactly: 4 }",
    "count: { of: presentations, where: {}, within: 6 months, at-least: 4 }",
    "count: { of: days, gap: 1 hour, where: {}, within: 6 months, at-least: 4 }",
    "when: { diagnosis: { in: injury, recorded: true } }",
    "when: { department-type: { under: 3 } }",
    "when: { mobility: { in: injury } }", "when: { registration: { recorded: true } }",
    "when: { nhs-number: \"9990000018\" }", "when: { sex: [] }", "when: { any: [] }",
    "for: { age: {} }", "for: { age: 18 years }", "then: []",
    "then: [{ letter: a, alert: a, to: icr }]", "then: [{ to: icr }]",
  ])
  func `what the readers refuse does not fit either`(line: String) throws {
    let schema = try schema(of: "rule")
    let document = try #require(try Node.documents(line, file: "a.yaml").first)
    let found = misfits(document, schema, schema).filter {
      !["rule", "version", "title", "class", "owner", "source", "in-force", "for", "when", "then"]
        .map { "needs \($0)" }.contains($0)
    }
    #expect(!found.isEmpty)
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let folder = try scratch.rules("previous-injuries.yaml") { text in
      let key = line.prefix { $0 != ":" }
      // The key's own lines give way to the one that is wrong.
      var isDropped = false
      let kept = text.split(separator: "\n", omittingEmptySubsequences: false).filter { row in
        if !row.hasPrefix(" "), !row.isEmpty { isDropped = row.hasPrefix("\(key):") }
        return !isDropped
      }
      return kept.joined(separator: "\n") + "\n\(line)\n"
    }
    let outcome = try Program.run("rules", "check", folder)
    #expect(outcome.code == 78 && outcome.messages.contains("previous-injuries.yaml:"))
  }

  @Test(arguments: ["rule", "count", "then", "examples", "again", "in-force"])
  func `the readers know every key of the schema`(part: String) throws {
    let schema = try schema(of: "rule")
    var shape: Schema = schema
    if part != "rule" {
      shape = try #require((schema["properties"] as? Schema)?[part] as? Schema)
      if let items = shape["items"] as? Schema { shape = items }
    }
    let keys = try #require(shape["properties"] as? Schema).keys.sorted()
    let indent = part == "rule" ? "" : "    "
    let lines = keys.map { "\(indent)\($0)x: 1" }
    let list = part == "then" || part == "examples"
    let head = part == "rule" ? "" : "rule: sample\n\(part):\(list ? "\n  -" : "")\n"
    let scratch = try TemporaryFolder()
    defer { withExtendedLifetime(scratch) {} }
    let folder = try scratch.rules("previous-injuries.yaml") { _ in
      head + lines.joined(separator: "\n") + "\n"
    }
    let output = try Program.run("rules", "check", folder).messages
    for key in keys {
      #expect(output.contains("no key “\(key)x”; did you mean “\(key)”?"), "\(output)")
    }
  }

  /// What does not fit of `oneOf` and of `if`, `then`, `else`, which speak of keys alone.
  private func composed(_ node: Node, _ shape: Schema, _ root: Schema, key: String) -> [String] {
    guard case .mapping(let entries) = node.content else { return [] }
    let has = { (shape: Schema) in
      (shape["required"] as? [String] ?? []).allSatisfy { name in
        entries.contains { $0.key == name }
      }
    }
    if let shapes = shape["oneOf"] as? [Schema], shapes.count(where: has) != 1 {
      return ["\(key) has not one of its keys"]
    }
    guard let condition = shape["if"] as? Schema else { return [] }
    let holds = (condition["properties"] as? Schema ?? [:]).allSatisfy { name, shape in
      entries.first { $0.key == name }
        .map { misfits($0.value, shape as? Schema ?? [:], root).isEmpty } ?? true
    }
    if holds { return has(shape["then"] as? Schema ?? [:]) ? [] : ["\(key) lacks a key"] }
    let no = (shape["else"] as? Schema)?["not"] as? Schema
    return no.map(has) ?? false ? ["\(key) has a key too many"] : []
  }

  /// What does not fit, each with its key; the part of JSON Schema that the schemas use.
  private func misfits(_ node: Node, _ shape: Schema, _ root: Schema, key: String = "") -> [String]
  {
    if let reference = shape["$ref"] as? String, let name = reference.split(separator: "/").last,
      let definition = (root["definitions"] as? Schema)?[String(name)] as? Schema
    {
      return misfits(node, definition, root, key: key)
    }
    if let shapes = shape["anyOf"] as? [Schema] {
      let fits = shapes.contains { misfits(node, $0, root, key: key).isEmpty }
      return fits ? [] : ["\(key) fits no form"]
    }
    let more = composed(node, shape, root, key: key)
    if !more.isEmpty { return more }
    if let words = shape["enum"] as? [String] {
      guard case .scalar(let text, _) = node.content else { return ["\(key) is no word"] }
      return words.contains(text) ? [] : ["\(key) is no such word"]
    }
    switch node.content {
    case .null: return []
    case .scalar(let text, _):
      let types = shape["type"] as? [String] ?? [shape["type"] as? String ?? ""]
      guard !types.contains("object"), !types.contains("array") else { return ["\(key) is a text"] }
      if types == ["integer"], Int(text) == nil { return ["\(key) is no number"] }
      if types == ["boolean"], text != "true", text != "false" { return ["\(key) is no flag"] }
      if let pattern = shape["pattern"] as? String,
        text.range(of: pattern, options: .regularExpression) == nil
      {
        return ["\(key) has another form"]
      }
      return []
    case .sequence(let items):
      if items.count < shape["minItems"] as? Int ?? 0 { return ["\(key) has too few"] }
      guard let shape = shape["items"] as? Schema else { return ["\(key) is a list"] }
      return items.flatMap { misfits($0, shape, root, key: key) }
    case .mapping(let entries):
      guard shape["type"] as? String == "object" else { return ["\(key) is a mapping"] }
      if entries.count < shape["minProperties"] as? Int ?? 0 { return ["\(key) has too few keys"] }
      let properties = shape["properties"] as? Schema ?? [:]
      let open = shape["additionalProperties"] as? Schema
      let missing = (shape["required"] as? [String] ?? []).filter { name in
        !entries.contains { $0.key == name }
      }
      return missing.map { "needs \($0)" }
        + entries.flatMap { entry -> [String] in
          guard let shape = properties[entry.key] as? Schema ?? open else {
            return ["\(key) \(entry.key) is no key"]
          }
          return misfits(entry.value, shape, root, key: key.isEmpty ? entry.key : key)
        }
    }
  }
}
