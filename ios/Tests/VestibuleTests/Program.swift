import Foundation

/// A program that runs beside the tests, until it is let go: what it prints is read, what it reads
/// is given.
final class Program: Sendable {
    private let process = Process()
    private let input = Pipe()
    private let printed = Printed()

    init(_ program: URL, _ arguments: [String]) throws {
        let output = Pipe()
        process.executableURL = program
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        printed.read(output.fileHandleForReading)
    }

    deinit {
        // Nothing less: who starts it from a thread of a queue's passes on that it hears no signals.
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// Waits until it has printed this, and gives what came before.
    @discardableResult
    func read(through text: String, within wait: TimeInterval = 60) throws -> String {
        try printed.take(through: text, until: Date(timeIntervalSinceNow: wait))
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

/// A program did not print what was waited for.
struct Unprinted: Error {
    let text: String
    let printed: String
}

/// What a program has printed, and nobody has taken yet.
private final class Printed: @unchecked Sendable {
    private let changed = NSCondition()
    private var text = ""
    private var isOver = false

    /// Reads to the end, so that the program is never held up by what it prints.
    func read(_ output: FileHandle) {
        Thread { [self] in
            var data = output.availableData
            while !data.isEmpty {
                add(String(decoding: data, as: UTF8.self))
                data = output.availableData
            }
            add(nil)
        }.start()
    }

    func take(through end: String, until deadline: Date) throws -> String {
        changed.lock()
        defer { changed.unlock() }
        while true {
            if let found = text.range(of: end) {
                defer { text.removeSubrange(..<found.upperBound) }
                return String(text[..<found.lowerBound])
            }
            guard !isOver, changed.wait(until: deadline) else {
                throw Unprinted(text: end, printed: text)
            }
        }
    }

    private func add(_ more: String?) {
        changed.lock()
        defer { changed.unlock() }
        if let more { text += more } else { isOver = true }
        changed.broadcast()
    }
}

extension URL {
    /// The folder that the package's programs are built in.
    static var here: URL {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    }
}
