import Vestibule

/// Which screen a person is on, whatever its state: two screens of one place are the same screen,
/// waiting, failed, counted on.
enum Place: Hashable {
    case locked
    case start
    case phone(PhonePurpose)
    case code(Channel, sentTo: String)
    case recognise
    case accountPassword
    case name
    case avatar
    case email(EmailPurpose)
    case servers
    case address(email: String?, nothingFound: Bool)
    case methods
    case password(host: String)
    case browser(host: String)
    case finishing
    case specialApp
    case stopped
    case home
    case settings
    case profile
    case editProfile
    case corporateInformation
    case capabilities
    case confirm(Question)

    init(of screen: Screen) {
        self =
            switch screen {
            case .locked: .locked
            case .start: .start
            case .phone(purpose: let purpose, country: _, text: _, server: _, progress: _):
                .phone(purpose)
            case .code(
                channel: let channel, sentTo: let sentTo, length: _, expiresAt: _, expired: _,
                resend: _, attemptsLeft: _, progress: _):
                .code(channel, sentTo: sentTo)
            case .recognise: .recognise
            case .accountPassword: .accountPassword
            case .name: .name
            case .avatar: .avatar
            case .email(purpose: let purpose, text: _, support: _, progress: _): .email(purpose)
            case .servers: .servers
            case .address(email: let email, nothingFound: let nothingFound, text: _, progress: _):
                .address(email: email, nothingFound: nothingFound)
            case .methods: .methods
            case .password(
                host: let host, serverName: _, login: _, domains: _, domain: _, attemptsLeft: _,
                support: _, progress: _):
                .password(host: host)
            case .browser(host: let host, serverName: _, url: _, openings: _, progress: _):
                .browser(host: host)
            case .finishing: .finishing
            case .specialApp: .specialApp
            case .stopped: .stopped
            case .home: .home
            case .settings: .settings
            case .profile: .profile
            case .editProfile: .editProfile
            case .corporateInformation: .corporateInformation
            case .capabilities: .capabilities
            case .confirm(question: let question, progress: _): .confirm(question)
            }
    }
}
