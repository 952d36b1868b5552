import SwiftUI
import Vestibule

/// The ways in.
struct StartView: View {
    let model: VestibuleModel

    var body: some View {
        Page(model) { ChoicesView(model: model) }
    }
}
