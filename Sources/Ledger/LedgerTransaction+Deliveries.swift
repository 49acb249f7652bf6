package import AttendanceModel
import Foundation
import GRDB

/// A document that is to be handed to whoever carries it to its recipient.
package struct NewDelivery: Hashable, Sendable {
  /// The file name without its ending, which no other document has.
  package var name: String
  /// The document's path in its run's folder.
  package var path: String
  /// The letter's id, when it is one.
  package var document: String?
  /// The key of the configuration's `delivery` that says how.
  package var channel: String
  /// What stands in the control file.
  package var control: String

  package init(name: String, path: String, document: String?, channel: String, control: String) {
    self.name = name
    self.path = path
    self.document = document
    self.channel = channel
    self.control = control
  }
}

/// A delivery as the ledger holds it.
package struct StoredDelivery: Hashable, Sendable {
  /// How far it has come.
  package enum State: String, CaseIterable, Sendable {
    /// Decided, nothing written yet.
    case waiting
    /// Both files lie under temporary names.
    case staged
    /// Handed over.
    case dropped
    /// Carried off: the sending side has said so.
    case sent
    /// The recipient has it.
    case acknowledged
    case undeliverable

    /// Whether an answer is still to come.
    package var isOnItsWay: Bool { self == .dropped || self == .sent }
  }

  package var name: String
  /// The run that decided it.
  package var run: RunRecord
  package var path: String
  package var document: String?
  package var channel: String
  package var state: State
  /// The as-of date of the run that handed it over.
  package var droppedOn: CivilDay?
  /// What the recipient's side answered, when it did.
  package var statusCode: String?
  package var isOverdue: Bool
}

extension LedgerTransaction {
  /// Puts a document among those to be delivered.
  package func add(_ delivery: NewDelivery, run: Int64) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO delivery (name, run, path, document, channel, control, state)
        VALUES (?, ?, ?, ?, ?, ?, 'waiting')
        """
    ).execute(arguments: [
      delivery.name, run, delivery.path, delivery.document, delivery.channel, delivery.control,
    ])
  }

  /// The deliveries of published runs in some states, by name; with a channel, those of it.
  package func deliveries(_ states: StoredDelivery.State..., channel: String? = nil) throws
    -> [StoredDelivery]
  {
    try states.flatMap { state in
      try Row.fetchAll(
        database,
        sql: Self.selectDelivery + """
           WHERE delivery.state = ? AND run.state = 'published' AND (?2 IS NULL OR channel = ?2)
          ORDER BY name
          """,
        arguments: [state.rawValue, channel]
      ).map(Self.delivery)
    }
  }

  /// The delivery of a name, or of the carrier's own id.
  package func delivery(named name: String?, messageID: String?) throws -> StoredDelivery? {
    try Row.fetchOne(
      database,
      sql: Self.selectDelivery + " WHERE name = ? OR message_id = ? LIMIT 1",
      arguments: [name, messageID]
    ).map(Self.delivery)
  }

  /// The control file and the document of a delivery that has not been handed over.
  package func contents(of name: String) throws -> (control: String, document: [UInt8])? {
    try Row.fetchOne(
      database,
      sql: """
        SELECT control, content FROM delivery JOIN outbox USING (run, path)
        WHERE name = ? AND control IS NOT NULL AND content IS NOT NULL
        """,
      arguments: [name]
    ).map { ($0[0], [UInt8]($0[1] as Data)) }
  }

  /// Notes that both files of a delivery lie under temporary names.
  package func markStaged(_ name: String) throws {
    try database.cachedStatement(sql: "UPDATE delivery SET state = 'staged' WHERE name = ?")
      .execute(arguments: [name])
  }

  /// Notes that a delivery has been handed over; its bytes go, since its run's folder is published.
  package func markDropped(_ name: String, asOf: CivilDay) throws {
    try database.cachedStatement(
      sql: """
        UPDATE delivery SET state = 'dropped', control = NULL, dropped_on = ? WHERE name = ?
        """
    ).execute(arguments: [asOf.rawValue, name])
    try database.cachedStatement(
      sql: """
        UPDATE outbox SET content = NULL
        WHERE (run, path) = (SELECT run, path FROM delivery WHERE name = ?)
        """
    ).execute(arguments: [name])
  }

  /// Notes what the recipient's side answered.
  package func mark(
    _ name: String,
    _ state: StoredDelivery.State,
    statusCode: String?,
    messageID: String?
  ) throws {
    try database.cachedStatement(
      sql: """
        UPDATE delivery SET state = ?, status_code = coalesce(?, status_code),
          message_id = coalesce(?, message_id)
        WHERE name = ?
        """
    ).execute(arguments: [state.rawValue, statusCode, messageID, name])
  }

  /// Notes that a delivery has waited too long for an answer.
  package func markOverdue(_ name: String) throws {
    try database.cachedStatement(sql: "UPDATE delivery SET is_overdue = 1 WHERE name = ?")
      .execute(arguments: [name])
  }

  /// The alerts that a run told the care record and that have not been taken back since.
  package func alerts(toldBy run: RunRecord) throws -> [StoredNotification] {
    try notifications(
      where: """
        notification.run = ? AND recipient = ? AND document IS NOT NULL
        AND notification.state = 'told'
        """,
      [run.number, Recipient.icr.rawValue]
    )
  }

  /// The notifications that a document told.
  package func notifications(toldBy document: String) throws -> [StoredNotification] {
    try notifications(where: "document = ? AND notification.state = 'told'", [document])
  }

  /// Makes a told notification one that waits for the safeguarding team: it did not reach its
  /// recipient, so that it no longer covers (S9).
  package func markNotReached(_ number: Int64) throws {
    try database.cachedStatement(sql: "UPDATE notification SET state = 'held' WHERE number = ?")
      .execute(arguments: [number])
  }

  private static let selectDelivery = """
    SELECT name, path, document, channel, delivery.state, dropped_on, status_code, is_overdue,
      run.number, as_of, folder
    FROM delivery JOIN run ON run.number = delivery.run
    """

  private static func delivery(_ row: Row) -> StoredDelivery {
    StoredDelivery(
      name: row[0],
      run: RunRecord(number: row[8], asOf: CivilDay(rawValue: row[9]), folder: row[10]),
      path: row[1],
      document: row[2],
      channel: row[3],
      // Words that this version does not know can only come from a newer ledger, which is refused.
      state: StoredDelivery.State(rawValue: row[4]) ?? .waiting,
      droppedOn: (row[5] as Int32?).map(CivilDay.init(rawValue:)),
      statusCode: row[6],
      isOverdue: row[7]
    )
  }
}
