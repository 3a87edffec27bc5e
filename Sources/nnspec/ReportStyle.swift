/// How a report is written.
enum ReportStyle: Equatable {
  case text, markdown, json
}
