import ArgumentParser
import Extraction
import GazetteerIndex
import TextModel

/// Which gazetteers and rules a command works with.
struct ResourceOptions: ParsableArguments {
  @Option(name: .customLong("resources"), help: ArgumentHelp("Compiled gazetteers and rules.", valueName: "file"))
  var resourcesFile: String?

  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp("A folder of rule files of your own, over the built-in ones.", valueName: "folder"))
  var rulesFolder: String?

  @Option(
    name: .customLong("gazetteers"),
    help: ArgumentHelp("A folder of gazetteer lists of your own, over the built-in ones.", valueName: "folder"))
  var gazetteersFolder: String?
}

extension ResourceOptions {
  /// Reads the gazetteers and rules; on errors says all of them and ends with the status of wrong resources. Unless it is
  /// to be quiet, it says that the compiled file is old and costs the run a compilation.
  /// `forCheck`: rules come with their examples.
  func load(isQuiet: Bool = false, forCheck: Bool = false) throws -> Resources {
    do throws(DiagnosticsError) {
      return try read(isQuiet: isQuiet, forCheck: forCheck)
    } catch {
      for diagnostic in error.diagnostics { Console.print(diagnostic.description) }
      throw ExitStatus.failure.code
    }
  }

  private func read(isQuiet: Bool, forCheck: Bool) throws(DiagnosticsError) -> Resources {
    let resources: Resources
    switch resourcesFile.map({ ResourceLocator.Place.compiled($0) }) ?? ResourceLocator.found {
    case .compiled(let path): resources = try Self.map(path)
    case .sources(let tree, let stale):
      if let stale, !isQuiet { Self.warn(of: stale) }
      let rules = tree + "/Rules"
      resources = try Resources.compile(
        gazetteersFolder: tree + "/Gazetteers", rulesFolder: Folders.exists(rules) ? rules : nil)
    case nil:
      throw DiagnosticsError([
        Diagnostic(
          .error, "no gazetteers and rules found beside the program",
          hint: "make them with 'hearsay compile' and give them with '--resources'")
      ])
    }
    if gazetteersFolder == nil && rulesFolder == nil && !forCheck { return resources }
    return try resources.overlaid(
      gazetteersFolder: gazetteersFolder, rulesFolder: rulesFolder, forCheck: forCheck)
  }

  private static func warn(of stale: String) {
    Console.report("\(stale) is older than the lists and rules; they are compiled for this run alone")
    Console.report("'make build', or 'hearsay compile -o \(stale)', compiles them once for all")
  }

  private static func map(_ path: String) throws(DiagnosticsError) -> Resources {
    do throws(ResourceError) {
      return try ResourcePreload.resources(path)
    } catch {
      throw DiagnosticsError([Diagnostic(.error, error.description)])
    }
  }
}
