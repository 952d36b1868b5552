import Foundation
import Testing
import Vestibule
import VestibuleBoundary

@Suite(.timeLimit(.minutes(1)))
struct CancellationTests {
    let town = Town()

    @Test
    func cancellingOnAScreenClosesTheConnection() async throws {
        let device = try await Device(in: town)
        try await device.tap(.begin(way: .phone))
        let held = town.hold(server: "green", held: .challenge)
        try device.core.act(.submitPhone(text: "+79995550101"))
        #expect(try await blocking { held.arrived() })

        let screen = try await device.tap(.cancel)

        #expect(screen.progress() == .idle)
        #expect(try await wereAbandoned(1))
    }

    @Test
    func cancellingATaskClosesTheConnectionOfItsCall() async throws {
        let device = try await Device(in: town)
        try await device.register(phone: "+79995550101", picture: dot, in: town)
        let held = town.hold(server: "green", held: .readAvatar)
        let reading = Task { [core = device.core!] in try await core.avatar(of: .public) }
        #expect(try await blocking { held.arrived() })

        reading.cancel()

        await #expect(throws: CancellationError.self) { try await reading.value }
        #expect(try await wereAbandoned(1))
    }

    @Test
    func aCallOfACancelledTaskSendsNothing() async throws {
        let device = try await Device(in: town)
        let reading = Task { [core = device.core!] in
            withUnsafeCurrentTask { $0?.cancel() }
            return try await core.accessToken(for: .public)
        }

        await #expect(throws: CancellationError.self) { try await reading.value }
    }

    @Test
    func lettingTheCoreGoClosesItsConnections() async throws {
        let device = try await Device(in: town)
        try await device.tap(.begin(way: .phone))
        let held = town.hold(server: "green", held: .challenge)
        try device.core.act(.submitPhone(text: "+79995550101"))
        #expect(try await blocking { held.arrived() })

        await device.close()

        #expect(try await wereAbandoned(1))
    }

    private func wereAbandoned(_ requests: UInt64) async throws -> Bool {
        try await blocking { [town] in town.wereAbandoned(server: "green", requests: requests) }
    }
}

/// A picture of one pixel.
private let dot = Data(
    base64Encoded: """
        iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg
        gg==
        """, options: .ignoreUnknownCharacters)!
