//! Values of every type that crosses: each variant, and in each field each value of its own type.

use std::path::PathBuf;

use vestibule::input::{
    AddressError, CodeError, Country, EmailError, LoginError, NameError, PasswordError, PhoneError,
    PictureError, ServerAddress,
};
use vestibule::openid::{
    CallbackProblem, IdTokenProblem, ProviderError, ProviderProblem, Redirect, RedirectError,
};
use vestibule::text::{
    ButtonRole, ButtonWords, ChoiceWords, CountdownWords, CountryWords, FactWords, FieldWords,
    Labels, LinkWords, NoticeWords, ProblemWords, Words,
};
use vestibule::wire::{Authority, Credentials, Method, Proxy, Support, TokenType};
use vestibule::{
    AccessToken, AccountProblem, Action, ActionKind, AnswerProblem, App, Channel, Config,
    ConnectionProblem, Denial, EmailPurpose, Field, Hint, InputProblem, Locale, NotParsed,
    NotVestibule, Notice, Person, PhonePurpose, Problem, Progress, Question, Request, Resend,
    Screen, Secret, Server, ServerChoice, ServerProblem, SignOutPage, Snapshot, StorageProblem,
    Store, Timestamp, TlsProblem, VaultKey, Way,
};
use vestibule_ffi::{ActError, AvatarError, KeyringError, ObserverError, OpenError, TokenError};

/// Values of a type that between them have everything that it can hold, as far as bytes can differ
/// on their way.
pub trait Every: Clone {
    fn every() -> Vec<Self>;
}

/// Lists the variants and the members of types; fails to build where one is missing.
///
/// Each variant, and each structure, comes as often as its longest list of a member's values.
macro_rules! every {
    ($($kind:ident $name:ident { $($inside:tt)* })+) => {
        $(every!(@$kind $name { $($inside)* });)+
    };

    (@enum $name:ident {
        $($variant:ident $({ $($member:ident),+ $(,)? })? $(($item:ident))?),+ $(,)?
    }) => {
        impl Every for $name {
            fn every() -> Vec<Self> {
                let _all_are_here = |value: &Self| match value {
                    $(Self::$variant $({ $($member: _),+ })? $(($item))? => {
                        $(let _ = $item;)?
                    })+
                };
                let mut all = Vec::new();
                $(all.extend(every!(@values $variant $({ $($member),+ })? $(($item))?));)+
                all
            }
        }
    };

    (@struct $name:ident { $($member:ident),+ $(,)? }) => {
        impl Every for $name {
            fn every() -> Vec<Self> {
                let _all_are_here = |value: &Self| {
                    let Self { $($member: _),+ } = value;
                };
                $(let $member: Vec<_> = Every::every();)+
                let most = [$($member.len()),+].into_iter().max().unwrap_or_default();
                let one = |number| Self { $($member: nth(&$member, number)),+ };
                (0..most).map(one).collect()
            }
        }
    };

    (@values $variant:ident) => { [Self::$variant] };

    (@values $variant:ident ($item:ident)) => {
        Every::every().into_iter().map(Self::$variant)
    };

    (@values $variant:ident { $($member:ident),+ }) => {{
        $(let $member: Vec<_> = Every::every();)+
        let most = [$($member.len()),+].into_iter().max().unwrap_or_default();
        let one = |number| Self::$variant { $($member: nth(&$member, number)),+ };
        (0..most).map(one).collect::<Vec<_>>()
    }};
}
pub(crate) use every;

/// The values in turn, over and over.
pub(crate) fn nth<T: Every>(values: &[T], number: usize) -> T {
    values[number % values.len()].clone()
}

