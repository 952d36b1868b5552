import SwiftUI
import Vestibule

/// Are you sure?
struct ConfirmView: View {
    let model: VestibuleModel

    var body: some View {
        Page(model)
    }
}
