import Foundation
import SystemPackage

/// Why a document could not be put where it belongs; carries paths of ours and the system's words,
/// no patient value.
package struct DeliveryFault: Error, Hashable, Sendable {
  package var path: String
  package var reason: String

  package init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}

extension DeliveryFault: CustomStringConvertible {
  /// One sentence without a full stop.
  package var description: String { "\(path) \(reason)" }
}

/// What the system says went wrong: “No space left on device”.
func systemWords(_ error: any Error) -> String {
  if let error = error as? Errno { return error.description }
  let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
  if let cause, cause.domain == NSPOSIXErrorDomain, let code = CInt(exactly: cause.code) {
    return Errno(rawValue: code).description
  }
  let words = error.localizedDescription
  return words.hasSuffix(".") ? String(words.dropLast()) : words
}

/// Runs what writes at a path, so that its failure names the path.
func writing<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
  do {
    return try work()
  } catch let fault as DeliveryFault {
    throw fault
  } catch {
    throw DeliveryFault(path: path, reason: "cannot be written: \(systemWords(error))")
  }
}