every! {
    enum Screen {
        Locked { progress }, Start { ways, notices },
        Phone { purpose, country, text, server, progress },
        Code { channel, sent_to, length, expires_at, expired, resend, attempts_left, progress },
        Recognise { name, last_seen, progress },
        AccountPassword { hint, attempts_left, recovery, progress }, Name { text, max, progress },
        Avatar { name, progress }, Email { purpose, text, support, progress },
        Servers { email, servers, progress }, Address { email, nothing_found, text, progress },
        Methods { host, server_name, methods, progress },
        Password { host, server_name, login, domains, domain, attempts_left, support, progress },
        Browser { host, server_name, url, openings, progress },
        Finishing { host, server_name, progress }, SpecialApp { app, link },
        Stopped { host, problem, support }, Home { public, corporate, notices },
        Settings { public, corporate }, Profile { person, progress },
        EditProfile { person, text, max, progress },
        CorporateInformation { corporate, can_disconnect, progress }, Capabilities,
        Confirm { question, progress },
    }
    struct Snapshot { revision, screen }
    enum Progress { Idle, Running, Failed { problem } }
    enum Way { Phone, CorporateEmail, ServerAddress }
    enum PhonePurpose { Register, Add, Asked }
    enum EmailPurpose { Offer { can_skip }, Connect, Enter, Asked { host } }
    enum Channel { Sms, Email }
    enum Resend { Now, At { at } }
    struct ServerChoice { issuer, host, name }
    struct Person {
        server, host, server_name, name, avatar, phone, email, login, can_add_phone, joined,
    }
    enum Notice {
        SessionEnded { server, host }, KeyLost, StorageDamaged, SignInDropped,
        StillAtProvider { page }, NotJoined { problem },
    }
    struct SignOutPage { host, url }
    enum Question { Disconnect, SignOutCorporate, SignOutEverywhere }
    enum Action {
        Begin { way }, Back, Cancel, Leave, Retry, DismissNotice, SignInAgain { server },
        Edit { field, text }, SelectCountry { country }, SubmitPhone { text }, SubmitCode { text },
        Resend, ChangeRecipient, Recognise { mine }, SubmitAccountPassword { password }, Recover,
        SubmitName { text }, SubmitAvatar { picture }, RemoveAvatar, Skip, SubmitEmail { text },
        ChooseServer { issuer }, TypeAddress, SubmitAddress { text }, ChooseMethod { method },
        SubmitPassword { login, password, domain }, OpenBrowser, ReturnFromBrowser { url },
        OpenSettings, OpenProfile, EditProfile, AddPhone, OpenCorporateInformation,
        OpenCapabilities, Connect, Disconnect, SignOutCorporate, SignOutEverywhere, Confirm,
    }
    enum Field { Phone, Code, Name, Email, Address, Login, Domain, Password }
    enum ActionKind {
        Begin, Back, Cancel, Leave, Retry, DismissNotice, SignInAgain, Edit, SelectCountry,
        SubmitPhone, SubmitCode, Resend, ChangeRecipient, Recognise, SubmitAccountPassword, Recover,
        SubmitName, SubmitAvatar, RemoveAvatar, Skip, SubmitEmail, ChooseServer, TypeAddress,
        SubmitAddress, ChooseMethod, SubmitPassword, OpenBrowser, ReturnFromBrowser, OpenSettings,
        OpenProfile, EditProfile, AddPhone, OpenCorporateInformation, OpenCapabilities, Connect,
        Disconnect, SignOutCorporate, SignOutEverywhere, Confirm,
    }
    enum Problem {
        Input(cause), Connection { host, cause }, Server { host, cause }, Provider { host, cause },
        Answer(cause), Denied(cause), SignInExpired, UpdateApp { step }, Account(cause),
        Storage(cause),
    }
    enum InputProblem {
        Phone(cause), Email(cause), Address(cause), Code(cause), Name(cause), Login(cause),
        Password(cause), Picture(cause), NoDomain,
    }
    enum ConnectionProblem {
        NoNetwork, NameNotFound, NameServiceFailed, Refused, Unreachable, TimedOut, Lost,
        Tls(cause), ProxyRefused { status }, ProxyUnreachable,
    }
    enum TlsProblem {
        Expired, NotYetValid, UnknownAuthority, WrongHost, Revoked, BadCertificate, Handshake,
    }
    enum ServerProblem {
        NotVestibule(cause), WrongIssuer { found }, TooNew { version }, InTrouble { status, until },
        TooManyRequests { until }, UnexpectedStatus { request, status }, Redirected { request },
        WrongType { request, found }, NotJson { request }, BadMember { request, member },
        TooLong { request }, OAuth { request, error, description }, KeyConflict { request, status },
        ClockWrong { seconds }, SessionOver,
    }
    enum NotVestibule { NoMetadata, OtherProtocol, OtherRole }
    enum Request {
        Metadata, WebFinger, Challenge, Redeem, Refresh, Revoke, Exchange, Join, Part, Account,
        Rename, ReadAvatar, WriteAvatar, RemoveAvatar, Sessions, EndSession, Discovery, Keys, Push,
        IdToken,
    }
    enum AnswerProblem {
        WrongCode, CodeExpired, WrongPassword, UnknownLogin, BadPhone, BadEmail, BadName,
        WrongAccount, ProofRejected, Unknown,
    }
    enum Denial {
        AccountBlocked, AccountNotReady, RegistrationClosed, TooManyAttempts { until },
        Other { reason },
    }
    enum AccountProblem {
        BadName, BadPicture, TooLarge, NotAllowed, BadAssertion, AlreadyJoined, UnknownSession,
        UnknownCode, SignedOut, Other { kind, title },
    }
    enum StorageProblem { Full, Unavailable { reason }, KeyNotNow, Newer }
    struct Config {
        directory, public_server, app, device, locale, country, sms_hash, redirect, authorities,
        proxy,
    }
    struct App { id, client_id, scope, version, platform, store, special }
    enum Store { GooglePlay, AppGallery, AppStore }
    enum Hint {
        Foreground, Background, NetworkUp, NetworkDown, Locale { locale }, ClockChanged, Unlocked,
    }
    enum Locale { Ru, En }
    enum Server { Public, Corporate }
    struct AccessToken { token, token_type }
    enum CodeError { Empty, TooShort { length }, TooLong { length }, NotFound { length } }
    enum LoginError { Empty, TooLong { max }, ForbiddenCharacter }
    enum PasswordError { Empty, TooLong { max } }
    enum EmailError {
        Empty, NoAt, SeveralAts, NoLocalPart, BadLocalPart, NoDomain, BadDomain, TooLong,
    }
    enum NameError { Empty, TooLong { max }, ForbiddenCharacter }
    enum PhoneError { Empty, NotANumber, TooShort, TooLong, UnknownCallingCode, NotInUse }
    enum PictureError {
        Empty, NotAPicture, TooLarge { bytes, max }, TooManyPixels { width, height, max },
    }
    enum AddressError {
        Empty, TooLong, ForbiddenCharacter, Email, Http, OtherScheme { scheme }, NoScheme, UserInfo,
        NoHost, BadHost, NoDot { word }, BadPort, BadPath, Query, Fragment,
    }
    enum CallbackProblem {
        NotAwaited, TooLong, ForbiddenCharacter, OtherAddress, Fragment, Repeated { parameter },
        NoState, WrongState, NoIssuer, WrongIssuer { found }, NoAnswer, TwoAnswers, BadCode,
    }
    enum ProviderError {
        AccessDenied, LoginRequired, InteractionRequired, ConsentRequired, AccountSelectionRequired,
        TemporarilyUnavailable, ServerError, InvalidRequest, UnauthorizedClient, InvalidScope,
        UnsupportedResponseType, InvalidRequestUri, InvalidRequestObject, RequestNotSupported,
        RequestUriNotSupported, RegistrationNotSupported, Other { error },
    }
    enum IdTokenProblem {
        Missing, Malformed, Encrypted, Unsigned, OtherAlgorithm { algorithm }, OtherHeader,
        UnknownKey, UnfitKey, BadSignature, NoClaim { claim }, WrongIssuer { found }, WrongAudience,
        OtherAudience { found }, WrongParty, Expired, NotYetGood, FromFuture, TooOld, WrongNonce,
        BadSubject, WrongAccessToken,
    }
    enum ProviderProblem {
        NotAProvider, BadDocument { detail }, WrongIssuer { found }, BadEndpoint { member },
        NoAlgorithm, NoCodeFlow, NoS256, NoPushEndpoint, BadKeys { detail }, Callback(cause),
        Ended { error, description }, CodeSpent, IdToken(cause),
    }
    enum RedirectError {
        NotAnAddress, NotAsBrowsersWrite { written }, Query, UserInfo, Http, NotPrivate { scheme },
    }
    enum Method { EmailCode, Password, Openid }
    struct Support { email, phone, url }
    struct Authority { pem, hosts }
    struct Proxy { url, credentials }
    struct Credentials { user, password }
    enum TokenType { Bearer, Dpop }
    struct Words {
        title, paragraphs, notices, facts, fields, choices, countdowns, problem, waiting, links,
        buttons,
    }
    struct NoticeWords { text, problem, button, link, dismiss }
    struct FactWords { label, value, link }
    struct FieldWords { field, label, placeholder, hint }
    struct ChoiceWords { heading, label, detail, action }
    struct CountdownWords { before, until, after, over }
    struct ProblemWords { title, advice, field, countdown, reference }
    struct LinkWords { label, url }
    struct ButtonWords { action, role, label }
    enum ButtonRole { Main, Other, Danger, Away }
    struct CountryWords { country, name, calling_code }
    struct Labels {
        language, back, close, more, avatar, take_picture, pick_picture, loading, error, required,
        clear, show_password, hide_password, country, countries, search_countries, no_countries,
        copy, copied, no_browser,
    }

    enum OpenError {
        Authority, AuthorityHost { host }, Proxy, Tls { reason }, Http { reason },
        Threads { reason },
    }
    enum ActError { NotNow { action } }
    enum TokenError { SignedOut, NotRenewed { problem }, Cancelled, Closed }
    enum AvatarError { NotRead { problem }, Cancelled }
    enum KeyringError { NotNow { reason }, Gone { reason } }
    enum ObserverError { Failed { reason } }
    enum NotParsed { Address { error }, Country { code }, Redirect { error } }
}

