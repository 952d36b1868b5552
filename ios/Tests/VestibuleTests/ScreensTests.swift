import Testing
import Vestibule
import VestibuleBoundary

@Suite(.timeLimit(.minutes(1)))
struct ScreensTests {
    let town = Town()

    @Test
    func noScreenIsLeftOutNorOutOfOrderUntilTheCoreIsGone() async throws {
        var core: VestibuleCore? = try await open()
        let slow = Task { [screens = core!.screens] in
            var revisions: [UInt64] = []
            for await snapshot in screens {
                revisions.append(snapshot.revision)
                await Task.yield()
            }
            return revisions
        }
        try core?.act(.begin(way: .phone))
        for length in 1...500 {
            let digits = String(repeating: "9", count: length % 8 + 1)
            try core?.act(.edit(field: .phone, text: digits))
        }
        let last = core!.snapshot.revision

        core = nil

        let revisions = await slow.value
        #expect(revisions.first! <= 1)
        #expect(revisions == Array(revisions.first!...last))
    }

    @Test
    func aTaskThatIsCancelledSeesNoMoreScreens() async throws {
        let core = try await open()
        let (seen, sees) = AsyncStream<Void>.makeStream()
        let watching = Task { [screens = core.screens] in
            for await _ in screens {
                sees.yield()
            }
        }
        for await _ in seen { break }

        watching.cancel()

        await watching.value
        #expect(core.snapshot.revision > 0)
    }

    @Test
    func eachSequenceBeginsWithThePresentScreen() async throws {
        let core = try await open()
        try core.act(.begin(way: .phone))
        let present = core.snapshot

        for _ in 1...3 {
            var screens = core.screens.makeAsyncIterator()
            var first = await screens.next()
            while let screen = first, screen.revision < present.revision {
                first = await screens.next()
            }
            #expect(first == present)
        }
    }

    private func open() async throws -> VestibuleCore {
        try await VestibuleCore.open(town.config(), keyring: MemoryKeyring())
    }
}
