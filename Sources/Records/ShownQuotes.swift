/// Which quotes are shown where nothing else is asked for.
public enum ShownQuotes {
  /// The least confidence: at it and above nine of ten quotes are right, content and name, on articles of many outlets that
  /// no weight was learnt from. `Learning/learners/quotes.py` prints the figures that it is chosen by.
  public static let leastConfidence = 0.7
  /// The act: what was said, written or shown, not what somebody thinks or wants.
  public static let act = "speech"
}
