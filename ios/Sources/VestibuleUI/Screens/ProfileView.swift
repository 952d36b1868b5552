import SwiftUI
import Vestibule

/// «Профиль».
struct ProfileView: View {
    let model: VestibuleModel
    let person: Person

    var body: some View {
        Page(model) { Portrait(model: model, person: person) }
    }
}
