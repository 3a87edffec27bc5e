/// What a panel shows along one of its sides.
package struct Axis: Sendable {
  /// The numbers from one end to the other.
  package let range: ClosedRange<Double>
  /// What they are.
  package let title: String
  /// The ticks.
  package let ticks: RoundTicks
  /// What a tick says.
  package let text: @Sendable (Double) -> String

  /// An axis with round ticks.
  ///
  /// - Parameters:
  ///   - title: what the numbers are.
  ///   - range: the numbers from one end to the other.
  ///   - ticks: how many ticks there are at most.
  ///   - text: what a tick says; if nil, the number, with as many decimals as all of them need.
  package init(
    _ title: String, _ range: ClosedRange<Double>, ticks count: Int, text: (@Sendable (Double) -> String)? = nil
  ) {
    let ticks = RoundTicks(in: range, atMost: count)
    (self.range, self.title, self.ticks) = (range, title, ticks)
    self.text = text ?? { $0 == 0 ? "0" : NumberText.decimal($0, decimals: ticks.decimals) }
  }
}
