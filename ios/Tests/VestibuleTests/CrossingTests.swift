import Foundation
import Testing
import Vestibule
import VestibuleBoundary

@Suite(.timeLimit(.minutes(1)))
struct CrossingTests {
    @Test
    func everyVariantOfEveryTypeCrossesBothWaysUnchanged() async throws {
        let reflected = try await blocking { reflectAll(mirror: Reflecting()) }

        #expect(reflected.changed.isEmpty)
        #expect(reflected.values > 0)
    }

    @Test
    func everyErrorOfEveryCallIsCaughtAsWhatItIs() async throws {
        let reflected = try await blocking { catchAll(catcher: Catching()) }

        #expect(reflected.changed.isEmpty)
        #expect(reflected.values > 0)
    }

    @Test
    func whatOpensSomethingIsShownByNoDescription() {
        let secrets: [Any] = [
            Secret("opens-it"),
            VaultKey(Data(repeating: 7, count: 32)),
            AccessToken(token: Secret("opens-it"), tokenType: .bearer),
        ]

        for secret in secrets {
            var dumped = ""
            dump(secret, to: &dumped)
            for shown in [String(describing: secret), String(reflecting: secret), dumped] {
                #expect(!shown.contains("opens-it") && !shown.contains("7"), "\(type(of: secret))")
            }
        }
    }
}
