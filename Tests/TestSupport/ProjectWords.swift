import GazetteerIndex
import TextModel

/// The classes of words of the project, and the lists that hold them.
public enum ProjectWords {
  /// The folder of the lists.
  public static let folder = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Gazetteers"

  /// The lists of classes.
  public static let sources: [GazetteerSource] = (try? GazetteerSource.classes(inFolder: folder)) ?? []

  /// Lists of classes and none of names.
  public static let gazetteers: Gazetteers = (try? Gazetteers.compile(sources)) ?? Gazetteers()

  /// The classes.
  public static let classes: WordClasses = gazetteers.words
}
