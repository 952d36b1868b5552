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

    /// The core itself, for what is not drawn.
    @ObservationIgnored
    public let core: VestibuleCore

    @ObservationIgnored
    private var following: Task<Void, Never>?

    /// Follows the screens of a core for as long as the model lives.
    public init(_ core: VestibuleCore) {
        self.core = core
        let (screen, language) = (core.snapshot.screen, core.language)
        (self.screen, self.language) = (screen, language)
        words = screen.words(locale: language)
        actions = Set(screen.actions())
        following = Task { [weak self, screens = core.screens] in
            for await snapshot in screens {
                self?.show(snapshot.screen)
            }
        }
    }

    deinit {
        following?.cancel()
    }

    /// What the person did.
    ///
    /// What makes no sense any more, since the screen changed under the finger, changes nothing.
    public func act(_ action: Action) {
        try? core.act(action)
    }

    private func show(_ screen: Screen) {
        language = core.language
        words = screen.words(locale: language)
        actions = Set(screen.actions())
        self.screen = screen
    }
}
