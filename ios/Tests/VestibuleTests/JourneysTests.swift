import Synchronization
import Testing
import Vestibule
import VestibuleBoundary

@Suite(.serialized, .timeLimit(.minutes(3)))
struct JourneysTests {
    @Test(arguments: journeys())
    func everyJourneyShowsWhatItShowsInRustRevisionByRevision(journey: String) async throws {
        let screens = try await blocking { try play(journey: journey, phone: SwiftPhone()) }

        #expect(screens > 0)
    }
}

/// A phone with the app in Swift.
private final class SwiftPhone: Phone {
    private struct Running {
        let app: VestibuleCore
        let telling: Task<Void, Never>
    }

    private let keyring = MemoryKeyring()
    private let running = Mutex<Running?>(nil)

    func start(config: Config, witness: Witness) throws {
        let app = VestibuleCore(try witness.open(config: config, keyring: keyring))
        let screens = app.screens
        let (started, start) = AsyncStream<Void>.makeStream()
        let telling = Task {
            for await snapshot in screens {
                witness.saw(snapshot: snapshot)
                start.yield()
            }
        }
        running.withLock { $0 = Running(app: app, telling: telling) }
        waiting { for await _ in started { break } }
    }

    func screen() throws -> Snapshot {
        try app.snapshot
    }

    func act(action: Action) throws -> ActionKind? {
        do {
            try app.act(action)
            return nil
        } catch ActError.NotNow(let action) {
            return action
        }
    }

    func stop() throws {
        let telling = running.withLock { running in
            defer { running = nil }
            return running?.telling
        }
        waiting { await telling?.value }
    }

    private var app: VestibuleCore {
        get throws {
            guard let app = running.withLock({ $0?.app }) else {
                throw PhoneFailed.Failed(reason: "the app is not running")
            }
            return app
        }
    }
}
