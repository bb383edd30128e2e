/// A step of the pipeline: it reads what earlier ones left in the document and adds its own.
///
/// A stage may keep buffers from document to document, and never anything that changes its result.
public protocol Stage {
  mutating func process(_ document: Document)
}
