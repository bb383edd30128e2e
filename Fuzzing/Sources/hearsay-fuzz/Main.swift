import CLibFuzzer
import Glibc

/// hearsay-fuzz PART [options and folders of libFuzzer]
///
/// Feeds what libFuzzer makes up to one part of the program: a trap, a hang or too much memory ends the run, and the bytes
/// that did it are left in a file. PART is one of `FuzzedPart`.
@main
struct Main {
  static func main() {
    guard part != nil else {
      let names = FuzzedPart.allCases.map(\.rawValue).joined(separator: "|")
      print("usage: hearsay-fuzz \(names) [options and folders of libFuzzer]")
      exit(2)
    }
    // The name of the part is no argument of libFuzzer's.
    let arguments = CommandLine.unsafeArgv
    for index in 1..<Int(CommandLine.argc) { arguments[index] = arguments[index + 1] }
    var count = CommandLine.argc - 1
    var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = arguments
    exit(LLVMFuzzerRunDriver(&count, &list, tryOne))
  }
}

/// The part that is fed: the first argument, as it was before libFuzzer got the others.
private let part = CommandLine.arguments.dropFirst().first.flatMap { FuzzedPart(rawValue: $0) }

/// Reads the bytes of one try. libFuzzer's library asks for a function of this name, whoever starts it.
@_cdecl("LLVMFuzzerTestOneInput")
func tryOne(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  part?.read(Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}
