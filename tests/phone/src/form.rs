use vestibule::{Action, ActionKind, Field, Screen};

use crate::text_field::TextField;

/// What is typed on the present screen, and what its buttons send.
///
/// The text being edited is the phone's own; the core is told each change, and gives back what it
/// kept when a screen is new.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form {
    fields: Vec<(Field, TextField)>,
}

impl Form {
    /// The fields of a screen as it comes, filled with what the core kept.
    pub(crate) fn of(screen: &Screen) -> Self {
        let kept = match screen {
            Screen::Phone { text, .. } => vec![(Field::Phone, text.as_str())],
            Screen::Code { .. } => vec![(Field::Code, "")],
            Screen::AccountPassword { .. } => vec![(Field::Password, "")],
            Screen::Name { text, .. } | Screen::EditProfile { text, .. } => {
                vec![(Field::Name, text.as_str())]
            }
            Screen::Email { text, .. } => vec![(Field::Email, text.as_str())],
            Screen::Address { text, .. } => vec![(Field::Address, text.as_str())],
            Screen::Password { login, domains, domain, .. } => {
                let mut kept = vec![(Field::Login, login.as_str())];
                if !domains.is_empty() {
                    kept.push((Field::Domain, domain.as_deref().unwrap_or_default()));
                }
                kept.push((Field::Password, ""));
                kept
            }
            Screen::Locked { .. }
            | Screen::Start { .. }
            | Screen::Recognise { .. }
            | Screen::Avatar { .. }
            | Screen::Servers { .. }
            | Screen::Methods { .. }
            | Screen::Browser { .. }
            | Screen::Finishing { .. }
            | Screen::SpecialApp { .. }
            | Screen::Stopped { .. }
            | Screen::Home { .. }
            | Screen::Settings { .. }
            | Screen::Profile { .. }
            | Screen::CorporateInformation { .. }
            | Screen::Capabilities
            | Screen::Confirm { .. } => vec![],
        };
        Self {
            fields: kept.into_iter().map(|(field, text)| (field, TextField::new(text))).collect(),
        }
    }

    /// Goes on to the next screen: what is typed stays where it is the same screen in another
    /// state.
    pub(crate) fn follow(&mut self, before: &Screen, after: &Screen) {
        if !is_same_place(before, after) {
            *self = Self::of(after);
            return;
        }
        // Grouped by the core as one types.
        if let Screen::Phone { text, .. } = after
            && let Some(field) = self.field_mut(Field::Phone)
        {
            field.reformat(text);
        }
    }

    pub(crate) fn field(&self, field: Field) -> Option<&TextField> {
        self.fields.iter().find(|(of, _)| *of == field).map(|(_, text)| text)
    }

    pub(crate) fn field_mut(&mut self, field: Field) -> Option<&mut TextField> {
        self.fields.iter_mut().find(|(of, _)| *of == field).map(|(_, text)| text)
    }

    /// What a field holds; nothing where the screen has no such field.
    pub(crate) fn text(&self, field: Field) -> &str {
        self.field(field).map_or("", TextField::as_str)
    }

    /// What the core is told when a field has changed.
    pub(crate) fn edited(&self, field: Field) -> Action {
        Action::Edit { field, text: self.text(field).to_owned() }
    }

    /// What a button sends; none for an action that no button sends, because it needs something
    /// chosen.
    pub(crate) fn press(&self, button: ActionKind) -> Option<Action> {
        let text = |field| self.text(field).to_owned();
        Some(match button {
            ActionKind::Begin
            | ActionKind::SignInAgain
            | ActionKind::Edit
            | ActionKind::SelectCountry
            | ActionKind::Recognise
            | ActionKind::SubmitAvatar
            | ActionKind::ChooseServer
            | ActionKind::ChooseMethod
            | ActionKind::ReturnFromBrowser => return None,
            ActionKind::Back => Action::Back,
            ActionKind::Cancel => Action::Cancel,
            ActionKind::Leave => Action::Leave,
            ActionKind::Retry => Action::Retry,
            ActionKind::DismissNotice => Action::DismissNotice,
            ActionKind::SubmitPhone => Action::SubmitPhone { text: text(Field::Phone) },
            ActionKind::SubmitCode => Action::SubmitCode { text: text(Field::Code) },
            ActionKind::Resend => Action::Resend,
            ActionKind::ChangeRecipient => Action::ChangeRecipient,
            ActionKind::SubmitAccountPassword => {
                Action::SubmitAccountPassword { password: text(Field::Password) }
            }
            ActionKind::Recover => Action::Recover,
            ActionKind::SubmitName => Action::SubmitName { text: text(Field::Name) },
            ActionKind::RemoveAvatar => Action::RemoveAvatar,
            ActionKind::Skip => Action::Skip,
            ActionKind::SubmitEmail => Action::SubmitEmail { text: text(Field::Email) },
            ActionKind::TypeAddress => Action::TypeAddress,
            ActionKind::SubmitAddress => Action::SubmitAddress { text: text(Field::Address) },
            ActionKind::SubmitPassword => Action::SubmitPassword {
                login: text(Field::Login),
                password: text(Field::Password),
                domain: self
                    .field(Field::Domain)
                    .filter(|domain| !domain.is_empty())
                    .map(|domain| domain.as_str().to_owned()),
            },
            ActionKind::OpenBrowser => Action::OpenBrowser,
            ActionKind::OpenSettings => Action::OpenSettings,
            ActionKind::OpenProfile => Action::OpenProfile,
            ActionKind::EditProfile => Action::EditProfile,
            ActionKind::AddPhone => Action::AddPhone,
            ActionKind::OpenCorporateInformation => Action::OpenCorporateInformation,
            ActionKind::OpenCapabilities => Action::OpenCapabilities,
            ActionKind::Connect => Action::Connect,
            ActionKind::Disconnect => Action::Disconnect,
            ActionKind::SignOutCorporate => Action::SignOutCorporate,
            ActionKind::SignOutEverywhere => Action::SignOutEverywhere,
            ActionKind::Confirm => Action::Confirm,
        })
    }
}

/// The second screen is the first in another state: waiting, failed, counted on.
pub(crate) fn is_same_place(before: &Screen, after: &Screen) -> bool {
    match (before, after) {
        (Screen::Phone { purpose: one, .. }, Screen::Phone { purpose: two, .. }) => one == two,
        (
            Screen::Code { channel: one, sent_to: to_one, .. },
            Screen::Code { channel: two, sent_to: to_two, .. },
        ) => one == two && to_one == to_two,
        (Screen::Email { purpose: one, .. }, Screen::Email { purpose: two, .. }) => one == two,
        (
            Screen::Address { email: one, nothing_found: none_one, .. },
            Screen::Address { email: two, nothing_found: none_two, .. },
        ) => one == two && none_one == none_two,
        (Screen::Password { host: one, .. }, Screen::Password { host: two, .. }) => one == two,
        (Screen::Confirm { question: one, .. }, Screen::Confirm { question: two, .. }) => {
            one == two
        }
        _ => std::mem::discriminant(before) == std::mem::discriminant(after),
    }
}
