import Foundation
import Testing
import Vestibule
import VestibuleBoundary

@Suite(.timeLimit(.minutes(1)))
struct KeyringTests {
    let town = Town()

    @Test(arguments: [
        KeyringError.NotNow(reason: "not unlocked yet"),
        CocoaError(.fileReadNoPermission) as any Error & Sendable,
    ])
    func whatAKeyringThrowsKeepsTheVaultLocked(error: any Error & Sendable) async throws {
        let keyring = FailingKeyring(reading: error)

        let device = try await Device(in: town, keyring: keyring)

        let screen = try await device.until { $0.screen.progress() != .running }
        #expect(screen == .locked(progress: .failed(problem: .storage(.keyNotNow))))
    }

    @Test
    func aKeyThatIsGoneMakesACleanStartAndSaysSo() async throws {
        let before = try await Device(in: town)
        try await before.tap(.begin(way: .phone))
        await before.close()
        let keyring = FailingKeyring(reading: KeyringError.Gone(reason: "the phone was reset"))

        let device = try await Device(in: town, keyring: keyring)

        let screen = try await device.until { $0.screen.progress() == nil }
        #expect(screen.notices() == [.keyLost])
    }

    @Test
    func aKeyThatCannotBeWrittenKeepsTheVaultLocked() async throws {
        let keyring = FailingKeyring(writing: KeyringError.NotNow(reason: "busy"))

        let device = try await Device(in: town, keyring: keyring)

        let screen = try await device.until { $0.screen.progress() != .running }
        #expect(screen == .locked(progress: .failed(problem: .storage(.keyNotNow))))
    }
}

/// A key store that throws.
private final class FailingKeyring: Keyring {
    private let reading: (any Error & Sendable)?
    private let writing: (any Error & Sendable)?

    init(reading: (any Error & Sendable)? = nil, writing: (any Error & Sendable)? = nil) {
        (self.reading, self.writing) = (reading, writing)
    }

    func read() throws -> VaultKey? {
        if let reading { throw reading }
        return nil
    }

    func write(key: VaultKey) throws {
        if let writing { throw writing }
    }
}
