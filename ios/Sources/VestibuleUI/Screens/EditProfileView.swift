import SwiftUI
import Vestibule

/// «Редактировать».
struct EditProfileView: View {
    let model: VestibuleModel
    let person: Person
    @State private var text: String

    init(model: VestibuleModel, person: Person, text: String) {
        (self.model, self.person, _text) = (model, person, State(initialValue: text))
    }

    var body: some View {
        Page(model, press: press) {
            Portrait(model: model, person: person)
            FieldView(model, .name, text: $text) { model.take(press(.submitName)) }
        }
    }

    private func press(_ button: ActionKind) -> Action? {
        button == .submitName ? .submitName(text: text) : nil
    }
}
