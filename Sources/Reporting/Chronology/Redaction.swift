/// What a copy of a chronology leaves out.
///
/// The only way from a ``RedactableText`` to a page leads through here, so that what is removed
/// stands nowhere in the file: not in its text, its title or a description of a drawing.
package struct Redaction: Sendable {
  /// What can be removed.
  package enum Part: String, CaseIterable, Sendable {
    case names
    case numbers
    case birthDate = "birth-date"
    case addresses
    case practices
    case sites
    case clinical
    case concerns
    case rules
    case staff
  }

  package let parts: Set<Part>

  /// - Parameter parts: What is removed; concerns take with them what else tells of one.
  package init(_ parts: Set<Part> = []) {
    self.parts = parts.contains(.concerns) ? parts.union([.rules]) : parts
  }

  /// Whether a part is removed.
  package func removes(_ part: Part) -> Bool { parts.contains(part) }

  /// A text with a bar in the place of what is removed.
  func markup(_ text: RedactableText) -> Markup {
    pieces(text).map { piece in
      piece.map { Markup($0) } ?? Markup("span", ["class": "removed"], "removed")
    }.joined
  }

  /// The same where no markup can stand.
  func plain(_ text: RedactableText) -> String {
    pieces(text).map { $0 ?? "[removed]" }.joined()
  }

  /// Whether nothing of a text is left that could have been removed.
  func removesAll(of text: RedactableText) -> Bool {
    let removable = text.runs.filter { !$0.parts.isEmpty }
    return !removable.isEmpty && removable.allSatisfy { !parts.isDisjoint(with: $0.parts) }
  }

  /// The runs in their order; nil stands for one or several that are removed.
  private func pieces(_ text: RedactableText) -> [String?] {
    var pieces: [String?] = []
    for run in text.runs {
      if parts.isDisjoint(with: run.parts) {
        pieces.append(run.text)
      } else if pieces.last != .some(nil) {
        pieces.append(nil)
      }
    }
    return pieces
  }
}

extension Redaction.Part {
  /// What it is, as the page says it.
  package var words: String {
    switch self {
    case .names: "the child’s name"
    case .numbers: "NHS, hospital and attendance numbers"
    case .birthDate: "the date of birth"
    case .addresses: "addresses"
    case .practices: "GP practices"
    case .sites: "providers and sites"
    case .clinical: "complaints, diagnoses and details of injuries"
    case .concerns: "safeguarding concerns and the intent of injuries"
    case .rules: "which rules held and who was told"
    case .staff: "names and words of staff"
    }
  }

  /// What whoever chooses it should know besides, if anything.
  package var note: String? {
    switch self {
    case .birthDate: "ages are in whole years"
    case .sites: "the kind of department stays"
    case .clinical: "that there was an injury stays"
    case .concerns: "takes rules with it, since a letter that waits tells of a concern"
    case .names, .numbers, .addresses, .practices, .rules, .staff: nil
    }
  }
}
