import Testing

@Suite struct LogReaderTests {}
