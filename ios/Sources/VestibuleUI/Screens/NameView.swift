import SwiftUI
import Vestibule

/// The person's name.
struct NameView: View {
    let model: VestibuleModel
    @State private var text: String

    init(model: VestibuleModel, text: String) {
        (self.model, _text) = (model, State(initialValue: text))
    }

    var body: some View {
        Page(model, press: press) {
            FieldView(model, .name, text: $text) { model.take(press(.submitName)) }
        }
    }

    private func press(_ button: ActionKind) -> Action? {
        button == .submitName ? .submitName(text: text) : nil
    }
}
