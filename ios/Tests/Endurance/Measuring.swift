import Foundation
import Synchronization
import Vestibule
import VestibuleBoundary

let threads = 8

/// What the process holds after each half of the work.
struct Halves: Codable {
    let first: Footprint
    let second: Footprint
    private(set) var threadsLeft: [String]

    init(_ half: () throws -> Void) throws {
        try half()
        first = try Footprint()
        try half()
        second = try Footprint()
        threadsLeft = Self.threads
    }

    /// With the threads that there are now.
    func withThreads() -> Halves {
        var halves = self
        halves.threadsLeft = Self.threads
        return halves
    }

    /// The core's own threads, by their names.
    private static var threads: [String] {
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        let names = tasks.compactMap { task in
            // A thread may end while it is looked at.
            try? String(contentsOfFile: "/proc/self/task/\(task)/comm", encoding: .utf8)
        }
        return names.filter { $0.hasPrefix("vestibule") }
    }
}

/// What the process holds: Rust's memory, and all of it as the system sees it, in bytes.
struct Footprint: Codable {
    let rust: Int64
    let resident: Int64

    init() throws {
        // What was freed is given back first: it is held by nobody.
        malloc_trim(0)
        rust = livingBytes()
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        resident = Int64(line?.filter(\.isNumber) ?? "").map { $0 * 1024 } ?? 0
    }
}

@_silgen_name("malloc_trim")
@discardableResult
private func malloc_trim(_ pad: Int) -> CInt

/// Nanoseconds for a call, and for an empty one that carries the same.
struct Cost: Codable {
    let call: Double
    let empty: Double

    /// Rounds of both in turn, so that whatever else the machine does meets both; the median.
    init(of call: () throws -> Void, beside empty: () throws -> Void) throws {
        let rounds = 60
        var costs: [(call: Double, empty: Double)] = []
        for _ in 0..<rounds {
            costs.append((try Self.time(call), try Self.time(empty)))
        }
        costs.removeFirst(rounds / 3)
        self.call = Self.median(costs.map(\.call))
        self.empty = Self.median(costs.map(\.empty))
    }

    private static func time(_ call: () throws -> Void) throws -> Double {
        let calls = 500
        let took = try ContinuousClock().measure {
            for _ in 0..<calls { try call() }
        }
        let (seconds, attoseconds) = took.components
        return (Double(seconds) * 1e9 + Double(attoseconds) / 1e9) / Double(calls)
    }

    private static func median(_ values: [Double]) -> Double {
        values.sorted()[values.count / 2]
    }
}

/// Works in every thread at once, and waits for all of them.
func atOnce(_ work: @escaping @Sendable (Int) throws -> Void) throws {
    let failed = Mutex<(any Error)?>(nil)
    let all = DispatchGroup()
    for number in 0..<threads {
        all.enter()
        Thread {
            do {
                try work(number)
            } catch {
                failed.withLock { $0 = error }
            }
            all.leave()
        }.start()
    }
    all.wait()
    if let error = failed.withLock({ $0 }) {
        throw error
    }
}

/// Waits until a core is gone.
func waiting(_ screens: Screens) {
    let gone = DispatchSemaphore(value: 0)
    Task {
        for await _ in screens {}
        gone.signal()
    }
    gone.wait()
}

/// Waits until a core has shown a screen.
func waiting(for core: VestibuleCore, _ found: @escaping @Sendable (Snapshot) -> Bool) {
    let shown = DispatchSemaphore(value: 0)
    Task { [screens = core.screens] in
        for await snapshot in screens where found(snapshot) { break }
        shown.signal()
    }
    shown.wait()
}

/// A folder that goes with what holds it.
final class Folder: Sendable {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

    init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }
}

final class MemoryKeyring: Keyring {
    private let key = Mutex<VaultKey?>(nil)

    func read() -> VaultKey? {
        key.withLock { $0 }
    }

    func write(key: VaultKey) {
        self.key.withLock { $0 = key }
    }
}

struct Unexpected: Error {
    let screen: Screen
}

extension VestibuleCore {
    /// A core that asks for a phone.
    static func onPhone(in folder: Folder) throws -> VestibuleCore {
        let config = Town().config().with(directory: folder.url)
        let core = VestibuleCore(try RustCore.open(config: config, keyring: MemoryKeyring()))
        try core.act(.begin(way: .phone))
        return core
    }
}

extension Screen {
    /// The phone as typed.
    var phone: String? {
        guard case .phone(purpose: _, country: _, text: let text, server: _, progress: _) = self
        else { return nil }
        return text
    }
}

extension Config {
    func with(directory: URL) -> Config {
        Config(
            directory: directory, publicServer: publicServer, app: app, device: device,
            locale: locale, country: country, smsHash: smsHash, redirect: redirect,
            authorities: authorities, proxy: proxy)
    }
}
