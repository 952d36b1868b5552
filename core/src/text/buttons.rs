use super::catalogue::Catalogue;
use super::{ButtonRole, ButtonWords};
use crate::{ActionKind, Channel, EmailPurpose, Question, Screen};

/// The buttons of a screen, the main one first, those that lead away last.
pub(super) fn buttons(screen: &Screen, catalogue: &Catalogue) -> Vec<ButtonWords> {
    let mut buttons: Vec<_> = screen
        .actions()
        .into_iter()
        .filter_map(|action| {
            let (role, key) = button(action, screen)?;
            Some(ButtonWords { action, role, label: catalogue.say(key) })
        })
        .collect();
    buttons.sort_by_key(|button| button.role);
    buttons
}

/// What an action's button is and says; none for an action that something else sends.
fn button(action: ActionKind, screen: &Screen) -> Option<(ButtonRole, &'static str)> {
    use ButtonRole::{Away, Danger, Main, Other};

    Some(match action {
        // A field, the list of countries, a choice, and a notice send these.
        ActionKind::Edit
        | ActionKind::SelectCountry
        | ActionKind::Begin
        | ActionKind::Recognise
        | ActionKind::ChooseServer
        | ActionKind::ChooseMethod
        | ActionKind::SignInAgain
        // The platform sends it.
        | ActionKind::ReturnFromBrowser
        | ActionKind::DismissNotice => return None,

        ActionKind::Back => match screen {
            Screen::Confirm { .. } => (Away, "button-keep"),
            _ => (Away, "button-back"),
        },
        ActionKind::Cancel => (Away, "button-stop"),
        ActionKind::Leave => (Away, "button-close"),
        ActionKind::Retry => (Other, "button-retry"),

        ActionKind::SubmitPhone => (Main, "button-next"),
        ActionKind::SubmitCode => (Main, "button-confirm-code"),
        ActionKind::Resend => match screen {
            Screen::Code { expired: true, .. } => (Main, "button-resend"),
            _ => (Other, "button-resend"),
        },
        ActionKind::ChangeRecipient => match screen {
            Screen::Code { channel: Channel::Email, .. } => (Other, "button-change-email"),
            _ => (Other, "button-change-phone"),
        },
        ActionKind::SubmitAccountPassword | ActionKind::SubmitPassword => (Main, "button-sign-in"),
        ActionKind::Recover => (Other, "button-recover"),
        ActionKind::SubmitName => match screen {
            Screen::EditProfile { .. } => (Main, "button-save"),
            _ => (Main, "button-next"),
        },
        ActionKind::SubmitAvatar => match screen {
            Screen::EditProfile { person, .. } if person.avatar.is_some() => {
                (Other, "button-change-picture")
            }
            Screen::EditProfile { .. } => (Other, "button-choose-picture"),
            _ => (Main, "button-choose-picture"),
        },
        ActionKind::RemoveAvatar => (Danger, "button-remove-picture"),
        ActionKind::Skip => (Other, "button-skip"),

        ActionKind::SubmitEmail => (Main, "button-next"),
        ActionKind::TypeAddress => (Other, "button-type-address"),
        ActionKind::SubmitAddress => (Main, "button-connect"),

        ActionKind::OpenBrowser => match screen {
            Screen::Browser { url: Some(_), .. } => (Main, "button-open-browser-again"),
            _ => (Main, "button-open-browser"),
        },
        ActionKind::OpenSettings => (Other, "button-settings"),
        ActionKind::OpenProfile => (Other, "button-profile"),
        ActionKind::EditProfile => (Other, "button-edit"),
        ActionKind::AddPhone => (Other, "button-add-phone"),
        ActionKind::OpenCorporateInformation => (Other, "button-corporate-information"),
        ActionKind::OpenCapabilities => (Other, "button-capabilities"),
        ActionKind::Connect => (Main, "button-connect"),
        ActionKind::Disconnect => (Danger, "button-disconnect"),
        ActionKind::SignOutCorporate => (Danger, "button-sign-out-corporate"),
        ActionKind::SignOutEverywhere => match screen {
            Screen::Settings { public: Some(_), corporate: Some(_) } => {
                (Danger, "button-sign-out-everywhere")
            }
            Screen::Email { purpose: EmailPurpose::Offer { .. }, .. } => (Away, "button-sign-out"),
            _ => (Danger, "button-sign-out"),
        },
        ActionKind::Confirm => (Danger, confirmation(screen)),
    })
}

/// What «yes» says: the thing that will be done.
fn confirmation(screen: &Screen) -> &'static str {
    match screen {
        Screen::Confirm { question: Question::Disconnect, .. } => "button-disconnect",
        _ => "button-sign-out",
    }
}
