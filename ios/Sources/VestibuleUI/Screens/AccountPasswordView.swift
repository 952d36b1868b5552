import SwiftUI
import Vestibule

/// The personal password of a public account.
struct AccountPasswordView: View {
    let model: VestibuleModel
    @State private var text = ""

    var body: some View {
        Page(model, press: press) {
            FieldView(model, .password, text: $text) { model.take(press(.submitAccountPassword)) }
        }
    }

    private func press(_ button: ActionKind) -> Action? {
        button == .submitAccountPassword ? .submitAccountPassword(password: text) : nil
    }
}
