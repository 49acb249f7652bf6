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
    return String(decoding: try JSONText.pretty(JSONValue.object(members)), as: UTF8.self)
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

  static func list(_ item: JSONValue) -> JSONValue {
    .object(["type": .text("array"), "items": item])
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
      "for": reference, "when": reference, "count": count, "then": Shape.list(route),
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
    properties["any"] = Shape.list(reference)
    properties["all"] = Shape.list(reference)
    properties["not"] = reference
    return Shape.mapping(properties)
  }()

  private static func matcher(_ subject: Condition.Subject) -> JSONValue {
    if subject == .age {
      return Shape.mapping(["under": Shape.calendarPeriod, "at-least": Shape.calendarPeriod])
    }
    var words = subject.closedList
    if subject == .field(.attendanceCategory) { words?.append("unplanned") }
    let value =
      switch words {
      // An editor reads an unquoted yes as a flag.
      case ["yes", "no"]?:
        Shape.any(Shape.choice(["yes", "no"]), .object(["type": .text("boolean")]))
      case let words?: Shape.choice(words)
      case nil: Shape.text
      }
    let asked = Shape.mapping([
      "in": Shape.text, "recorded": .object(["type": .text("boolean")]),
      "under": .object(["type": .text("integer")]), "at-least": .object(["type": .text("integer")]),
    ])
    return Shape.any(value, Shape.list(value), asked)
  }

  private static let count = Shape.mapping(
    [
      "of": Shape.choice(["attendances", "presentations", "days"]),
      "gap": Shape.period(["minutes", "hours", "days"]), "where": reference,
      "within": Shape.calendarPeriod, "first-day": Shape.choice(["included", "excluded"]),
      "at-least": Shape.number, "at-most": Shape.number, "exactly": Shape.number,
      "distinct": Shape.choice(fields.map(\.word)),
    ],
    required: ["of", "where", "within"]
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
    required: ["to"]
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
      "source": Shape.text, "title": Shape.text, "delimiter": Shape.text, "dates": Shape.texts,
      "times": Shape.texts, "load": Shape.choice(LoadMode.allCases.map(\.rawValue)),
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
      "others": Shape.choice(["keep", "unreadable"]), "codes": Shape.mapping(of: Shape.text),
    ]
    if field.kind == .timestamp {
      properties["date"] = Shape.texts
      properties["time"] = Shape.texts
    }
    if field.isNumbered { properties["split"] = Shape.text }
    return Shape.any(Shape.texts, Shape.mapping(properties))
  }
}
