import Foundation
import SwiftUI
import Synchronization
import Vestibule
import VestibuleBoundary

@testable import VestibuleUI

/// A screen that is drawn, and what a person sends from it.
@MainActor
final class Stage {
    let model: VestibuleModel
    private(set) var sent: Set<ActionKind> = []
    private let told: AsyncStream<Void>
    private let tell: AsyncStream<Void>.Continuation

    init(showing screen: Screen, in language: Language = .ru) async throws {
        (told, tell) = AsyncStream.makeStream()
        model = VestibuleModel(try await Samples.core(), showing: screen, in: language)
        model.send = { [unowned self] action in
            sent.insert(action.kind())
            tell.yield()
        }
    }

    func draw() -> Drawing {
        Drawing(Entrance(model, browser: NoBrowser()))
    }

    /// Types into every field, selects everything, and presses every button.
    func doEverything() {
        let drawing = draw()
        exhaust(drawing)
        for sheet in drawing.sheets {
            exhaust(sheet())
        }
    }

    /// Waits until this was sent.
    func until(_ found: (Set<ActionKind>) -> Bool) async {
        while !found(sent) {
            for await _ in told { break }
        }
    }

    private func exhaust(_ drawing: Drawing) {
        for field in drawing.fields {
            field.type("1")
            field.submit()
        }
        drawing.pickers.forEach { $0.selectEach() }
        drawing.buttons.filter(\.isEnabled).forEach { $0.press() }
        if !drawing.photoPickers.isEmpty {
            sent.insert(.submitAvatar)
        }
    }
}

/// Every screen that there can be, as far as its members differ.
enum Samples {
    static func screens() async -> [Screen] {
        await all.value
    }

    /// A core that shows nothing here: a model has one.
    static func core() async throws -> VestibuleCore {
        try await shared.value
    }

    private static let all = Task {
        let collecting = Collecting()
        await Task.detached { _ = reflectAll(mirror: collecting) }.value
        return collecting.screens.withLock { $0 }
    }

    private static let shared = Task {
        try await VestibuleCore.open(Town().config(), keyring: NoKeys())
    }
}

extension Screen {
    /// Which one it is.
    var name: String {
        Swift.Mirror(reflecting: self).children.first?.label ?? "\(self)"
    }
}

/// Keeps the screens among what it is shown.
private final class Collecting: VestibuleBoundary.Mirror {
    let screens = Mutex<[Screen]>([])

    func reflect(sample: Sample) -> Sample {
        if case .snapshot(let snapshot) = sample {
            screens.withLock { $0.append(snapshot.screen) }
        }
        return sample
    }
}

private final class NoKeys: Keyring {
    func read() -> VaultKey? {
        nil
    }

    func write(key: VaultKey) {}
}

/// A browser that nobody opens.
struct NoBrowser: Browser {
    func open(_ page: URL) async -> URL? {
        nil
    }
}

/// A browser whose page answers at once.
final class AnsweringBrowser: Browser {
    func open(_ page: URL) async -> URL? {
        page
    }
}
