import SwiftUI
import Vestibule

/// A word that belongs to no request, with its own buttons.
struct NoticeView: View {
    let model: VestibuleModel
    let notice: Notice
    let words: NoticeWords

    var body: some View {
        VStack(alignment: .leading, spacing: Space.between) {
            Text(words.text)
            if let problem = words.problem {
                ProblemView(problem: problem, sign: model.labels.error)
            }
            if let link = words.link {
                LinkView(link: link)
            }
            if let button = words.button, case .sessionEnded(server: let server, host: _) = notice {
                Button(button) { model.take(.signInAgain(server: server)) }
                    .frame(minHeight: Space.finger)
            }
            if let dismiss = words.dismiss {
                Button(dismiss) { model.take(.dismissNotice) }
                    .frame(minHeight: Space.finger)
            }
        }
        .padding()
        .frame(maxWidth: .infinity, alignment: .leading)
        .background(.quaternary, in: .rect(cornerRadius: Space.between))
    }
}
