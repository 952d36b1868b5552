import SwiftUI
import Vestibule

/// A login and a password of the organisation, and the host that will see them.
struct PasswordView: View {
    let model: VestibuleModel
    let domains: [String]
    @State private var login: String
    @State private var domain: String?
    @State private var password = ""

    init(model: VestibuleModel, login: String, domains: [String], domain: String?) {
        (self.model, self.domains) = (model, domains)
        (_login, _domain) = (State(initialValue: login), State(initialValue: domain))
    }

    var body: some View {
        Page(model, press: press) {
            FieldView(model, .login, text: $login, submit: submit)
            DomainPicker(model: model, domains: domains, domain: $domain)
            FieldView(model, .password, text: $password, submit: submit)
        }
    }

    private func press(_ button: ActionKind) -> Action? {
        guard button == .submitPassword else { return nil }
        return .submitPassword(login: login, password: password, domain: domain)
    }

    private func submit() {
        model.take(press(.submitPassword))
    }
}

/// The organisation's domains; nothing where it has none.
private struct DomainPicker: View {
    let model: VestibuleModel
    let domains: [String]
    @Binding var domain: String?

    var body: some View {
        if let words = model.words.fields.first(where: { $0.field == .domain }) {
            Picker(words.label, selection: $domain) {
                Text(words.placeholder ?? words.label).tag(String?.none)
                ForEach(domains, id: \.self) { Text($0).tag(Optional($0)) }
            }
            .frame(minHeight: Space.finger)
            .onChange(of: domain) { model.take(.edit(field: .domain, text: domain ?? String())) }
            if let problem = model.words.problem, problem.field == .domain {
                ProblemView(problem: problem, sign: model.labels.error)
            }
        }
    }
}
