import ArgumentParser
import GazetteerIndex

/// `hearsay gazetteer lookup`: all that is known of a name.
struct GazetteerLookupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup",
    abstract: "Print all that the lists know of a name, and from where.",
    discussion: """
      Each entry comes with its list, its columns, and the file and line it is from; your own lists come first. Of a \
      name that is in no list as a whole its words are looked up one by one. The exit status is 1 where nothing at all \
      is known.

      Examples:
        hearsay gazetteer lookup Mosul
        hearsay gazetteer lookup "Ash Carter" --gazetteers my-lists
      """)

  @Argument(help: "The names; in quotation marks where they have several words.")
  var names: [String]

  @OptionGroup(title: "Resources") var resources: ResourceOptions

  func run() throws {
    let gazetteers = try resources.load().gazetteers
    let output = OutputFile()
    var isKnown = true
    for name in names {
      var text = Self.text(of: gazetteers.entries(named: name), gazetteers)
      if text.isEmpty {
        let words = name.split(separator: " ").map(String.init)
        Console.report("'\(name)' is in no list\(words.count > 1 ? " as a whole" : "")")
        if words.count > 1 {
          text = words.map { Self.text(of: gazetteers.entries(named: $0), gazetteers) }.joined()
        }
        isKnown = isKnown && !text.isEmpty
      }
      try output.write(Array(text.utf8))
    }
    if !isKnown { throw ExitStatus.someFailed.code }
  }

  private static func text(of entries: [NamedEntry], _ gazetteers: Gazetteers) -> String {
    var text = ""
    for found in entries {
      let entry = gazetteers.description(of: found.entry)
      var notes: [String] = []
      if gazetteers.isUsers(found.entry) { notes.append("your list") }
      if found.reading == .otherCase { notes.append("in sentences in capitals only") }
      text += "\(gazetteers.name(of: found.entry))  @\(entry.list)"
      text += notes.isEmpty ? "\n" : "  (\(notes.joined(separator: ", ")))\n"
      for column in entry.columns.dropFirst() { text += Self.line(column.name, column.value) }
      if let location = gazetteers.location(of: found.entry) {
        text += Self.line("from", "\(location.file):\(location.line)")
      }
      text += "\n"
    }
    return text
  }

  private static func line(_ label: String, _ value: String) -> String {
    "  \(label)\(String(repeating: " ", count: max(1, 12 - label.count)))\(value)\n"
  }
}
