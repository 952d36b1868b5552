import SwiftUI
import Vestibule

/// A corporate server's address is asked for.
struct AddressView: View {
    let model: VestibuleModel
    @State private var text: String

    init(model: VestibuleModel, text: String) {
        (self.model, _text) = (model, State(initialValue: text))
    }

    var body: some View {
        Page(model, press: press) {
            FieldView(model, .address, text: $text) { model.take(press(.submitAddress)) }
        }
    }

    private func press(_ button: ActionKind) -> Action? {
        button == .submitAddress ? .submitAddress(text: text) : nil
    }
}
