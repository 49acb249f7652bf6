import Linkage
import Synchronization
import Testing

/// Work for several threads, each number once.
struct ThreadsTests {
  @Test(arguments: [0, 1, 2, 3, 64])
  func `every number is called once, and what it gave stands in its place`(count: Int) {
    let called = Mutex<[Int]>([])
    let results = inParallel(count) { number in
      called.withLock { $0.append(number) }
      return "\(number)"
    }
    #expect(results == (0..<count).map { "\($0)" })
    #expect(called.withLock { $0.sorted() } == Array(0..<count))
  }

  @Test
  func `a result may be nothing`() {
    #expect(inParallel(4) { $0 == 2 ? nil : $0 } == [0, 1, nil, 3])
  }

  @Test
  func `work within work ends`() {
    let sums = inParallel(3) { outer in inParallel(3) { outer * 10 + $0 }.reduce(0, +) }
    #expect(sums == [3, 33, 63])
  }
}
