import SwiftUI
import Vestibule

/// A field: its text is the platform's own while it is edited, and the core is told each change.
struct FieldView: View {
    private let model: VestibuleModel
    private let field: Field
    private let submit: () -> Void
    @Binding private var text: String
    @State private var isShown = false

    /// - Parameter submit: what the keyboard's own key does.
    init(
        _ model: VestibuleModel, _ field: Field, text: Binding<String>,
        submit: @escaping () -> Void
    ) {
        (self.model, self.field, self.submit, _text) = (model, field, submit, text)
    }

    var body: some View {
        if let words = model.words.fields.first(where: { $0.field == field }) {
            VStack(alignment: .leading, spacing: Space.within) {
                Text(words.label)
                    .font(.subheadline)
                    .accessibilityHidden(true)
                HStack {
                    input(words)
                        .textFieldStyle(.roundedBorder)
                        .textContentType(field.content)
                        .keyboardType(field.keyboard)
                        .textInputAutocapitalization(field.capitals)
                        .autocorrectionDisabled()
                        .submitLabel(.go)
                        .onSubmit(submit)
                        .onChange(of: text) { model.take(.edit(field: field, text: text)) }
                        .accessibilityLabel(words.label)
                        .accessibilityHint(words.hint ?? String())
                        .frame(minHeight: Space.finger)
                    if field.isSecret {
                        Button(
                            isShown ? model.labels.hidePassword : model.labels.showPassword,
                            systemImage: isShown ? "eye.slash" : "eye"
                        ) {
                            isShown.toggle()
                        }
                        .labelStyle(.iconOnly)
                        .frame(minWidth: Space.finger, minHeight: Space.finger)
                    }
                }
                if let hint = words.hint {
                    Text(hint)
                        .font(.footnote)
                        .foregroundStyle(.secondary)
                        .accessibilityHidden(true)
                }
                if let problem = model.words.problem, problem.field == field {
                    ProblemView(problem: problem, sign: model.labels.error)
                }
            }
        }
    }

    @ViewBuilder
    private func input(_ words: FieldWords) -> some View {
        let placeholder = words.placeholder ?? String()
        if field.isSecret && !isShown {
            SecureField(placeholder, text: $text)
        } else {
            TextField(placeholder, text: $text)
        }
    }
}

/// What a field is to the system: its autofill, its keyboard.
extension Field {
    fileprivate var content: UITextContentType? {
        switch self {
        case .phone: .telephoneNumber
        case .code: .oneTimeCode
        case .name: .name
        case .email: .emailAddress
        case .address: .URL
        case .login: .username
        case .domain: nil
        case .password: .password
        }
    }

    fileprivate var keyboard: UIKeyboardType {
        switch self {
        case .phone: .phonePad
        case .code: .numberPad
        case .email: .emailAddress
        case .address: .URL
        case .name, .domain: .default
        case .login, .password: .asciiCapable
        }
    }

    fileprivate var capitals: TextInputAutocapitalization {
        self == .name ? .words : .never
    }

    fileprivate var isSecret: Bool {
        self == .password
    }
}