impl<T: Every> Every for Option<T> {
    fn every() -> Vec<Self> {
        [None].into_iter().chain(T::every().into_iter().map(Some)).collect()
    }
}

impl<T: Every> Every for Vec<T> {
    fn every() -> Vec<Self> {
        vec![Self::new(), T::every()]
    }
}

impl Every for bool {
    fn every() -> Vec<Self> {
        vec![false, true]
    }
}

impl Every for u8 {
    fn every() -> Vec<Self> {
        vec![0, 1, 0x7f, 0x80, Self::MAX]
    }
}

impl Every for u16 {
    fn every() -> Vec<Self> {
        vec![0, 1, 0x7fff, 0x8000, Self::MAX]
    }
}

impl Every for u32 {
    fn every() -> Vec<Self> {
        vec![0, 1, 0x7fff_ffff, 0x8000_0000, Self::MAX]
    }
}

impl Every for u64 {
    fn every() -> Vec<Self> {
        vec![0, 1, 1 << 53 | 1, i64::MAX as u64, 1 << 63, Self::MAX]
    }
}

impl Every for i64 {
    fn every() -> Vec<Self> {
        vec![Self::MIN, -1, 0, 1, Self::MAX]
    }
}

impl Every for String {
    fn every() -> Vec<Self> {
        let texts =
            ["", "a", "Ёж «в» ёлке", "e\u{301}\u{200d}🦔🏳️‍🌈", "\u{2068}שלום\u{2069}", "a\0b\r\n"];
        texts.map(str::to_owned).into_iter().chain(["ы".repeat(10_000)]).collect()
    }
}

