import SeededRandom

/// Who a simulated row says its patient is: an NHS number, a local id, both or neither, and a
/// birth date or an age.
struct SimulatedIdentity: Hashable {
  var number = ""
  var localID = ""
  var born = ""
  var age = ""
}

/// The children of a simulated trust, and how their rows name them (design S3).
///
/// Most rows of some children carry a local id alone, so that the seldom row that carries the number
/// too joins them when it comes, and parts them again when it is deleted or was about another child.
/// Two children share a card for good: a local id with two numbers, which joins nothing. One child
/// never has a number.
struct SimulatedPatients {
  private struct Child {
    var number: String
    var localID: String
    var born: String
    /// Of so many rows one carries the number; the others have the local id alone.
    var numberOnce: Int
  }

  /// The second is born on a leap day; the fourth is a baby when the simulation begins.
  private static let children = [
    Child(number: "9990000018", localID: "L1", born: "2015-03-02", numberOnce: 1),
    Child(number: "9990000026", localID: "L2", born: "2012-02-29", numberOnce: 1),
    Child(number: "9990000034", localID: "L3", born: "2019-12-31", numberOnce: 4),
    Child(number: "9990000042", localID: "L4", born: "2024-11-01", numberOnce: 3),
    Child(number: "9990000050", localID: "CARD", born: "2017-06-15", numberOnce: 2),
    Child(number: "9990000069", localID: "CARD", born: "2017-06-15", numberOnce: 2),
    Child(number: "", localID: "L7", born: "2020-01-20", numberOnce: 1),
  ]

  static var count: Int { children.count }

  /// How a row about a child names it when nobody makes a mistake.
  static func identity(of child: Int, _ random: inout SplitMix64) -> SimulatedIdentity {
    let child = children[child]
    // Somebody who could not be asked: an attendance without a usable identity.
    if random.once(in: 25) { return SimulatedIdentity(age: random.choose(["", "4"])) }
    let carriesNumber = random.once(in: child.numberOnce)
    let carriesLocalID = !carriesNumber || child.number.isEmpty || random.once(in: 2)
    let carriesBirth = !random.once(in: 12)
    return SimulatedIdentity(
      number: carriesNumber ? child.number : "",
      localID: carriesLocalID ? child.localID : "",
      born: carriesBirth ? child.born : "",
      age: carriesBirth ? "" : random.choose(["", "0", "7"])
    )
  }

  /// An identity with a mistake in it: another child's, a number beside another's local id, or less
  /// than there should be.
  static func mistaken(_ identity: SimulatedIdentity, _ random: inout SplitMix64)
    -> SimulatedIdentity
  {
    var wrong = identity
    let other = random.choose(children)
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      wrong.number = other.number
      wrong.localID = random.choose([other.localID, ""])
      wrong.born = other.born
    case 1: wrong.localID = other.localID
    case 2: wrong.number = ""
    default: wrong.localID = ""
    }
    return wrong
  }
}
