import SwiftUI
import Vestibule

/// Signed in: the messenger's own screens begin here.
struct HomeView: View {
    let model: VestibuleModel

    var body: some View {
        Page(model)
    }
}
