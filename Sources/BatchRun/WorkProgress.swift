/// What a command tells of its work while it works.
package enum WorkProgress: Sendable {
  /// A step has begun, in a few words.
  case step(String)
  /// So much of the extracts is read: bytes, of how many, and rows. It is told for every few
  /// thousand rows.
  case read(bytes: Int, of: Int, rows: Int)
}
