import SwiftUI
import Vestibule

/// A work e-mail is asked for.
struct EmailView: View {
    let model: VestibuleModel
    @State private var text: String

    init(model: VestibuleModel, text: String) {
        (self.model, _text) = (model, State(initialValue: text))
    }

    var body: some View {
        Page(model, press: press) {
            FieldView(model, .email, text: $text) { model.take(press(.submitEmail)) }
        }
    }

    private func press(_ button: ActionKind) -> Action? {
        button == .submitEmail ? .submitEmail(text: text) : nil
    }
}
