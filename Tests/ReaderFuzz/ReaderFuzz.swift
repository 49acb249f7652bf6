import ExtractReading
import ReadingAgreement
import TemporaryFiles

/// What libFuzzer calls with every input that it makes up; a disagreement ends the process, so that
/// libFuzzer keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard let input = unsafe FuzzedInput(Array(UnsafeBufferPointer(start: start, count: count)))
  else { return -1 }
  do {
    try input.check(Fuzzing.profiles, in: Fuzzing.folder)
  } catch {
    fatalError("\(error)")
  }
  return 0
}

/// What all inputs share.
private enum Fuzzing {
  static let folder = orEnd { try TemporaryFolder() }
  static let profiles = orEnd { try SourceProfile.shipped() }

  private static func orEnd<Value>(_ make: () throws -> Value) -> Value {
    do { return try make() } catch { fatalError("\(error)") }
  }
}
