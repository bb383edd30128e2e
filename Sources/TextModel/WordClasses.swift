/// Classes of words, as the lists of `Gazetteers/class` say them: closed classes, auxiliaries, months, irregular forms,
/// verbs of this and that.
///
/// Code asks for a class by its name (`figure.article`) once, and makes of what it learns a row of bits a word. No name of
/// a class is a word of a language: another language has other lists. Immutable, shared by workers.
public final class WordClasses: Sendable {
  /// Lines of a class: its name and its words, parted by tabs.
  private let lines: [UInt8]
  /// By name where the words of a class stand; the users' own come behind ours.
  private let places: [String: [Range<Int>]]

  /// No classes.
  public convenience init() { self.init(lines: []) }

  /// The classes of lines: the name of each and its words, parted by tabs. O(bytes).
  public init(lines: [UInt8]) {
    self.lines = lines
    var places: [String: [Range<Int>]] = [:]
    var start = 0
    while let end = lines[start...].firstIndex(of: 0x0A) {
      let tab = lines[start..<end].firstIndex(of: 0x09) ?? end
      places[String(decoding: lines[start..<tab], as: UTF8.self), default: []].append(min(tab + 1, end)..<end)
      start = end + 1
    }
    self.places = places
  }

  /// These classes with those of further lines. O(bytes).
  public func adding(_ further: [UInt8]) -> WordClasses {
    further.isEmpty ? self : WordClasses(lines: lines + further)
  }

  /// The name of the class that goes with a case of an enum: `perSecond` is `figure.per-second` among the figures'.
  public static func name(of name: some Any, in list: String) -> String {
    var text = "\(list)."
    for letter in "\(name)" {
      if letter.isUppercase { text.append("-") }
      text += letter.lowercased()
    }
    return text
  }

  /// The names of the classes of a list, in its order.
  public func names(inOrderOf list: String) -> [String] {
    let names = places.filter { $0.key.hasPrefix("\(list).") }
    return names.sorted { ($0.value[0].lowerBound, $0.key) < ($1.value[0].lowerBound, $1.key) }.map(\.key)
  }

  /// The names of the classes, sorted.
  public var names: [String] { places.keys.sorted() }

  /// Calls `body` with each word of a class, in the order of the lists; of a class that is not there with none. O(words).
  public func forEachWord(of name: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    lines.withUnsafeBufferPointer { lines in
      for place in places[name] ?? [] {
        var start = place.lowerBound
        while start < place.upperBound {
          var end = start
          while end < place.upperBound, lines[end] != 0x09 { end += 1 }
          if end > start { body(UnsafeBufferPointer(rebasing: lines[start..<end])) }
          start = end + 1
        }
      }
    }
  }

  /// The words of a class, in the order of the lists. O(words).
  public func words(of name: String) -> [String] {
    var words: [String] = []
    forEachWord(of: name) { words.append(String(decoding: $0, as: UTF8.self)) }
    return words
  }

  /// The words of a class. O(words).
  public func set(of name: String) -> Set<String> { Set(words(of: name)) }
}
