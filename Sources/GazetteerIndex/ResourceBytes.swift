#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A stretch of immutable bytes that lies in a mapped file or in memory; every read of it is checked.
///
/// A read past the end gives noughts (numbers) or nothing (bytes), so that no index in a damaged file is a fault.
public struct ResourceBytes: @unchecked Sendable {
  // Immutable and kept alive by `owner`: safe to share.
  @usableFromInline let buffer: UnsafeRawBufferPointer
  @usableFromInline let owner: ResourceMemory

  init(buffer: UnsafeRawBufferPointer, owner: ResourceMemory) {
    self.buffer = buffer
    self.owner = owner
  }

  /// A copy of the bytes.
  public init(_ bytes: [UInt8]) {
    let owner = ResourceMemory(copying: bytes)
    self.init(buffer: owner.buffer, owner: owner)
  }

  /// No bytes.
  public init() { self.init([]) }

  /// Maps a file for reading; pages come in when they are touched.
  init(mapping path: String) throws(ResourceError) {
    let owner = try ResourceMemory(mapping: path)
    self.init(buffer: owner.buffer, owner: owner)
  }

  /// The number of bytes.
  @inlinable public var count: Int { buffer.count }

  /// The byte at the index; 0 past the end.
  @inlinable public subscript(_ index: Int) -> UInt8 { index >= 0 && index < buffer.count ? buffer[index] : 0 }

  /// The little-endian number at the offset in bytes, aligned or not; 0 where it is not wholly inside.
  @inlinable public func uint32(at offset: Int) -> UInt32 {
    guard offset >= 0, offset <= buffer.count - 4 else { return 0 }
    return UInt32(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// The little-endian number at the offset in bytes, aligned or not; 0 where it is not wholly inside.
  @inlinable public func uint64(at offset: Int) -> UInt64 {
    guard offset >= 0, offset <= buffer.count - 8 else { return 0 }
    return UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// `length` bytes from `start`, cut to what is there.
  @inlinable public func slice(_ start: Int, _ length: Int) -> ResourceBytes {
    let start = Swift.max(0, Swift.min(start, buffer.count))
    let length = Swift.max(0, Swift.min(length, buffer.count - start))
    return ResourceBytes(rebasing: buffer[start..<start + length], owner: owner)
  }

  @usableFromInline init(rebasing slice: Slice<UnsafeRawBufferPointer>, owner: ResourceMemory) {
    self.init(buffer: UnsafeRawBufferPointer(rebasing: slice), owner: owner)
  }

  /// The bytes, valid within `body` only.
  @inlinable public func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    let result = try body(
      UnsafeBufferPointer(start: buffer.bindMemory(to: UInt8.self).baseAddress, count: buffer.count))
    withExtendedLifetime(owner) {}
    return result
  }

  /// The bytes as a string; what is not UTF-8 is replaced.
  public var string: String { String(decoding: buffer, as: UTF8.self) }
}

/// Owns a mapping or an allocation and gives it back at the end.
@usableFromInline final class ResourceMemory: @unchecked Sendable {
  // Written in `init` only.
  let buffer: UnsafeRawBufferPointer
  private let isMapped: Bool

  init(copying bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    copy.copyBytes(from: bytes)
    buffer = UnsafeRawBufferPointer(copy)
    isMapped = false
  }

  init(mapping path: String) throws(ResourceError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ResourceError(path, .unreadable(FileTree.lastError())) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw ResourceError(path, .unreadable(FileTree.lastError())) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw ResourceError(path, .unreadable("it is no regular file")) }
    let size = Int(status.st_size)
    guard size > 0 else { throw ResourceError(path, .notResources) }
    let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let address, address != MAP_FAILED else { throw ResourceError(path, .unreadable(FileTree.lastError())) }
    buffer = UnsafeRawBufferPointer(start: address, count: size)
    isMapped = true
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: buffer.baseAddress), buffer.count)
    } else {
      buffer.deallocate()
    }
  }
}
