import AttendanceModel
import ExtractReading
import RuleLanguage

/// JSON Schema of the files that a trust edits, for editors that complete and check while typing.
///
/// Its words come from the types that the readers use: fields, categories, classes, recipients,
/// units. What a schema cannot say, `attend rules check` does.
package enum FileSchema: String, CaseIterable, Sendable {
  case rule, profile

  /// The schema as JSON.
  package func json() throws -> String {
    let content = self == .rule ? RuleShapes.rule : ProfileShapes.profile
    guard case .object(var members) = content else { return "" }
    members["$schema"] = .text("http://json-schema.org/draft-07/schema#")
    members["title"] = .text(self == .rule ? "A rule of Attend" : "A source profile of Attend")
    if self == .rule { members["definitions"] = .object(["condition": RuleShapes.condition]) }
    return try JSONText.result(JSONValue.object(members))
  }
}

/// Shapes that both kinds of file use.
enum Shape {
  static let text = JSONValue.object(["type": .list([.text("string"), .text("number")])])

  static func choice(_ words: [String]) -> JSONValue {
    .object(["enum": .list(words.map { .text($0) })])
  }

  static func pattern(_ pattern: String) -> JSONValue {
    .object(["type": .text("string"), "pattern": .text(pattern)])
  }

  static func list(_ item: JSONValue, atLeast least: Int = 0) -> JSONValue {
    .object(["type": .text("array"), "items": item, "minItems": .number(least)])
  }

  static func any(_ shapes: JSONValue...) -> JSONValue {
    .object(["anyOf": .list(shapes)])
  }

  /// A text, or a list of texts.
  static let texts = any(text, list(text))

  /// A mapping that takes these keys and no others.
  static func mapping(_ properties: [String: JSONValue], required: [String] = []) -> JSONValue {
    .object([
      "type": .text("object"), "properties": .object(properties),
      "required": .list(required.map { .text($0) }), "additionalProperties": .flag(false),
    ])
  }

  /// A mapping of which exactly one of some keys is there; further rules of JSON Schema may join.
  static func mapping(
    _ properties: [String: JSONValue],
    required: [String],
    oneOf keys: [String],
    and more: [String: JSONValue] = [:]
  ) -> JSONValue {
    guard case .object(let members) = mapping(properties, required: required) else {
      return .list([])
    }
    let one = keys.map { JSONValue.object(["required": .list([.text($0)])]) }
    return .object(members.merging(more) { $1 }.merging(["oneOf": .list(one)]) { $1 })
  }

  /// A mapping with at least one of these keys, and no other.
  static func mapping(some properties: [String: JSONValue]) -> JSONValue {
    .object([
      "type": .text("object"), "properties": .object(properties),
      "additionalProperties": .flag(false), "minProperties": .number(1),
    ])
  }

  /// A mapping whose keys are open.
  static func mapping(of value: JSONValue) -> JSONValue {
    .object(["type": .text("object"), "additionalProperties": value])
  }

  /// An editor reads an unquoted date as text.
  static let day = pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
  static let number = JSONValue.object(["type": .text("integer"), "minimum": .number(1)])

  static func period(_ units: [String]) -> JSONValue {
    pattern("^[0-9]+ (\(units.map { "\($0.dropLast())s?" }.joined(separator: "|")))$")
  }

  static let calendarPeriod = period(CalendarPeriod.Unit.allCases.map(\.rawValue))
}

/// The shapes of a rule file.
private enum RuleShapes {
  static let rule = Shape.mapping(
    [
      "rule": Shape.pattern("^[a-z][a-z0-9-]*$"), "version": Shape.number, "title": Shape.text,
      "class": Shape.choice(RuleClass.allCases.map(\.rawValue)), "owner": Shape.text,
      "source": Shape.text,
      "in-force": Shape.mapping(["from": Shape.day, "to": Shape.day], required: ["from"]),
      "approved": Shape.mapping(
        ["by": Shape.text, "role": Shape.text, "on": Shape.day],
        required: ["by", "role", "on"]
      ),
      "for": reference, "when": reference, "count": count, "then": Shape.list(route, atLeast: 1),
      "again": Shape.mapping(["after": Shape.calendarPeriod, "count-grows-by": Shape.number]),
      "attendance-defaults": attendance, "examples": Shape.list(example),
    ],
    required: ["rule", "version", "title", "class", "owner", "source", "in-force", "for", "when"]
      + ["then"]
  )

  private static let reference = JSONValue.object(["$ref": .text("#/definitions/condition")])
  private static let fields = AttendanceField.allCases.map { Condition.Subject.field($0) }

  static let condition: JSONValue = {
    var properties = Dictionary(
      uniqueKeysWithValues: (fields + [.age, .registration]).map { ($0.word, matcher($0)) }
    )
    properties["any"] = Shape.list(reference, atLeast: 1)
    properties["all"] = Shape.list(reference, atLeast: 1)
    properties["not"] = reference
    return Shape.mapping(properties)
  }()

  private static let flag = JSONValue.object(["type": .text("boolean")])
  private static let recorded = Shape.mapping(some: ["recorded": flag])

