import Foundation

/// How many random cases a property test tries: few by default, more on request.
package enum RandomCases {
  /// Seeds from 0; `ATTEND_RANDOM_CASES` says how many, 300 when it does not.
  package static let seeds: Range<UInt64> = {
    let asked = ProcessInfo.processInfo.environment["ATTEND_RANDOM_CASES"].flatMap { UInt64($0) }
    return 0..<(asked ?? 300)
  }()
}
