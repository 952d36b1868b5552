import SwiftUI
import Vestibule

/// A code was sent.
struct CodeView: View {
    let model: VestibuleModel
    @State private var text = ""

    var body: some View {
        Page(model, press: press) {
            FieldView(model, .code, text: $text) { model.take(press(.submitCode)) }
        }
    }

    private func press(_ button: ActionKind) -> Action? {
        button == .submitCode ? .submitCode(text: text) : nil
    }
}
