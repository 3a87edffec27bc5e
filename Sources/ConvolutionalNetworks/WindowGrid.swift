/// Where a sliding window stands on an image of some channels: both directions.
@usableFromInline
struct WindowGrid {
  /// C, the channels of the image.
  @usableFromInline let channels: Int
  @usableFromInline let rows: WindowAxis
  @usableFromInline let columns: WindowAxis

  /// - Precondition: the image has a shape of channels × height × width, and the window fits it with its padding.
  @usableFromInline
  init(_ operation: String, image: [Int], window: (height: Int, width: Int), sliding: Sliding) {
    precondition(
      image.count == 3, "\(operation): an image is channels × height × width, but its shape is \(image)")
    channels = image[0]
    rows = WindowAxis(
      size: image[1], window: window.height, stride: sliding.rowStride, padding: sliding.rowPadding)
    columns = WindowAxis(
      size: image[2], window: window.width, stride: sliding.columnStride, padding: sliding.columnPadding)
  }
}
