import ConvolutionalNetworks
import Foundation
import SpecConformance
import TensorAlgebra
import Testing
import WorkedExamples

/// The example with real images, on a part of them; the whole is what `nnspec reproduce digits` prints.
@Suite struct DigitExampleTests {
  @Test func `the images are all there, as UCI counts them`() {
    #expect(DigitImages.images.count == 1797 && DigitImages.labels.count == 1797)
    let counts: [Int] = (0..<10).map { digit in DigitImages.labels.count { $0 == digit } }
    #expect(counts == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
    #expect(DigitImages.trainingCount + DigitImages.testing.count == 1797 && DigitImages.testing.count == 360)
    // The first row of the first image, in sixteenths.
    let row: [Double] = DigitImages.images[0].elements.prefix(8).map { 16 * $0 }
    #expect(row == [0, 0, 5, 13, 9, 1, 0, 0])
    #expect(DigitImages.images.allSatisfy { image in image.shape == [1, 8, 8] })
    // Every pixel of every image: the sum is the number that scikit-learn's table adds up to.
    let sums: [Double] = DigitImages.images.map { image in 16 * image.elements.reduce(0, +) }
    #expect(sums.reduce(0, +) == 561718)
    let targets = DigitImages.targets(at: [4, 0])
    let four: [Double] = [0, 0, 0, 0, 1, 0, 0, 0, 0, 0]
    #expect(targets.column(0) == four && targets[0, 1] == 1 && targets.columns == 2)
  }

  @Test func `D-37, a few images and epochs already read most of the test`() {
    let (network, history) = DigitExample.trained(seed: 1, epochs: 4, images: 100)
    #expect(history.losses.count == 5 && history.updateCount == 16)
    #expect((history.losses.last ?? 9) < 0.5 * history.losses[0])
    // Guessing is right of 36, with a deviation of 6.
    let right = DigitExample.right(network)
    #expect(right > 150 && right <= 360, "\(right)")
  }

  @Test func `the start has He's variance, and biases of 0`() {
    var generator = Xoshiro256StarStar(seed: 1)
    let start = DigitExample.start(using: &generator)
    #expect(start.parameters.count == 1370 && start.shape.featureCount == 128)
    #expect(start.filters.bias.allSatisfy { $0 == 0 } && start.dense.bias.allSatisfy { $0 == 0 })
    let (K, W) = (start.filters.weights.elements, start.dense.weights.elements)
    func variance(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 } / Double(x.count) }
    // A variance of n normal numbers is off by √(2/n) of itself; four times that.
    #expect(abs(variance(K) * 9 / 2 - 1) < 4 * (2.0 / 72).squareRoot())
    #expect(abs(variance(W) * 128 / 2 - 1) < 4 * (2.0 / 1280).squareRoot())
  }

  @Test func `PyTorch's counts are those of its record`() throws {
    struct Record: Decodable { let network, softmaxRegression: [Int] }
    let data = try Data(contentsOf: PackageFolder.url.appending(path: "Tests/Peers/torch-digits.json"))
    let record = try JSONDecoder().decode(Record.self, from: data)
    #expect(record.network == DigitExample.peer.network && record.softmaxRegression == DigitExample.peer.regression)
    #expect(record.network.count == 10)
  }
}
