import Foundation
import Synchronization

/// A program that runs beside the tests, until it is let go: what it prints is read, what it reads
/// is given.
final class Program: Sendable {
    private let process: Process
    private let input = Pipe()
    private let output = Pipe()
    private let printed = Mutex("")

    init(_ program: URL, _ arguments: [String], environment: [String: String] = [:]) throws {
        process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    deinit {
        process.terminate()
    }

    /// Reads on until it has printed this, and gives what came before.
    @discardableResult
    func read(through text: String) throws -> String {
        try printed.withLock { printed in
            while true {
                if let found = printed.range(of: text) {
                    defer { printed.removeSubrange(..<found.upperBound) }
                    return String(printed[..<found.lowerBound])
                }
                let more = output.fileHandleForReading.availableData
                guard !more.isEmpty else { throw Unprinted(text: text, printed: printed) }
                printed += String(decoding: more, as: UTF8.self)
            }
        }
    }

    /// Answers a line, once it was asked for.
    func answer(_ question: String, _ line: String) throws {
        try read(through: question)
        try input.fileHandleForWriting.write(contentsOf: Data("\(line)\n".utf8))
    }

    /// The status that it ends with.
    func ended() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }
}

/// A program ended without printing what was waited for.
struct Unprinted: Error {
    let text: String
    let printed: String
}

extension URL {
    /// The folder that the package's programs are built in.
    static var here: URL {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    }
}
