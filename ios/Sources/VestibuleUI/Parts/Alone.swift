import Vestibule

extension ActionKind {
    /// The action, where its name is all that there is to it; the rest needs what a screen holds.
    var alone: Action? {
        switch self {
        case .back: .back
        case .cancel: .cancel
        case .leave: .leave
        case .retry: .retry
        case .dismissNotice: .dismissNotice
        case .resend: .resend
        case .changeRecipient: .changeRecipient
        case .recover: .recover
        case .removeAvatar: .removeAvatar
        case .skip: .skip
        case .typeAddress: .typeAddress
        case .openBrowser: .openBrowser
        case .openSettings: .openSettings
        case .openProfile: .openProfile
        case .editProfile: .editProfile
        case .addPhone: .addPhone
        case .openCorporateInformation: .openCorporateInformation
        case .openCapabilities: .openCapabilities
        case .connect: .connect
        case .disconnect: .disconnect
        case .signOutCorporate: .signOutCorporate
        case .signOutEverywhere: .signOutEverywhere
        case .confirm: .confirm
        case .begin, .signInAgain, .edit, .selectCountry, .submitPhone, .submitCode, .recognise,
            .submitAccountPassword, .submitName, .submitAvatar, .submitEmail, .chooseServer,
            .submitAddress, .chooseMethod, .submitPassword, .returnFromBrowser:
            nil
        }
    }
}

extension VestibuleModel {
    /// Does an action, if there is one and it makes sense now.
    func take(_ action: Action?) {
        if let action, actions.contains(action.kind()) {
            act(action)
        }
    }
}
