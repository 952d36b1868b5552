import SwiftUI
import VestibuleUI

@main
struct VestibuleApp: App {
    @State private var launch = Launch()
    @Environment(\.scenePhase) private var phase

    var body: some Scene {
        WindowGroup {
            Group {
                if let model = launch.model {
                    Entrance(model, browser: launch.browser)
                } else {
                    ProgressView()
                }
            }
            .task { await launch.begin() }
            .onOpenURL { launch.take($0) }
        }
        .onChange(of: phase) { launch.hints.follow(phase) }
    }
}
