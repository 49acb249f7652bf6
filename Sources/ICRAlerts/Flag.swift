/// A FHIR R4 Flag, with the elements that an alert uses and no encounter.
///
/// Source: HL7 FHIR R4 Flag; UK Core Flag 1.2.0 adds no constraints of its own.
struct Flag: Encodable, Hashable {
  var resourceType = "Flag"
  /// Why it is over: R4's Flag has no element for it.
  var `extension`: [EndReason]?
  var meta: Meta
  var text: Narrative?
  var identifier: [Identifier]
  var status: String
  var category: [CodeableConcept]
  var code: CodeableConcept
  var subject: Reference
  var period: Period
  var author: Reference?

  struct EndReason: Encodable, Hashable {
    var url: String
    var valueCodeableConcept: CodeableConcept
  }

  struct Meta: Encodable, Hashable {
    var profile: [String]
    var security: [Coding]?
  }

  struct Narrative: Encodable, Hashable {
    var status = "generated"
    var div: String
  }

  struct Identifier: Encodable, Hashable {
    var `extension`: [VerificationStatus]?
    var system: String
    var value: String
  }

  /// UK Core's NHSNumberVerificationStatus.
  struct VerificationStatus: Encodable, Hashable {
    var url =
      "https://fhir.hl7.org.uk/StructureDefinition/"
      + "Extension-UKCore-NHSNumberVerificationStatus"
    var valueCodeableConcept: CodeableConcept
  }

  struct CodeableConcept: Encodable, Hashable {
    var coding: [Coding]?
    var text: String?
  }

  struct Reference: Encodable, Hashable {
    var type: String
    var identifier: Identifier
    var display: String?
  }

  struct Period: Encodable, Hashable {
    var start: String
    var end: String?
  }
}

/// A code of a code system.
struct Coding: Encodable, Hashable, Sendable {
  var system: String
  var code: String
  var display: String?
}

/// The systems that national identifiers and codes are named by.
enum FHIRSystem {
  static let nhsNumber = "https://fhir.nhs.uk/Id/nhs-number"
  static let odsOrganisation = "https://fhir.nhs.uk/Id/ods-organization-code"
  static let snomed = "http://snomed.info/sct"
  static let verificationStatus =
    "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland"
}
