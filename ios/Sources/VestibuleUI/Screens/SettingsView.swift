import SwiftUI
import Vestibule

/// «Настройки».
struct SettingsView: View {
    let model: VestibuleModel

    var body: some View {
        Page(model)
    }
}
