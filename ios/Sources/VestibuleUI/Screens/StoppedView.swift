import SwiftUI
import Vestibule

/// The sign-in can't go on, and why.
struct StoppedView: View {
    let model: VestibuleModel

    var body: some View {
        Page(model)
    }
}
