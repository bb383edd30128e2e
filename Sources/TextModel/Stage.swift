/// A step of the pipeline: it reads what earlier ones left in the document and adds its own.
///
/// A stage may keep buffers from document to document, and never anything that changes its result.
public protocol Stage {
  mutating func process(_ document: Document)
  /// Gives back the buffers that a large document has made large, when what was found in it is in the document. What is
  /// known of words stays.
  mutating func rest()
}

extension Stage {
  /// A stage without such buffers.
  public mutating func rest() {}
}
