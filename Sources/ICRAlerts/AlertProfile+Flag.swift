import AttendanceModel
import Foundation

extension AlertProfile {
  /// The alerts as FHIR Flags, one JSON resource a line, ordered by identifier.
  ///
  /// - Throws: `AlertError` for the first alert that no valid Flag can be made of.
  package func flags(_ records: [AlertRecord], from author: AlertAuthor) throws -> String {
    let ordered = records.sorted { precedesAsBytes($0.identifier, $1.identifier) }
    return try ordered.map { try flag($0, from: author) + "\n" }.joined()
  }

  /// One alert as a FHIR Flag: JSON on one line, keys sorted, without a line end.
  package func flag(_ record: AlertRecord, from author: AlertAuthor) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(resource(record, author)), as: UTF8.self)
  }

  /// One alert as a FHIR Flag.
  func resource(_ record: AlertRecord, _ author: AlertAuthor) throws -> Flag {
    guard let entry = alerts[record.alert] else {
      throw AlertError(identifier: record.identifier, cause: .unknownAlert(record.alert))
    }
    guard record.period.end.map({ record.period.start <= $0 }) ?? true else {
      throw AlertError(identifier: record.identifier, cause: .endsBeforeStart)
    }
    let text = record.isDraft ? "\(draft). \(entry.text)" : entry.text
    return Flag(
      extension: endReasons[record.status].map {
        [Flag.EndReason(url: endReasonExtension, valueCodeableConcept: .init(coding: [$0]))]
      },
      meta: Flag.Meta(profile: [profile], security: entry.security.map { [$0] }),
      text: record.detail.isEmpty ? nil : narrative(text, record.detail),
      identifier: [Flag.Identifier(system: identifierSystem, value: record.identifier)],
      status: record.status.rawValue,
      category: [Flag.CodeableConcept(coding: [entry.category])],
      code: Flag.CodeableConcept(coding: entry.code.map { [$0] }, text: text),
      subject: try subject(of: record),
      period: Flag.Period(
        start: record.period.start.description,
        end: record.period.end?.description
      ),
      author: isAuthorNamed
        ? Flag.Reference(
          type: "Organization",
          identifier: Flag.Identifier(system: FHIRSystem.odsOrganisation, value: author.code),
          display: author.name
        ) : nil
    )
  }

  /// The patient by NHS number; a status that the source did not carry is not claimed.
  private func subject(of record: AlertRecord) throws -> Flag.Reference {
    let status = record.patient.nhsNumberStatus
    guard let number = record.patient.nhsNumber, status == nil || status == "01" else {
      throw AlertError(identifier: record.identifier, cause: .noVerifiedNumber)
    }
    let verification = status.map { code in
      Flag.VerificationStatus(
        valueCodeableConcept: Flag.CodeableConcept(
          coding: [Coding(system: FHIRSystem.verificationStatus, code: code)]
        )
      )
    }
    return Flag.Reference(
      type: "Patient",
      identifier: Flag.Identifier(
        extension: verification.map { [$0] },
        system: FHIRSystem.nhsNumber,
        value: number.plain
      )
    )
  }

  /// A history as the resource's readable text: R4's Flag has no element for notes.
  private func narrative(_ text: String, _ lines: [String]) -> Flag.Narrative {
    let items = lines.map { "<li>\(escaped($0))</li>" }.joined()
    return Flag.Narrative(
      div:
        "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>\(escaped(text))</p><ul>\(items)</ul></div>"
    )
  }

  private func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
      }
    }
    return escaped
  }
}
