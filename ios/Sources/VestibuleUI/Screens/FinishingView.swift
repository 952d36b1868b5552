import SwiftUI
import Vestibule

/// The session is about to begin.
struct FinishingView: View {
    let model: VestibuleModel

    var body: some View {
        Page(model)
    }
}
