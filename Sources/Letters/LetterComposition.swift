import AttendanceModel

/// Turns a letter into what its templates print: sections in order, evidence in one table, codes
/// in words.
struct LetterComposition {
  let letter: Letter
  let organisation: Organisation
  let catalogue: LetterCatalogue
  let wording: Wording

  var frame: Frame {
    switch letter.addressee {
    case .registeredPractice: .practice
    case .parent: .parent
    case .safeguardingTeam: .safeguardingTeam
    }
  }

  func error(_ cause: LetterError.Cause) -> LetterError {
    LetterError(letter: letter.id, cause: cause)
  }

  func content() throws -> LetterContent {
    guard !letter.sections.isEmpty else { throw error(.nothingToSay) }
    let ordered = letter.sections.enumerated()
      .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
      .map { inReadersForm($0.element) }
    return LetterContent(
      letter: letter,
      organisation: organisation,
      addressee: letter.address(of: organisation),
      detour: try detour(),
      sections: try ordered.map(section),
      form: ordered.first.flatMap { catalogue.letters[$0.template]?.form } ?? .standard,
      enclosures: try enclosures(of: ordered)
    )
  }

  /// The section by the template that suits the reader's language; a letter of several sections is
  /// all in one language, that of the letters themselves.
  private func inReadersForm(_ section: Letter.Section) -> Letter.Section {
    guard letter.sections.count == 1 else { return section }
    var section = section
    section.template = catalogue.template(
      section.template,
      preferring: letter.patient.preferredLanguage
    )
    return section
  }

  /// The pages that follow, each once.
  private func enclosures(of sections: [Letter.Section]) throws -> [String] {
    var enclosures: [String] = []
    for section in sections {
      guard let entry = catalogue.letters[section.template] else {
        throw error(.unknownTemplate(section.template))
      }
      guard entry.recipient == frame.written else {
        throw error(.templateNotFor(recipient: frame.rawValue, template: section.template))
      }
      if let enclosure = entry.enclosure, !enclosures.contains(enclosure) {
        enclosures.append(enclosure)
      }
    }
    return enclosures
  }

  private func section(_ section: Letter.Section) throws -> LetterContent.Section {
    let takesBack = catalogue.letters[section.template]?.isCorrection == true
    guard takesBack ? !section.corrections.isEmpty : !section.statements.isEmpty,
      takesBack ? section.statements.isEmpty : section.corrections.isEmpty
    else { throw error(.nothingToSay) }
    let all = section.statements.map(\.evidence) + section.corrections.map(\.evidence)
    let evidence = all.map { Array($0.suffix(Self.mostVisits)) }
    let label = { evidence.count > 1 ? EvidenceTable.label($0) : nil }
    return LetterContent.Section(
      template: section.template,
      statements: section.statements.enumerated().map {
        LetterContent.Statement(label: label($0.offset), statement: $0.element)
      },
      corrections: try section.corrections.enumerated().map {
        LetterContent.Correction(
          label: label($0.offset),
          correction: $0.element,
          cause: try words(.correction, $0.element.cause.rawValue)
        )
      },
      evidence: try EvidenceTable(evidence).lines.map { line in
        LetterContent.Line(row: line.row, standings: try line.standings.map(standing))
      },
      hasEarlierEvidence: evidence != all
    )
  }

  /// How many visits are listed for each rule, the latest ones.
  ///
  /// No child has so many; the rows in which a source writes one word where it knows no local id may
  /// have thousands, which nobody would read.
  private static let mostVisits = 500

  private func standing(_ found: EvidenceTable.Standing) throws -> LetterContent.Standing {
    let (isCounted, note): (Bool, String?) =
      switch found.standing {
      case .counted: (true, nil)
      case .countedWith(let remarks):
        (true, try remarks.map { try words(.remark, $0.rawValue) }.joined(separator: "; "))
      case .notCounted(let reason): (false, try words(.reason, reason.rawValue))
      }
    return LetterContent.Standing(labels: found.labels, isCounted: isCounted, note: note)
  }

  private func detour() throws -> String? {
    guard case .safeguardingTeam(let key?) = letter.addressee else { return nil }
    return try words(.detour, key)
  }

  private func words(_ group: Wording.Group, _ key: String) throws -> String {
    guard let words = wording.words(group, key) else {
      throw error(.noWords(group: group, key: key))
    }
    return words
  }
}

extension Letter.Section {
  /// The order of a letter's sections: what cannot wait comes first, then what was wrong.
  fileprivate var rank: Int {
    switch ruleClass {
    case .suspectedHarm: 0
    case _ where !corrections.isEmpty: 1
    case .pattern: 2
    case .administrative: 3
    }
  }
}

extension Letter {
  var isForSafeguardingTeam: Bool {
    if case .safeguardingTeam = addressee { true } else { false }
  }

  /// Where it goes; the team sits at the organisation's address.
  fileprivate func address(of organisation: Organisation) -> Address {
    switch addressee {
    case .registeredPractice(let address): address
    case .parent(let address): address.fitted
    case .safeguardingTeam:
      Address(
        name: organisation.safeguardingTeam.name,
        lines: [organisation.name]
      )
    }
  }
}

extension Letter.Address {
  /// At most four lines, the shortest neighbours joined and the postcode left alone: a window
  /// envelope shows no more below the name.
  fileprivate var fitted: Letter.Address {
    var fitted = self
    fitted.lines = lines.compactMap(printable)
    while fitted.lines.count > 4 {
      let joined = (0..<fitted.lines.count - 2).map {
        "\(fitted.lines[$0]), \(fitted.lines[$0 + 1])"
      }
      guard let shortest = joined.indices.min(by: { joined[$0].count < joined[$1].count }) else {
        break
      }
      fitted.lines.replaceSubrange(shortest...shortest + 1, with: [joined[shortest]])
    }
    return fitted
  }
}
