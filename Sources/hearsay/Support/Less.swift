import Glibc

/// What is particular to the pager `less`.
enum Less {
  /// What it looks for from its start, and what its prompt says.
  struct Keys {
    /// A regular expression of its own, and words for its prompt; neither has a single quotation mark.
    var pattern: String
    var prompt: String

    /// Quotes by their heads, which have the two lines above them in sight.
    static let quotes = Keys(
      pattern: "^▸ ", prompt: "n next quote  N back  /word  h help  q quit?pB  %pB\\%.")

    /// The further words of its command line: colours, letters of any case, the pattern and both prompts.
    var words: String { " -R -i -j4 '-Ps\(prompt)' '-PM\(prompt)' '-p\(pattern)'" }
  }

  /// Whether a command is `less` with options and nothing that only a shell understands.
  static func isLess(_ command: String) -> Bool {
    let isPlain = command.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0x2B, 0x2D, 0x2E, 0x2F, 0x5F: true
      default: false
      }
    }
    guard isPlain, let program = command.split(separator: " ").first else { return false }
    return program == "less" || program.hasSuffix("/less")
  }

  /// Whether the `less` of the path lets links (OSC 8) through: from 566 on.
  static var knowsLinks: Bool {
    guard let stream = popen("less --version 2> /dev/null", "r") else { return false }
    defer { pclose(stream) }
    var line = [CChar](repeating: 0, count: 64)
    guard fgets(&line, Int32(line.count), stream) != nil else { return false }
    let words = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }.split(separator: 0x20)
    guard words.count > 1,
      let version = Int(String(decoding: words[1].prefix { (0x30...0x39).contains($0) }, as: UTF8.self))
    else { return false }
    return version >= 566
  }
}
