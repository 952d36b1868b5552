import Foundation
import Synchronization
import Testing
import Vestibule
import VestibuleBoundary

/// A device with the core in it: what a user interface does, done by a test.
final class Device {
    private(set) var core: VestibuleCore!
    private var screens: Screens.AsyncIterator

    init(in town: Town, keyring: any Keyring = MemoryKeyring()) async throws {
        core = try await VestibuleCore.open(town.config(), keyring: keyring)
        screens = core.screens.makeAsyncIterator()
    }

    /// Acts, and waits for the screen that has no request under way.
    @discardableResult
    func tap(_ action: Action) async throws -> Screen {
        let revision = core.snapshot.revision
        try core.act(action)
        return try await until { $0.revision > revision && $0.screen.progress() != .running }
    }

    /// Waits for a screen.
    @discardableResult
    func until(_ found: (Snapshot) -> Bool) async throws -> Screen {
        var seen: [Snapshot] = []
        while let snapshot = await screens.next() {
            if found(snapshot) {
                return snapshot.screen
            }
            seen.append(snapshot)
        }
        throw Missed(seen: seen)
    }

    /// Lets the core go, and waits until it has stopped.
    func close() async {
        core = nil
        while await screens.next() != nil {}
    }

    /// A person registers, up to the offer of a corporate connection.
    func register(phone: String, picture: Data? = nil, in town: Town) async throws {
        try await tap(.begin(way: .phone))
        try await tap(.submitPhone(text: phone))
        try await tap(.submitCode(text: town.code(to: phone)))
        try await tap(.submitName(text: "Вера Новая"))
        try await tap(picture.map { .submitAvatar(picture: $0) } ?? .skip)
    }
}

/// A screen that was waited for did not come.
struct Missed: Error {
    let seen: [Snapshot]
}

/// A key store in memory.
final class MemoryKeyring: Keyring {
    private let key = Mutex<VaultKey?>(nil)

    func read() -> VaultKey? {
        key.withLock { $0 }
    }

    func write(key: VaultKey) {
        self.key.withLock { $0 = key }
    }
}
