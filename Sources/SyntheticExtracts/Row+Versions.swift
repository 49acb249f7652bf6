extension Row {
  /// Originals are made at the end of the day, corrections at noon.
  private static let endOfDay: Int16 = 23 * 60 + 30
  private static let noon: Int16 = 12 * 60
  /// Of a correction on the same day.
  private static let lateEvening: Int16 = 23 * 60 + 45

  /// The first row of an attendance.
  init(firstOf visit: Visit, _ history: History, _ delivery: Delivery, _ making: VisitMaking) {
    let isBad = delivery.dirt == .badRow
    self.init(
      order: Self.order(visit, isSecond: false, isLate: delivery.sent != visit.day),
      visit: delivery.dirt == .correction
        ? making.firstVersion(of: visit, flaw: delivery.flaw) : visit,
      kind: isBad ? .badRow : .original,
      flaw: UInt8(delivery.flaw),
      isLive: delivery.dirt == .none,
      versionDay: visit.day,
      versionMinute: Self.endOfDay,
      born: history.born,
      sex: UInt8(history.sex)
    )
  }

  /// The second row of an attendance that has one.
  init(secondOf visit: Visit, _ history: History, _ delivery: Delivery) {
    let isDuplicate = delivery.dirt == .duplicate
    self.init(
      order: Self.order(visit, isSecond: true, isLate: true),
      visit: visit,
      kind: isDuplicate
        ? .duplicate : delivery.dirt == .deletion ? .deletion : .correction,
      isLive: delivery.dirt != .deletion,
      versionDay: isDuplicate ? visit.day : delivery.secondDay,
      versionMinute: isDuplicate
        ? Self.endOfDay : delivery.secondDay > visit.day ? Self.noon : Self.lateEvening,
      born: history.born,
      sex: UInt8(history.sex)
    )
  }

  /// The day's own arrivals by time, then what comes late or again, first versions before second.
  private static func order(_ visit: Visit, isSecond: Bool, isLate: Bool) -> UInt64 {
    let time = isLate ? 2048 : UInt64(visit.minute + 1)
    return time << 48 | UInt64(visit.person) << 16 | UInt64(visit.number) << 1 | (isSecond ? 1 : 0)
  }

  /// What is wrong with it, as a column of `truth/dirt.csv` says.
  var dirt: String? {
    switch kind {
    case .original: nil
    case .correction: "correction"
    case .deletion: "deletion"
    case .duplicate: "duplicate"
    case .badRow: "bad row"
    }
  }
}
