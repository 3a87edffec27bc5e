public import Foundation

/// Where the package's own files stand: the pages, the vectors, the sources.
public enum PackageFolder {
  /// The folder that holds `Package.swift`, as it was when this module was compiled.
  public static let url = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
