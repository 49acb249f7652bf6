import Dispatch
import Synchronization

/// Calls a function for every number below a count, on several threads at once.
///
/// - Returns: What the calls gave, in the order of the numbers.
package func inParallel<Result: Sendable>(
  _ count: Int,
  _ body: @Sendable (_ number: Int) -> Result
) -> [Result] {
  guard count > 1 else { return (0..<count).map(body) }
  let results = Mutex<[Result?]>(Array(repeating: nil, count: count))
  DispatchQueue.concurrentPerform(iterations: count) { number in
    let result = body(number)
    results.withLock { $0[number] = result }
  }
  return results.withLock { $0.compactMap(\.self) }
}

/// Has another thread let go of a value, which the caller no longer has: to give hundreds of megabytes
/// back to the system takes a while, in which this one goes on.
package func letGo<Value: Sendable>(of value: consuming Value) {
  let value = value
  DispatchQueue.global().async { withExtendedLifetime(value) {} }
}