impl Every for Timestamp {
    fn every() -> Vec<Self> {
        u64::every().into_iter().map(Self::from_millis).collect()
    }
}

impl Every for Secret {
    fn every() -> Vec<Self> {
        String::every().into_iter().map(Self::from).collect()
    }
}

impl Every for VaultKey {
    fn every() -> Vec<Self> {
        [[0; 32], [0xff; 32]].map(Self::from_bytes).into()
    }
}

impl Every for Country {
    fn every() -> Vec<Self> {
        Self::all().to_vec()
    }
}

impl Every for ServerAddress {
    fn every() -> Vec<Self> {
        [
            "https://im.example",
            "https://im.example/",
            "https://xn--80aesfpebagmfblc0a.xn--p1ai:8443/a",
        ]
        .map(|issuer| Self::from_issuer(issuer).expect("an issuer"))
        .into()
    }
}

impl Every for Redirect {
    fn every() -> Vec<Self> {
        ["vestibule://callback", "https://app.example/callback", "http://127.0.0.1:49152/callback"]
            .map(|address| Self::parse(address).expect("a redirect"))
            .into()
    }
}

impl Every for PathBuf {
    fn every() -> Vec<Self> {
        ["/data/user/0/org.vestibule/files", "/var/mobile/Ёлка 🦔", "vault"].map(Self::from).into()
    }
}
