import SwiftUI
import Testing
import Vestibule
import VestibuleBoundary

@testable import VestibuleUI

/// What is drawn is SwiftUI's, and checked on Apple's platforms; what is offered, sent and said is
/// checked here, for every screen that there can be.
@MainActor
@Suite(.timeLimit(.minutes(5)))
struct ScreensTests {
    @Test
    func everyActionThatAScreenAllowsCanBeSentAndNoOther() async throws {
        for screen in await Samples.screens() {
            let stage = try await Stage(showing: screen)

            stage.doEverything()

            // Nobody presses what the browser hands back, nor chooses where there is nothing.
            var allowed = Set(screen.actions()).subtracting([.returnFromBrowser])
            if stage.model.words.choices.isEmpty {
                allowed.subtract([.begin, .chooseServer, .chooseMethod])
            }
            #expect(stage.sent == allowed, "\(screen.name)")
        }
    }

    @Test
    func everyWordOfAScreenIsThere() async throws {
        for screen in await Samples.screens() {
            for language in [Language.ru, .en] {
                let stage = try await Stage(showing: screen, in: language)

                let drawing = stage.draw()

                let missing = stage.model.words.all.subtracting(drawing.everything)
                #expect(missing.isEmpty, "\(screen.name)")
            }
        }
    }

    @Test
    func everyControlAndEveryPictureHasAName() async throws {
        for screen in await Samples.screens() {
            let stage = try await Stage(showing: screen)

            let nameless = stage.draw().nameless

            // A server that is called nothing at all comes with the samples alone.
            let empty = stage.model.words.choices.filter { $0.label.isEmpty && ($0.detail ?? "").isEmpty }
            #expect(nameless == empty.map { _ in "button" }, "\(screen.name)")
        }
    }

    @Test
    func aPasswordIsShownOnlyWhenThatIsAskedFor() async throws {
        let screens = await Samples.screens()
        let asks = screens.first { if case .accountPassword = $0 { true } else { false } }
        let stage = try await Stage(showing: try #require(asks))
        let entrance = Entrance(stage.model, browser: NoBrowser())

        let hidden = Drawing(entrance)

        #expect(hidden.fields.map(\.isSecret) == [true])
        #expect(hidden.buttons.map(\.label).contains(stage.model.labels.showPassword))
    }

    @Test
    func theBrowserOpensEachTimeThatTheCoreSaysSo() async throws {
        let page = Screen.browser(
            host: "id.example", serverName: "Office", url: "https://id.example/", openings: 1,
            progress: .idle)
        let stage = try await Stage(showing: page)

        Drawing(Entrance(stage.model, browser: AnsweringBrowser())).changes.forEach { $0() }

        await stage.until { $0.contains(.returnFromBrowser) }
    }
}

extension Words {
    /// Everything that it says, but for what stands in place of something else.
    fileprivate var all: Set<String> {
        var all = Set([title] + paragraphs + facts.flatMap { [$0.label, $0.value] })
        all.formUnion(notices.flatMap { [$0.text, $0.button, $0.dismiss, $0.link?.label].compacted })
        all.formUnion(choices.flatMap { [$0.heading, $0.label, $0.detail].compacted })
        all.formUnion(fields.flatMap { [$0.label, $0.hint].compacted })
        all.formUnion(buttons.map(\.label) + links.map(\.label) + [waiting].compacted)
        all.formUnion([problem?.title, problem?.advice, problem?.reference].compacted)
        return all
    }
}

extension Drawing {
    /// All that can be read or heard.
    fileprivate var everything: Set<String> {
        let controls = [photoPickers, pickers.map(\.label), fields.map(\.label), buttons.map(\.label)]
        return controls.reduce(into: Set(texts)) { $0.formUnion($1) }
    }
}

extension Array where Element == String? {
    fileprivate var compacted: [String] {
        compactMap { $0 }
    }
}
