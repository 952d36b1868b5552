import Observation
import Testing
import Vestibule
import VestibuleBoundary

@MainActor
@Suite(.timeLimit(.minutes(1)))
struct ModelTests {
    let town = Town()

    @Test
    func aModelShowsEachScreenWithItsWordsAndItsActions() async throws {
        let model = try await model()
        await until(model) { $0.screen.progress() == nil }
        #expect(model.language == .ru)
        #expect(model.words.choices.first?.label == "Телефон и учётные данные")

        model.act(.begin(way: .phone))

        await until(model) { if case .phone = $0.screen { true } else { false } }
        #expect(model.words == model.screen.words(locale: .ru))
        #expect(model.actions == Set(model.screen.actions()))
        #expect(model.actions.contains(.submitPhone))
    }

    @Test
    func whatMakesNoSenseAnyMoreChangesNothing() async throws {
        let model = try await model()
        await until(model) { $0.screen.progress() == nil }
        let screen = model.screen

        model.act(.submitCode(text: "123456"))

        #expect(model.core.snapshot.screen == screen)
    }

    @Test
    func anotherLanguageGivesTheSameScreenInItsWords() async throws {
        let model = try await model()
        await until(model) { $0.screen.progress() == nil }

        model.core.hint(.locale(locale: .en))

        await until(model) { $0.language == .en }
        #expect(model.words == model.screen.words(locale: .en))
    }

    @Test
    func aModelThatIsLetGoLetsItsCoreGo() async throws {
        var model: VestibuleModel? = try await model()
        weak var core = model?.core
        var screens = model!.core.screens.makeAsyncIterator()

        model = nil

        while await screens.next() != nil {}
        #expect(core == nil)
    }

    private func model() async throws -> VestibuleModel {
        VestibuleModel(
            try await VestibuleCore.open(town.config(), keyring: MemoryKeyring()))
    }

    /// Waits, as a view does, until what is observed has changed to this.
    private func until(_ model: VestibuleModel, _ found: (VestibuleModel) -> Bool) async {
        while true {
            let (changes, change) = AsyncStream<Void>.makeStream()
            let isFound = withObservationTracking {
                found(model)
            } onChange: {
                change.yield()
            }
            if isFound { return }
            for await _ in changes { break }
        }
    }
}