  /// What the reader of conditions takes for a subject.
  private static func matcher(_ subject: Condition.Subject) -> JSONValue {
    let value = value(of: subject)
    let values = [value, Shape.list(value, atLeast: 1)]
    switch subject {
    case .age: return bounds(Shape.calendarPeriod)
    case .registration: return .object(["anyOf": .list(values)])
    case .field(.nhsNumber): return recorded
    case .field(.ageAtArrival):
      return .object(["anyOf": .list(values + [bounds(integer), recorded])])
    case .field(let field) where field.kind == .text && field != .attendanceCategory:
      return .object(["anyOf": .list(values + [Shape.mapping(some: ["in": Shape.text]), recorded])])
    case .field: return .object(["anyOf": .list(values + [recorded])])
    }
  }

  private static let integer = JSONValue.object(["type": .text("integer"), "minimum": .number(0)])

  private static func bounds(_ bound: JSONValue) -> JSONValue {
    Shape.mapping(some: ["under": bound, "at-least": bound])
  }

  private static func value(of subject: Condition.Subject) -> JSONValue {
    var words = subject.closedList
    if subject == .field(.attendanceCategory) { words?.append("unplanned") }
    return switch words {
    // An editor reads an unquoted yes as a flag.
    case ["yes", "no"]?: Shape.any(Shape.choice(["yes", "no"]), flag)
    case let words?: Shape.choice(words)
    case nil: Shape.text
    }
  }

  private static let presentations = JSONValue.object([
    "properties": .object(["of": Shape.choice(["presentations"])])
  ])
  private static let gapIsThere = JSONValue.object(["required": .list([.text("gap")])])

  private static let count = Shape.mapping(
    [
      "of": Shape.choice(["attendances", "presentations", "days"]),
      "gap": Shape.period(["minutes", "hours", "days"]), "where": reference,
      "within": Shape.calendarPeriod, "first-day": Shape.choice(["included", "excluded"]),
      "at-least": Shape.number, "at-most": Shape.number, "exactly": Shape.number,
      "distinct": Shape.choice(fields.map(\.word)),
    ],
    required: ["of", "where", "within"],
    oneOf: ["at-least", "at-most", "exactly"],
    and: ["if": presentations, "then": gapIsThere, "else": .object(["not": gapIsThere])]
  )

  private static let route = Shape.mapping(
    [
      "letter": Shape.text, "alert": Shape.text,
      "worklist": Shape.choice(Route.Urgency.allCases.map(\.rawValue)),
      "to": Shape.choice(Recipient.allCases.map(\.rawValue)),
      "otherwise": Shape.choice(Recipient.allCases.map(\.rawValue)),
      "ends-after": Shape.calendarPeriod,
      "ends-when": Shape.mapping(
        ["registration": Shape.choice(Registration.allCases.map(\.rawValue))],
        required: ["registration"]
      ),
    ],
    required: ["to"],
    oneOf: ["letter", "alert", "worklist"]
  )

  private static let attendance = Shape.mapping(
    Dictionary(uniqueKeysWithValues: fields.map { ($0.word, Shape.texts) }).merging([
      "on": Shape.text
    ]) { $1 }
  )

  private static let example = Shape.mapping(
    [
      "name": Shape.text, "born": Shape.day, "attendance-defaults": attendance,
      "attendances": Shape.list(Shape.any(Shape.text, attendance)),
      "fires-on": Shape.list(Shape.day),
    ],
    required: ["name", "attendances", "fires-on"]
  )
}

/// The shapes of a source profile.
private enum ProfileShapes {
  static let profile = Shape.mapping(
    [
      "source": Shape.text, "title": Shape.text, "delimiter": Shape.text, "quote": Shape.text,
      "encoding": Shape.choice(TextEncoding.allCases.map(\.rawValue)), "dates": Shape.texts,
      "times": Shape.texts, "blanks": Shape.texts,
      "load": Shape.choice(LoadMode.allCases.map(\.rawValue)),
      "file-pattern": Shape.text, "nil-return": Shape.text,
      "fields": Shape.mapping(
        Dictionary(
          uniqueKeysWithValues: AttendanceField.allCases.map { ($0.rawValue, column($0)) }
        )
      ),
    ],
    required: ["source", "title", "fields"]
  )

  private static func column(_ field: AttendanceField) -> JSONValue {
    var properties = [
      "columns": Shape.texts, "dates": Shape.texts, "times": Shape.texts, "default": Shape.text,
      "others": Shape.choice(SourceProfile.CodeTable.Others.allCases.map(\.rawValue)),
      "codes": Shape.mapping(of: Shape.text), "blanks": Shape.texts, "drop-end": Shape.text,
      "characters": Shape.pattern("^[0-9]+(-[0-9]+)?$"),
    ]
    if field.kind == .timestamp {
      properties["date"] = Shape.texts
      properties["time"] = Shape.texts
    }
    if field.isNumbered { properties["split"] = Shape.text }
    if SourceProfile.idFields.contains(field) {
      properties["prefix"] = Shape.choice(SourceProfile.IDPrefix.allCases.map(\.rawValue))
    }
    if field == .localPatientID { properties["issuer"] = Shape.text }
    if field == .gpPracticeCode { properties["directory"] = Shape.choice(["practice-name"]) }
    let details = Shape.mapping(properties)
    return Shape.any(Shape.texts, details, Shape.list(Shape.any(Shape.text, details)))
  }
}
