import SwiftUI
import Vestibule

/// The account is used in the organisation's own app.
struct SpecialAppView: View {
    let model: VestibuleModel

    var body: some View {
        Page(model)
    }
}
