import SwiftUI
import Vestibule

/// The ways back and out, at the top.
struct Ways: ToolbarContent {
    let model: VestibuleModel

    var body: some ToolbarContent {
        ToolbarItem(placement: .topBarLeading) {
            ForEach(ways(.leading), id: \.self) { way in
                Button(way.label, systemImage: "chevron.backward") { go(way) }
            }
        }
        ToolbarItem(placement: .topBarTrailing) {
            ForEach(ways(.trailing), id: \.self) { way in
                Button(way.label, systemImage: "xmark") { go(way) }
            }
        }
    }

    /// Where a button stands that leads away; none for one that stands below the text.
    static func placement(of button: ButtonWords) -> HorizontalEdge? {
        switch button.action {
        case .back: .leading
        case .leave: .trailing
        default: nil
        }
    }

    private func ways(_ edge: HorizontalEdge) -> [ButtonWords] {
        model.words.buttons.filter { Self.placement(of: $0) == edge }
    }

    private func go(_ way: ButtonWords) {
        model.take(way.action.alone)
    }
}
