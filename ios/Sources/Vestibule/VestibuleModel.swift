import Observation
import VestibuleFFI

/// What a user interface draws, and where it sends what the person does.
@MainActor
@Observable
public final class VestibuleModel {
    /// What to draw.
    public private(set) var screen: Screen

    /// The screen in words.
    public private(set) var words: Words

    /// What the person can do here and now.
    public private(set) var actions: Set<ActionKind>

    /// The language of the words.
    public private(set) var language: Language

    /// The words of the whole app that belong to no one screen.
    public private(set) var labels: Labels

    /// The core itself, for what is not drawn.
    @ObservationIgnored
    public let core: VestibuleCore

    /// What an action does; tests look at it instead.
    @ObservationIgnored
    package var send: (Action) throws -> Void

    @ObservationIgnored
    private var following: Task<Void, Never>?

    /// Follows the screens of a core for as long as the model lives.
    public convenience init(_ core: VestibuleCore) {
        self.init(core, showing: core.snapshot.screen, in: core.language)
        following = Task { [weak self, screens = core.screens] in
            for await snapshot in screens {
                self?.show(snapshot.screen)
            }
        }
    }

    /// Shows a screen, whatever the core shows.
    package init(_ core: VestibuleCore, showing screen: Screen, in language: Language) {
        (self.core, send) = (core, core.act)
        (self.screen, self.language) = (screen, language)
        words = screen.words(locale: language)
        labels = language.labels()
        actions = Set(screen.actions())
    }

    deinit {
        following?.cancel()
    }

    /// What the person did.
    ///
    /// What makes no sense any more, since the screen changed under the finger, changes nothing.
    public func act(_ action: Action) {
        try? send(action)
    }

    private func show(_ screen: Screen) {
        let language = core.language
        if language != self.language {
            labels = language.labels()
            self.language = language
        }
        words = screen.words(locale: language)
        actions = Set(screen.actions())
        self.screen = screen
    }
}
