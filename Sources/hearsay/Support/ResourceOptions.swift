import ArgumentParser
import Extraction
import TextModel

/// Which gazetteers and rules a command works with.
struct ResourceOptions: ParsableArguments {
  @Option(name: .customLong("resources"), help: ArgumentHelp("Compiled gazetteers and rules.", valueName: "file"))
  var resourcesFile: String?

  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp("A folder of rule files to use in place of the built-in ones.", valueName: "folder"))
  var rulesFolder: String?

  @Option(
    name: .customLong("gazetteers"),
    help: ArgumentHelp("A folder of gazetteer lists of your own, over the built-in ones.", valueName: "folder"))
  var gazetteersFolder: String?
}

extension ResourceOptions {
  /// Reads the gazetteers and rules; on errors says all of them and ends with the status of wrong resources.
  func load() throws -> Resources {
    do throws(DiagnosticsError) {
      return try read()
    } catch {
      for diagnostic in error.diagnostics { Console.print(diagnostic.description) }
      throw ExitStatus.failure.code
    }
  }

  private func read() throws(DiagnosticsError) -> Resources {
    let place = ResourceLocator.find()
    var folders: [String] = []
    var rules = rulesFolder
    if case .sources(let tree) = place {
      folders.append(tree + "/Gazetteers")
      rules = rules ?? tree + "/Rules"
    }
    if let gazetteersFolder { folders.append(gazetteersFolder) }
    return try Resources.compile(gazetteersFolders: folders, rulesFolder: rules)
  }
}
