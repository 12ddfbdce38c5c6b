import Foundation

/// A CSV file that a scenario names; what is wrong with it is reported with its own lines.
struct CSVFile {
  /// The file as the scenario names it.
  let file: String
  /// Where the scenario names it.
  let item: Item

  /// The header and, behind it, at least one row.
  /// - Parameters:
  ///   - directory: the folder of the scenario, from which the path counts.
  ///   - example: a header, for messages.
  func read(directory: String, example: String) -> (header: CSVText.Row, rows: ArraySlice<CSVText.Row>)? {
    let path = file.hasPrefix("/") ? file : URL(fileURLWithPath: directory).appendingPathComponent(file).path
    guard item.log.mayRead(path) else {
      item.report("the file “\(file)” \(MistakeLog.outside)")
      return nil
    }
    item.log.note(read: path)
    let text: String
    do {
      text = try BoundedFile.text(path: path)
    } catch .missing {
      item.report("there is no file “\(file)”; expected a CSV file, by its path from the scenario's folder")
      return nil
    } catch {
      item.report("the file “\(file)” \(error.words)")
      return nil
    }
    let (rows, openQuote) = CSVText.rows(text)
    if let openQuote {
      report("has a quote that is not closed", line: openQuote)
      return nil
    }
    guard let header = rows.first else {
      report("is empty; expected a header such as \(example)", line: 1)
      return nil
    }
    if header.cells.count == 1, let separator = header.cells[0].first(where: { $0 == ";" || $0 == "\t" }) {
      let name = separator == ";" ? "semicolons" : "tabs"
      report("has its columns separated by \(name); expected commas, and decimal points in numbers", line: header.line)
      return nil
    }
    var names: Set<String> = []
    if let twice = header.cells.first(where: { !names.insert($0).inserted }) {
      report("has two columns “\(twice.shortened)”", line: header.line)
      return nil
    }
    guard rows.count > 1 else {
      report("has a header and no rows", line: 1)
      return nil
    }
    return (header, rows.dropFirst())
  }

  /// Logs a mistake in a line of the file.
  func report(_ message: String, line: Int) {
    item.log.report(message, at: Place(file: file, line: line), path: item.path)
  }
}
