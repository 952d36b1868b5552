import SwiftUI
import Vestibule

/// The sign-in goes on in the system browser, which is opened each time that the core says so.
struct BrowserView: View {
    let model: VestibuleModel
    let browser: any Browser
    let url: String?
    let openings: UInt32

    var body: some View {
        Page(model).onChange(of: openings) { open() }
    }

    private func open() {
        guard let page = url.flatMap(URL.init(string:)) else { return }
        let opened = model.screen
        Task {
            if let answer = await browser.open(page) {
                model.take(.returnFromBrowser(url: answer.absoluteString))
            } else if model.screen == opened {
                model.take(.cancel)
            }
        }
    }
}
