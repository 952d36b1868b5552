import Foundation
import Synchronization
import Vestibule
import VestibuleBoundary

let threads = 8

/// What the process holds after each half of the work.
struct Halves: Codable {
    let first: Footprint
    let second: Footprint
    private(set) var threadsLeft: [String] = []

    init(_ half: () throws -> Void) throws {
        try half()
        first = try Footprint()
        try half()
        second = try Footprint()
    }

    /// With the threads that there are now, when those that end have ended.
    func withThreads() -> Halves {
        var halves = self
        let patience = ContinuousClock.now + .seconds(30)
        repeat {
            sched_yield()
            halves.threadsLeft = Self.threads
        } while !halves.threadsLeft.isEmpty && ContinuousClock.now < patience
        return halves
    }

    /// The core's own threads, by their names.
    static var threads: [String] {
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

/// Nanoseconds for a call, and for an empty one that carries the same: of this thread alone, so that
/// it is no matter what else the machine does.
struct Cost: Codable {
    let call: Double
    let empty: Double

    /// Rounds of all in turn; the median.
    ///
    /// - Parameter rust: does the call so many times without a language between; it is added to the
    ///   empty one.
    init(
        of call: () throws -> Void, beside empty: () throws -> Void,
        rust: (UInt32) throws -> Void = { _ in }
    ) throws {
        let rounds = 60
        var costs: [(call: Double, empty: Double)] = []
        for _ in 0..<rounds {
            let called = try Self.time { for _ in 0..<Self.calls { try call() } }
            let emptied = try Self.time { for _ in 0..<Self.calls { try empty() } }
            let rusted = try Self.time { try rust(UInt32(Self.calls)) }
            costs.append((called, emptied + rusted))
        }
        costs.removeFirst(rounds / 3)
        self.call = Self.median(costs.map(\.call))
        self.empty = Self.median(costs.map(\.empty))
    }

    private static let calls = 200

    private static func time(_ calls: () throws -> Void) rethrows -> Double {
        let began = worked()
        try calls()
        return Double(worked() - began) / Double(Self.calls)
    }

    private static func median(_ values: [Double]) -> Double {
        values.sorted()[values.count / 2]
    }

    /// What this thread has worked so far, in nanoseconds.
    private static func worked() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
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

/// The key store of a phone that was not unlocked yet.
final class LockedKeyring: Keyring {
    func read() throws -> VaultKey? {
        throw KeyringError.NotNow(reason: "not unlocked yet")
    }

    func write(key: VaultKey) throws {
        throw KeyringError.NotNow(reason: "not unlocked yet")
    }
}

struct Unexpected: Error {
    let screen: Screen
}

extension VestibuleCore {
    /// A core that asks for an e-mail.
    static func onEmail(in folder: Folder) throws -> VestibuleCore {
        let config = Town().config().with(directory: folder.url)
        let core = VestibuleCore(try RustCore.open(config: config, keyring: MemoryKeyring()))
        try core.act(.begin(way: .corporateEmail))
        return core
    }
}

extension Screen {
    /// The e-mail as typed.
    var email: String? {
        guard case .email(purpose: _, text: let text, support: _, progress: _) = self else {
            return nil
        }
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
