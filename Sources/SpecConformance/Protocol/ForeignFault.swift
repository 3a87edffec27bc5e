/// How a program breaks the protocol.
public enum ForeignFault: Error, Sendable, Equatable {
  /// It cannot be started.
  case unstartable(String)
  /// It said nothing within the time it had.
  case silent(seconds: Double)
  /// It ended; its exit status or signal, and the end of what it complained.
  case died(String)
  /// It answered another question.
  case outOfOrder(expected: Int, given: Int)
  /// It printed a line that is no answer.
  case garbage(String)
  /// It printed a line longer than any answer, or more lines than questions.
  case flood(String)

  /// The kind, in one word.
  public var kind: String {
    switch self {
    case .unstartable: "unstartable"
    case .silent: "silent"
    case .died: "died"
    case .outOfOrder: "out-of-order"
    case .garbage: "garbage"
    case .flood: "flood"
    }
  }
}

extension ForeignFault: CustomStringConvertible {
  /// The fault in one line.
  public var description: String {
    switch self {
    case .unstartable(let why): "cannot be started: \(why)"
    case .silent(let seconds): "gave no answer within \(seconds) s"
    case .died(let how): "died: \(how)"
    case .outOfOrder(let expected, let given): "answered question \(given), expected an answer to \(expected)"
    case .garbage(let line): "printed “\(line)”, which is no answer"
    case .flood(let what): "printed \(what)"
    }
  }
}
