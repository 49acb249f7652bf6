import Mustache

/// What a template may name, and what it may do with it.
indirect enum FieldKind: Sendable {
  /// Printed; an optional one only where the template has asked for it with a section.
  case text(isOptional: Bool)
  /// Shows or hides a section.
  case flag
  /// A section for itself, with fields of its own.
  case group(FieldSchema, isOptional: Bool)
  /// A section for each item, with fields of its own.
  case list(FieldSchema)
  /// A section for each text, printed as `{{.}}`.
  case lines
  /// The name of a letter's own template, included as `{{>*name}}`.
  case template
}

/// The fields of one scope by their names.
typealias FieldSchema = [String: FieldKind]

extension FieldSchema {
  /// The names of all fields, those inside a section after its name and a dot, sorted.
  var paths: [String] {
    flatMap { name, kind -> [String] in
      switch kind {
      case .text, .flag, .lines, .template: [name]
      case .group(let inner, _), .list(let inner): [name] + inner.paths.map { "\(name).\($0)" }
      }
    }
    .sorted()
  }
}

/// One name that templates know: its kind, and how to get its value from an owner.
///
/// Names, kinds and values are one list, so that what the check at load time allows is what
/// rendering delivers.
struct TemplateField<Owner>: Sendable {
  let name: String
  let kind: FieldKind
  let value: @Sendable (Owner) throws -> Any?

  /// A text that every letter has; without it the letter is not written.
  static func text(_ name: String, _ value: @escaping @Sendable (Owner) -> String?) -> Self {
    Self(name: name, kind: .text(isOptional: false)) { owner in
      guard let text = printable(value(owner)) else { throw MissingField(name: name) }
      return text
    }
  }

  static func optionalText(_ name: String, _ value: @escaping @Sendable (Owner) -> String?)
    -> Self
  {
    Self(name: name, kind: .text(isOptional: true)) { printable(value($0)) }
  }

  static func flag(_ name: String, _ value: @escaping @Sendable (Owner) -> Bool) -> Self {
    Self(name: name, kind: .flag) { value($0) }
  }

  /// At least one text that is not blank.
  static func lines(_ name: String, _ value: @escaping @Sendable (Owner) -> [String]) -> Self {
    Self(name: name, kind: .lines) { owner in
      let lines = value(owner).compactMap(printable)
      guard !lines.isEmpty else { throw MissingField(name: name) }
      return lines
    }
  }

  static func group<Part>(
    _ name: String,
    _ fields: [TemplateField<Part>],
    _ value: @escaping @Sendable (Owner) -> Part
  ) -> Self {
    Self(name: name, kind: .group(fields.schema(), isOptional: false)) {
      try fields.values(of: value($0))
    }
  }

  static func optionalGroup<Part>(
    _ name: String,
    _ fields: [TemplateField<Part>],
    _ value: @escaping @Sendable (Owner) -> Part?
  ) -> Self {
    Self(name: name, kind: .group(fields.schema(), isOptional: true)) {
      try value($0).map(fields.values(of:))
    }
  }

  static func list<Item>(
    _ name: String,
    _ fields: [TemplateField<Item>],
    _ value: @escaping @Sendable (Owner) -> [Item]
  ) -> Self {
    Self(name: name, kind: .list(fields.schema())) { try value($0).map(fields.values(of:)) }
  }

  static func template(_ name: String, _ value: @escaping @Sendable (Owner) -> String) -> Self {
    Self(name: name, kind: .template) { value($0) }
  }
}

/// A letter lacks something that it must say.
struct MissingField: Error {
  var name: String
}

extension Sequence {
  /// Names and kinds of the fields.
  func schema<Owner>() -> FieldSchema where Element == TemplateField<Owner> {
    FieldSchema(uniqueKeysWithValues: map { ($0.name, $0.kind) })
  }

  /// The values of the fields for an owner, as Mustache reads them.
  func values<Owner>(of owner: Owner) throws -> [String: Any]
  where Element == TemplateField<Owner> {
    var values: [String: Any] = [:]
    for field in self { values[field.name] = try field.value(owner) ?? Absent() }
    return values
  }
}

/// Stands for an optional value that is not there.
///
/// Were its key left out, Mustache would look for the name in the scopes around and might print
/// another thing's value.
private struct Absent: MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }
}
