import SwiftUI
import Vestibule

/// A button of the core's: as wide as the text, and as it is to its screen.
struct ButtonView: View {
    let model: VestibuleModel
    let button: ButtonWords
    let press: Press

    var body: some View {
        switch (button.action, button.role) {
        case (.submitAvatar, .main):
            PictureButton(model: model, button: button).buttonStyle(.borderedProminent)
        case (.submitAvatar, _):
            PictureButton(model: model, button: button).buttonStyle(.bordered)
        case (_, .main):
            plain(role: nil).buttonStyle(.borderedProminent)
        case (_, .danger):
            plain(role: .destructive).buttonStyle(.bordered)
        case (_, .other), (_, .away):
            plain(role: nil).buttonStyle(.bordered)
        }
    }

    private func plain(role: ButtonRole?) -> some View {
        Button(role: role) {
            model.take(press(button.action) ?? button.action.alone)
        } label: {
            ButtonLabel(label: button.label)
        }
    }
}

/// What stands on a button.
struct ButtonLabel: View {
    let label: String

    var body: some View {
        Text(label).frame(maxWidth: .infinity, minHeight: Space.finger)
    }
}
