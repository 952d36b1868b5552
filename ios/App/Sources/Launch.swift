import Foundation
import Observation
import Vestibule

/// The app from its start: the core is opened off the main thread, and what arrives before it is
/// open is kept for it.
@MainActor
@Observable
final class Launch {
    /// There once the core is open.
    private(set) var model: VestibuleModel?
    let browser: WebSession
    let hints = Hints()
    private let build = Build(Bundle.main)
    private var arrived: [URL] = []

    init() {
        browser = WebSession(redirect: build.redirect)
    }

    func begin() async {
        guard model == nil else { return }
        do {
            let vault = try VaultFolder(group: build.group)
            let keyring = KeychainKeyring(group: build.group, forgetting: vault.isNew)
            let core = try await VestibuleCore.open(
                build.config(directory: vault.url), keyring: keyring)
            open(VestibuleModel(core))
        } catch {
            // It is the build that is wrong: nothing that a person does would help.
            fatalError("\(error)")
        }
    }

    /// A link that was opened in this app: the browser's answer, or nothing of the core's.
    func take(_ url: URL) {
        guard let model else {
            arrived.append(url)
            return
        }
        model.act(.returnFromBrowser(url: url.absoluteString))
    }

    private func open(_ model: VestibuleModel) {
        self.model = model
        hints.begin { model.core.hint($0) }
        for url in arrived {
            take(url)
        }
        arrived = []
    }
}
