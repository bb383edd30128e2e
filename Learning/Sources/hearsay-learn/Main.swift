import ArgumentParser
import Extraction
import GazetteerIndex

/// Writes down what the stages see, for the scripts of `Learning/learners` to learn tables from.
@main
struct Learn: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hearsay-learn",
    abstract: "Write down what the stages see, for the scripts that learn tables.",
    discussion: """
      'make learn-NAME' of the project runs this tool and the script that belongs to it. RESOURCES is what \
      'hearsay compile' makes.
      """,
    subcommands: [
      CuesCommand.self, QuotesCommand.self, TagsCommand.self, NamesCommand.self, PronounsCommand.self,
      GenresCommand.self, PagesCommand.self,
    ])
}

extension Resources {
  /// The lists and rules that `hearsay compile` wrote there.
  convenience init(compiledAt path: String) throws { try self.init(ResourceFile(path: path)) }
}
