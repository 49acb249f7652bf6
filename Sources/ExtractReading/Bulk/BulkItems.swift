/// The items of a file in order, for the thread that takes them: while none waits, it makes one.
struct BulkItems<Made: Sendable> {
  private let work: BulkWork<Made>
  private var worker: BulkWorker
  private let make: (inout RowBatch) -> Made
  private var isMaking = true

  init(
    _ work: BulkWork<Made>,
    _ worker: BulkWorker,
    _ make: @escaping (inout RowBatch) -> Made
  ) {
    self.work = work
    self.worker = worker
    self.make = make
  }

  /// The next item; nil when there are no more.
  mutating func next() -> BulkWork<Made>.Item? {
    while isMaking {
      if let item = work.turnstile.takeNow() { return item }
      guard work.turnstile.hasRoomNow() else { break }
      if !worker.makeNext(work, make) { finish() }
    }
    // There is no more to make here, or others have taken all the room: one of them is at the next
    // item, if there is another.
    let item = work.turnstile.take()
    if item == nil { finish() }
    return item
  }

  private mutating func finish() {
    guard isMaking else { return }
    isMaking = false
    work.keep(worker.findings)
  }
}
