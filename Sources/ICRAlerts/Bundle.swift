/// A FHIR R4 Bundle that a server carries out whole or not at all.
struct Bundle: Encodable, Hashable {
  var resourceType = "Bundle"
  var type = "transaction"
  /// Absent when there is nothing to do: FHIR has no empty lists.
  var entry: [Entry]?

  struct Entry: Encodable, Hashable {
    var fullUrl: String
    var resource: Flag
    var request: Request
  }

  /// Creates or updates by the alert's own identifier.
  struct Request: Encodable, Hashable {
    var method: String
    var url: String
    var ifNoneExist: String?

    /// The record does not know the alert yet; loading it twice makes no second one, and does not
    /// bring back one that has ended since.
    static func create(_ identifier: Flag.Identifier) -> Request {
      Request(method: "POST", url: "Flag", ifNoneExist: search(identifier))
    }

    /// The record knows the alert; it is replaced, or made if the record has lost it.
    static func update(_ identifier: Flag.Identifier) -> Request {
      Request(method: "PUT", url: "Flag?\(search(identifier))")
    }

    private static func search(_ identifier: Flag.Identifier) -> String {
      "identifier=\(identifier.system)%7C\(identifier.value)"
    }
  }
}
