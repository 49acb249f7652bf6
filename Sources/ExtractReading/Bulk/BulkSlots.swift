import AttendanceModel

/// Where in a row's kept values the short way finds what: the slots of a column plan.
///
/// A slot is the place of a column among the kept ones; -1 means that there is none.
struct BulkSlots {
  /// A column of dates, or of dates with times, and the ways in which they may be written.
  struct Dated {
    var slot = -1
    var patterns = [DatePattern.standard]
    var timePatterns = [TimePattern.standard]
  }

  /// A column of times, and the ways in which they may be written.
  struct Timed {
    let slot: Int
    let patterns: [TimePattern]
    let beginsStandard: Bool

    init(slot: Int = -1, patterns: [TimePattern] = [.standard]) {
      (self.slot, self.patterns) = (slot, patterns)
      beginsStandard = patterns.first?.isStandard ?? false
    }
  }

  /// Columns in which a value of plain form may stand for nothing, or be an id that a spreadsheet has
  /// rounded, each with the length of the longest that stands for nothing: numbers alone, because
  /// every row looks at them.
  struct Blankable {
    private(set) var slots: [Int] = []
    private(set) var longest: [Int] = []
    private var words: [(refinement: ValueRefinement, isText: Bool)] = []

    /// `isText` says that words such as `NULL` would be taken for text.
    fileprivate mutating func add(
      _ slot: Int,
      _ mapping: SourceProfile.FieldMapping,
      isText: Bool
    ) {
      slots.append(slot)
      let own = mapping.blanks.map(\.utf8.count).max() ?? 0
      longest.append(max(isText ? ValueDamage.longestBlankWord : 0, own))
      words.append((ValueRefinement(mapping), isText))
    }

    /// Whether the column at a place holds ids.
    func holdsIDs(_ place: Int) -> Bool { words[place].isText }

    /// Whether a value of the column at a place stands for nothing, or is rounded.
    func isOdd(_ value: Span<UInt8>, at place: Int) -> Bool {
      words[place].isText && (ValueDamage.isBlankWord(value) || ValueDamage.isRounded(value))
        || words[place].refinement.isBlank(value)
    }
  }

  /// By column of the header.
  let slotOfColumn: [Int]
  let count: Int
  private(set) var id = -1
  private(set) var localID = -1
  private(set) var nhsNumber = -1
  private(set) var age = -1
  private(set) var birthDate = Dated()
  private(set) var arrivalDate = Dated()
  private(set) var arrivalTime = Timed()
  private(set) var arrivalDatetime = Dated()
  private(set) var arrivalDatetimeTime = Timed()
  private(set) var applicable = Dated()
  private(set) var applicableTime = Timed()
  /// Slots whose cells are looked up in ``CellMeanings``, and by slot the cells in question.
  private(set) var coded: [Int] = []
  private(set) var cells: [[ColumnPlan.Cell]]
  /// By slot, the looked-up fields of which another slot, or a constant, may say something too.
  private(set) var rivals: [Set<AttendanceField>]
  /// Cells that no column feeds.
  private(set) var constants: [ColumnPlan.Cell] = []
  /// Whether an injury's day and time stand in different columns, so that neither cell alone says
  /// when it was.
  private(set) var hasInjuryTimesApart = false
  /// Whether the short way is closed for the whole file: a profile or a rule asks for more.
  private(set) var needsWholeRows: Bool

  private(set) var blankable = Blankable()
  /// Who gives out local ids, when it is not the provider.
  private(set) var issuer: String?

  var hasArrivalDate: Bool { arrivalDate.slot >= 0 }

  /// Fields that are read from their cells and not looked up.
  private static let direct: Set<AttendanceField> = [
    .attendanceID, .localPatientID, .nhsNumber, .ageAtArrival, .birthDate, .arrivalDate,
    .arrivalTime, .arrivalDatetime, .applicableDatetime,
  ]

  /// Whether the short way knows a field by one column alone.
  ///
  /// One that is read from its cells has one slot; of a numbered one, columns of one number are
  /// rivals and others are not; on a provider or site hangs a mark, and an injury's day and time make
  /// one moment.
  private static func takesOneColumn(_ field: AttendanceField) -> Bool {
    direct.contains(field) || field.isNumbered
      || [.providerCode, .siteCode, .updateType, .injuryDate, .injuryTime].contains(field)
  }

  init(_ plan: ColumnPlan, questions: FieldQuestions?) {
    var slotOfColumn: [Int] = []
    var count = 0
    for isKept in plan.keptColumns {
      slotOfColumn.append(isKept ? count : -1)
      if isKept { count += 1 }
    }
    self.slotOfColumn = slotOfColumn
    self.count = count
    cells = Array(repeating: [], count: count)
    rivals = Array(repeating: [], count: count)
    needsWholeRows =
      questions?.fields.contains { $0.map(Self.direct.contains) ?? false } ?? true
    for cell in plan.cells {
      let mapping = plan.mappings[cell.mapping]
      guard Self.direct.contains(mapping.field) else {
        if let column = cell.column {
          cells[slotOfColumn[column]].append(cell)
        } else {
          constants.append(cell)
        }
        continue
      }
      guard let column = cell.column, mapping.codes == nil, mapping.standing == nil,
        mapping.dropEnd == nil, mapping.characters == nil, mapping.prefix == nil,
        mapping.issuer.map({ PackedProvider($0) != nil }) ?? true,
        !mapping.dates.contains(where: \.isPadded), !mapping.times.contains(where: \.isPadded)
      else {
        needsWholeRows = true
        continue
      }
      place(slotOfColumn[column], mapping, isTimePart: cell.isTimePart)
      issuer = mapping.issuer ?? issuer
      let isText = SourceProfile.idFields.contains(mapping.field)
      guard isText || !mapping.blanks.isEmpty else { continue }
      blankable.add(slotOfColumn[column], mapping, isText: isText)
    }
    let ofInjuries = plan.cells.filter { [.injuryDate, .injuryTime].contains($0.field) }
    hasInjuryTimesApart = Set(ofInjuries.map(\.column)).count > 1
    let alternatives = plan.fieldsWithAlternatives
    if alternatives.contains(where: Self.takesOneColumn) { needsWholeRows = true }
    for slot in cells.indices { rivals[slot] = alternatives.intersection(cells[slot].map(\.field)) }
    coded = cells.indices.filter { !cells[$0].isEmpty }
    if id < 0 || arrivalTime.slot >= 0 && !hasArrivalDate { needsWholeRows = true }
  }

  private mutating func place(
    _ slot: Int,
    _ mapping: SourceProfile.FieldMapping,
    isTimePart: Bool
  ) {
    let dated = Dated(slot: slot, patterns: mapping.dates, timePatterns: mapping.times)
    let timed = Timed(slot: slot, patterns: mapping.times)
    switch mapping.field {
    case .attendanceID: id = slot
    case .localPatientID: localID = slot
    case .nhsNumber: nhsNumber = slot
    case .ageAtArrival: age = slot
    case .birthDate: birthDate = dated
    case .arrivalDate: arrivalDate = dated
    case .arrivalTime: arrivalTime = timed
    case .arrivalDatetime where isTimePart: arrivalDatetimeTime = timed
    case .arrivalDatetime: arrivalDatetime = dated
    case .applicableDatetime where isTimePart: applicableTime = timed
    case .applicableDatetime: applicable = dated
    default: preconditionFailure("only fields that are read directly have a place of their own")
    }
  }
}
