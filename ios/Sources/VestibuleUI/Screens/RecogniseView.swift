import SwiftUI
import Vestibule

/// An account was long silent: is it this person's?
struct RecogniseView: View {
    let model: VestibuleModel

    var body: some View {
        Page(model) { ChoicesView(model: model) }
    }
}
