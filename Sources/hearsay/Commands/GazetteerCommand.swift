import ArgumentParser

/// `hearsay gazetteer`: what the lists say, and lists from other files.
struct GazetteerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gazetteer",
    abstract: "Look names up in the lists, or make lists of your own from other files.",
    discussion: """
      A list is a file of tab-separated values with a header line: 'place/city.tsv' in a folder of gazetteers is \
      '@place.city' in rules. The first column is 'name'; 'id', 'aliases' (with |), 'case' (exact or any) and 'only-if' \
      mean the same in every list; any others are the list's own.
      """,
    subcommands: [GazetteerLookupCommand.self, GazetteerImportCommand.self])
}
