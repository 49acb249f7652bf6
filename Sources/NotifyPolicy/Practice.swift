/// A GP practice of the national directory.
package struct Practice: Hashable, Sendable {
  package var code: String
  package var name: String
  package var addressLines: [String]
  package var postcode: String
  /// Status A in the directory.
  package var isOpen: Bool
  /// The practice's MESH mailbox, when the directory carries one.
  package var mailbox: String?

  package init(
    code: String,
    name: String,
    addressLines: [String],
    postcode: String,
    isOpen: Bool,
    mailbox: String? = nil
  ) {
    self.code = code
    self.name = name
    self.addressLines = addressLines
    self.postcode = postcode
    self.isOpen = isOpen
    self.mailbox = mailbox
  }
}
