import Testing
import Vestibule
import VestibuleBoundary

@Suite(.timeLimit(.minutes(1)))
struct RegistrationTests {
    @Test
    func aNewPersonRegistersByPhone() async throws {
        let town = Town()
        let device = try await Device(in: town)

        try await device.register(phone: "+79995550101", in: town)
        try device.core.act(.skip)
        let home = try await device.until { $0.screen.name == "Вера Новая" }

        guard case .home(public: .some, corporate: nil, notices: []) = home else {
            throw Missed(seen: [device.core.snapshot])
        }
        #expect(try await device.core.accessToken(for: .public).tokenType == .bearer)
        #expect(try await device.core.avatar(of: .public) == nil)
    }
}

extension Screen {
    /// What the public account is called, once it was read.
    fileprivate var name: String? {
        guard case .home(public: let person, corporate: _, notices: _) = self else {
            return nil
        }
        return person?.name
    }
}
