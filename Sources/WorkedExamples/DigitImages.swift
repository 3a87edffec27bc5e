package import TensorAlgebra

/// Real images of handwritten digits: 8 × 8 pixels each, from 13 writers.
///
/// The source of the images, their authors and their licence stand above `text`, and on the page DigitImages.
package enum DigitImages {
  /// The images, one channel each, with pixels from 0 to 1 in sixteenths.
  package static let images: [Tensor<Double>] = lines.map { line in
    Tensor(shape: [1, 8, 8], elements: line.dropFirst().map { letter in Double(letter - UInt8(ascii: "a")) / 16 })
  }

  /// The digit of each image.
  package static let labels: [Int] = lines.map { line in Int(line[line.startIndex] - UInt8(ascii: "0")) }

  /// How many of the images, from the first on, are for training. The others, a fifth, are for testing.
  package static let trainingCount = 1437

  /// The places of the images for testing.
  package static var testing: Range<Int> { trainingCount..<images.count }

  /// A column for each digit of some places: 1 in its own row, else 0.
  package static func targets(at places: [Int]) -> Matrix<Double> {
    Matrix(rows: 10, columns: places.count) { k, i in labels[places[i]] == k ? 1 : 0 }
  }

  private static let lines = text.utf8.split(separator: UInt8(ascii: "\n"))
}
