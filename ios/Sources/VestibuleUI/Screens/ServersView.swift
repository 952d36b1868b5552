import SwiftUI
import Vestibule

/// The corporate servers that are known for the work e-mail.
struct ServersView: View {
    let model: VestibuleModel

    var body: some View {
        Page(model) { ChoicesView(model: model) }
    }
}
