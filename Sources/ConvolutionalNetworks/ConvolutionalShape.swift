internal import ForwardPropagation

/// The form of a small convolutional network: filters, ReLU, max pooling, one fully connected layer, softmax.
public struct ConvolutionalShape: Hashable, Sendable {
  /// C, the channels of an image.
  public let imageChannels: Int
  /// h, its rows.
  public let imageHeight: Int
  /// w, its columns.
  public let imageWidth: Int
  /// O, the number of filters.
  public let filterCount: Int
  /// k_h, the rows of a filter.
  public let filterHeight: Int
  /// k_w, the columns of a filter.
  public let filterWidth: Int
  /// How the filters slide.
  public let sliding: Sliding
  /// The window of the pooling.
  public let pooling: PoolingWindow
  /// Q, the number of classes.
  public let classCount: Int
  /// The rows of what a filter makes of an image.
  public let mapHeight: Int
  /// The columns of what a filter makes of an image.
  public let mapWidth: Int
  /// The rows of what the pooling leaves of it.
  public let pooledHeight: Int
  /// The columns of what the pooling leaves of it.
  public let pooledWidth: Int

  /// A form.
  ///
  /// - Precondition: no size is below 1; a filter fits the image with its padding, and the pooling's window what the
  ///   filters make of it.
  public init(
    image: (channels: Int, height: Int, width: Int), filters: (count: Int, height: Int, width: Int),
    sliding: Sliding = Sliding(), pooling: PoolingWindow, classCount: Int
  ) {
    precondition(
      image.channels >= 1 && filters.count >= 1 && classCount >= 1,
      """
      ConvolutionalShape: no network has \(image.channels) channels, \(filters.count) filters and \(classCount) classes
      """)
    (imageChannels, imageHeight, imageWidth) = (image.channels, image.height, image.width)
    (filterCount, filterHeight, filterWidth) = (filters.count, filters.height, filters.width)
    (self.sliding, self.pooling, self.classCount) = (sliding, pooling, classCount)
    mapHeight = ConvolutionOutputSize.value(
      size: image.height, window: filters.height, stride: sliding.rowStride, padding: sliding.rowPadding)
    mapWidth = ConvolutionOutputSize.value(
      size: image.width, window: filters.width, stride: sliding.columnStride, padding: sliding.columnPadding)
    pooledHeight = ConvolutionOutputSize.value(
      size: mapHeight, window: pooling.height, stride: pooling.sliding.rowStride, padding: pooling.sliding.rowPadding)
    pooledWidth = ConvolutionOutputSize.value(
      size: mapWidth, window: pooling.width, stride: pooling.sliding.columnStride,
      padding: pooling.sliding.columnPadding)
  }

  /// n, the numbers that reach the fully connected layer.
  public var featureCount: Int { filterCount * pooledHeight * pooledWidth }

  /// The weights and biases of the filters.
  public var filterParameterCount: Int {
    ConvolutionParameterCount.value(
      inputChannels: imageChannels, outputChannels: filterCount, height: filterHeight, width: filterWidth)
  }

  /// All weights and biases.
  public var parameterCount: Int {
    filterParameterCount + ParameterCount.layer(inputs: featureCount, outputs: classCount)
  }
}
