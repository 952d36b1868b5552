import SwiftUI
import Vestibule

/// The screens of the core, each in its turn.
///
/// It draws what the core says and sends back what the person did; what comes next is not its affair.
public struct Entrance: View {
    private let model: VestibuleModel
    private let browser: any Browser

    /// - Parameter browser: what opens the pages of identity providers.
    public init(_ model: VestibuleModel, browser: any Browser) {
        (self.model, self.browser) = (model, browser)
    }

    public var body: some View {
        NavigationStack {
            // What was typed, focused and scrolled to stays with its screen, and goes with it.
            screen.id(Place(of: model.screen))
        }
    }

    @ViewBuilder
    private var screen: some View {
        switch model.screen {
        case .locked:
            LockedView(model: model)
        case .start:
            StartView(model: model)
        case .phone(purpose: _, country: let country, text: let text, server: _, progress: _):
            PhoneView(model: model, country: country, text: text)
        case .code:
            CodeView(model: model)
        case .recognise:
            RecogniseView(model: model)
        case .accountPassword:
            AccountPasswordView(model: model)
        case .name(text: let text, max: _, progress: _):
            NameView(model: model, text: text)
        case .avatar:
            AvatarView(model: model)
        case .email(purpose: _, text: let text, support: _, progress: _):
            EmailView(model: model, text: text)
        case .servers:
            ServersView(model: model)
        case .address(email: _, nothingFound: _, text: let text, progress: _):
            AddressView(model: model, text: text)
        case .methods:
            MethodsView(model: model)
        case .password(
            host: _, serverName: _, login: let login, domains: let domains, domain: let domain,
            attemptsLeft: _, support: _, progress: _):
            PasswordView(model: model, login: login, domains: domains, domain: domain)
        case .browser(host: _, serverName: _, url: let url, openings: let openings, progress: _):
            BrowserView(model: model, browser: browser, url: url, openings: openings)
        case .finishing:
            FinishingView(model: model)
        case .specialApp:
            SpecialAppView(model: model)
        case .stopped:
            StoppedView(model: model)
        case .home:
            HomeView(model: model)
        case .settings:
            SettingsView(model: model)
        case .profile(person: let person, progress: _):
            ProfileView(model: model, person: person)
        case .editProfile(person: let person, text: let text, max: _, progress: _):
            EditProfileView(model: model, person: person, text: text)
        case .corporateInformation(corporate: let person, canDisconnect: _, progress: _):
            CorporateInformationView(model: model, person: person)
        case .capabilities:
            CapabilitiesView(model: model)
        case .confirm:
            ConfirmView(model: model)
        }
    }
}
