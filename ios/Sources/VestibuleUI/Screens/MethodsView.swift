import SwiftUI
import Vestibule

/// How to sign in, as the person likes.
struct MethodsView: View {
    let model: VestibuleModel

    var body: some View {
        Page(model) { ChoicesView(model: model) }
    }
}
