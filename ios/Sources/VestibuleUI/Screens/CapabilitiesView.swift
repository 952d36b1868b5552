import SwiftUI
import Vestibule

/// «Возможности корпоративного пользователя».
struct CapabilitiesView: View {
    let model: VestibuleModel

    var body: some View {
        Page(model)
    }
}
