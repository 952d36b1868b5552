import Foundation
import Testing

@Suite(.timeLimit(.minutes(1)))
struct SampleTests {
    @Test
    func theSampleSignsInAtTheReferenceServer() async throws {
        let servers = try ReferenceServers()
        let sample = try Program(
            .here.appending(path: "SignIn"), [servers.address(of: "green"), servers.authority.path])

        try await blocking {
            try sample.answer("Phone number", "+79995550101")
            try sample.answer("code", servers.code(to: "+79995550101"))
            try sample.answer("Name", "Вера Новая")
            try sample.read(through: "Signed in: Вера Новая bearer\n")
        }

        #expect(sample.ended() == 0)
    }
}
