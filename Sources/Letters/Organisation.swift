/// Who sends the letters and alerts.
package struct Organisation: Hashable, Sendable {
  /// Whom a reader may call or write to.
  package struct Contact: Hashable, Sendable {
    package var name: String
    package var phone: String?
    package var email: String?

    package init(name: String, phone: String? = nil, email: String? = nil) {
      self.name = name
      self.phone = phone
      self.email = email
    }
  }

  /// ODS code.
  package var code: String
  package var name: String
  package var addressLines: [String]
  package var safeguardingTeam: Contact
  /// Whom parents may ask; never the safeguarding team, whose name alone would say too much.
  package var parentContact: Contact?
  /// A picture as a `data:` address, so that a letter carries it.
  package var logo: String?

  package init(
    code: String,
    name: String,
    addressLines: [String],
    safeguardingTeam: Contact,
    parentContact: Contact? = nil,
    logo: String? = nil
  ) {
    self.code = code
    self.name = name
    self.addressLines = addressLines
    self.safeguardingTeam = safeguardingTeam
    self.parentContact = parentContact
    self.logo = logo
  }
}
