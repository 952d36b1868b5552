import SwiftUI
import Vestibule

/// A phone number is asked for.
struct PhoneView: View {
    let model: VestibuleModel
    let country: Country
    @State private var text: String

    init(model: VestibuleModel, country: Country, text: String) {
        (self.model, self.country, _text) = (model, country, State(initialValue: text))
    }

    var body: some View {
        Page(model, press: press) {
            CountryButton(model: model, country: country)
            FieldView(model, .phone, text: $text) { model.take(press(.submitPhone)) }
        }
    }

    private func press(_ button: ActionKind) -> Action? {
        button == .submitPhone ? .submitPhone(text: text) : nil
    }
}
