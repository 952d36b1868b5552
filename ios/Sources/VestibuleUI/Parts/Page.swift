import SwiftUI
import Vestibule

/// What every screen has, in the order in which a person reads it; what it has of its own stands
/// between the texts and the buttons.
struct Page<Own: View>: View {
    private let model: VestibuleModel
    private let press: Press
    private let own: Own

    /// - Parameter press: what the screen's own buttons send, with what it holds.
    init(
        _ model: VestibuleModel, press: @escaping Press = { _ in nil }, @ViewBuilder own: () -> Own
    ) {
        (self.model, self.press, self.own) = (model, press, own())
    }

    var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: Space.between) {
                ForEach(notices, id: \.words) { notice in
                    NoticeView(model: model, notice: notice.notice, words: notice.words)
                }
                Text(model.words.title)
                    .font(.largeTitle.bold())
                    .accessibilityAddTraits(.isHeader)
                ForEach(model.words.paragraphs, id: \.self) { Text($0) }
                ForEach(model.words.facts, id: \.self) { FactView(fact: $0) }
                own
                ForEach(model.words.countdowns, id: \.self) { CountdownView(countdown: $0) }
                if let problem = model.words.problem, problem.field == nil {
                    ProblemView(problem: problem, sign: model.labels.error)
                }
                if let waiting = model.words.waiting {
                    WaitingView(waiting: waiting)
                }
                ForEach(model.words.links, id: \.self) { LinkView(link: $0) }
                ForEach(buttons, id: \.self) { button in
                    ButtonView(model: model, button: button, press: press)
                }
            }
            .frame(maxWidth: Space.widest, alignment: .leading)
            .frame(maxWidth: .infinity)
            .padding()
        }
        .scrollDismissesKeyboard(.interactively)
        .navigationBarTitleDisplayMode(.inline)
        .navigationBarBackButtonHidden()
        .toolbar { Ways(model: model) }
        .accessibilityAction(.escape, leave)
    }

    private var notices: [(notice: Notice, words: NoticeWords)] {
        Array(zip(model.screen.notices(), model.words.notices)).map { ($0, $1) }
    }

    /// Those that lead away are above.
    private var buttons: [ButtonWords] {
        model.words.buttons.filter { Ways.placement(of: $0) == nil }
    }

    private func leave() {
        let away = model.words.buttons.first { Ways.placement(of: $0) != nil }
        model.take(away?.action.alone)
    }
}

extension Page where Own == EmptyView {
    init(_ model: VestibuleModel, press: @escaping Press = { _ in nil }) {
        self.init(model, press: press) { EmptyView() }
    }
}

/// What a button sends, with what its screen holds; none for what the button is enough for.
typealias Press = (ActionKind) -> Action?

/// Lengths, in points.
enum Space {
    static let between: CGFloat = 16
    static let within: CGFloat = 4
    /// Lines longer than this are hard to read.
    static let widest: CGFloat = 560
    /// What a finger finds.
    static let finger: CGFloat = 44
}
