use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use tempfile::TempDir;
use vestibule::{Action, OpenError};

use crate::browser::Callbacks;
use crate::device::{Build, Device, Net};
use crate::inbox::{Control, ControlError, Source};
use crate::json::{self, Lines};
use crate::options::Options;
use crate::play::{self, Journey, OwnHand, Player};
use crate::terminal::{self, Stage};
use crate::world::{World, WorldError};

/// Why the phone can't be used.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("the embedded servers could not be started")]
    World(#[from] WorldError),
    #[error("the app did not start")]
    Open(#[from] OpenError),
    #[error("{path} can't be read")]
    Authority { path: PathBuf, source: io::Error },
    #[error("{path} can't be used as the phone's folder")]
    Folder { path: PathBuf, source: io::Error },
    #[error("there is no port for the browser to come back to")]
    Callbacks(#[source] io::Error),
    #[error("the control listener can't be asked")]
    Control(#[from] ControlError),
    #[error("there is no journey `{0}`; --list names them")]
    UnknownJourney(String),
    #[error("with --server the phone needs a terminal, or --json")]
    NoTerminal,
    #[error("the terminal can't be used")]
    Terminal(#[source] io::Error),
    #[error("the input can't be read")]
    Input(#[source] io::Error),
    #[error("the output can't be written")]
    Output(#[source] io::Error),
    #[error("the system gave no thread")]
    Thread(#[source] io::Error),
}

/// Does what the options ask for.
///
/// # Errors
///
/// [`Failure`]; journeys that do not arrive are an exit code.
pub fn run(options: &Options) -> Result<ExitCode, Failure> {
    let is_interactive = io::stdin().is_terminal() && io::stdout().is_terminal();
    if options.list {
        return list().map_err(Failure::Output);
    }
    if options.json {
        return drive(options);
    }
    if let Some(names) = &options.play {
        return play_named(options, names);
    }
    match (is_interactive, &options.server) {
        (true, _) => try_out(options),
        (false, None) => play_named(options, &[]),
        (false, Some(_)) => Err(Failure::NoTerminal),
    }
}

fn list() -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let longest = play::JOURNEYS.iter().map(|journey| journey.name.len()).max().unwrap_or(0);
    for Journey { name, about, .. } in play::JOURNEYS {
        writeln!(out, "{name:longest$}  {about}")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The phone in the terminal.
fn try_out(options: &Options) -> Result<ExitCode, Failure> {
    let around = Around::of(options)?;
    let callbacks = around.callbacks()?;
    let device = Device { redirect: callbacks.redirect(), ..around.device(options) };
    let core = device.start(&around.net)?;
    let stage = Stage {
        callbacks,
        core: &core,
        clock: &device.clock,
        world: around.world.as_ref(),
        inbox: around.inbox(options)?,
    };
    terminal::run(stage).map_err(Failure::Terminal)?;
    core.close();
    Ok(ExitCode::SUCCESS)
}

/// The phone for a program.
fn drive(options: &Options) -> Result<ExitCode, Failure> {
    let around = Around::of(options)?;
    let callbacks = around.callbacks()?;
    let device = Device { redirect: callbacks.redirect(), ..around.device(options) };
    let core = Arc::new(device.start(&around.net)?);
    let lines = Lines::new(io::stdout());
    let running = Arc::downgrade(&core);
    let follow = callbacks.follow(options.locale(), move |url| {
        // What is not awaited changes nothing.
        running.upgrade().is_some_and(|core| {
            core.act(Action::ReturnFromBrowser { url }).ok();
            true
        })
    });
    follow.map_err(Failure::Thread)?;
    if let Some(world) = &around.world {
        lines.world(world.places());
    }
    if let Some(inbox) = around.inbox(options)? {
        let lines = lines.clone();
        let follow = inbox.follow(move |message| {
            lines.message(&message);
            true
        });
        follow.map_err(Failure::Thread)?;
    }
    json::run(&core, io::stdin().lock(), &lines).map_err(Failure::Input)?;
    if let Some(core) = Arc::into_inner(core) {
        core.close();
    }
    Ok(ExitCode::SUCCESS)
}

/// Plays these journeys, or all, each with new servers and a new phone.
fn play_named(options: &Options, names: &[String]) -> Result<ExitCode, Failure> {
    let all = || play::JOURNEYS.iter().collect::<Vec<_>>();
    let named = |name: &String| {
        let found = play::JOURNEYS.iter().find(|journey| journey.name == name);
        found.ok_or_else(|| Failure::UnknownJourney(name.clone()))
    };
    let journeys = match names {
        [] => all(),
        names => names.iter().map(named).collect::<Result<Vec<_>, _>>()?,
    };
    let mut out = io::stdout().lock();
    let mut astray = Vec::new();
    for journey in &journeys {
        if !play_one(options, journey, &mut out)? {
            astray.push(journey.name);
        }
    }
    let arrived = journeys.len() - astray.len();
    writeln!(out, "{arrived} of {} journeys arrived.", journeys.len()).map_err(Failure::Output)?;
    if astray.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(out, "Astray: {}", astray.join(", ")).map_err(Failure::Output)?;
    Ok(ExitCode::FAILURE)
}

fn play_one(options: &Options, journey: &Journey, out: &mut impl Write) -> Result<bool, Failure> {
    let began = Instant::now();
    let folder = temporary()?;
    let world = World::start(None)?;
    let build = if journey.special {
        Build::Special { app_id: Options::SPECIAL_APP.to_owned() }
    } else {
        Build::Ours
    };
    let device = Device { build, ..device(options, folder.path()) };
    writeln!(out, "━━ {}: {}", journey.name, journey.about).map_err(Failure::Output)?;
    let hand = OwnHand::new(&world, device)?;
    let played = Player::new(hand, &mut *out).play(journey);
    let took = began.elapsed().as_secs_f32();
    let (sign, why) = match &played {
        Ok(_) => ("✓", String::new()),
        Err(astray) => ("✗", format!(": {astray}")),
    };
    let is_there = played.is_ok();
    drop(played);
    writeln!(out, "{sign} {} ({took:.1} s){why}\n", journey.name).map_err(Failure::Output)?;
    Ok(is_there)
}

/// What is around the phone: servers, and a folder.
struct Around {
    net: Net,
    world: Option<World>,
    folder: Folder,
}

enum Folder {
    Kept(PathBuf),
    /// Goes with the phone.
    Temporary(TempDir),
}

impl Around {
    fn of(options: &Options) -> Result<Self, Failure> {
        let folder = match &options.data {
            Some(path) => Folder::Kept(path.clone()),
            None => Folder::Temporary(temporary()?),
        };
        let phone = folder.path().join("phone");
        std::fs::create_dir_all(&phone)
            .map_err(|source| Failure::Folder { path: phone, source })?;
        let Some(server) = &options.server else {
            let servers = options.data.as_ref().map(|data| data.join("servers"));
            let world = World::start(servers.as_deref())?;
            return Ok(Self { net: world.net().clone(), world: Some(world), folder });
        };
        let read = |path: &PathBuf| {
            std::fs::read_to_string(path)
                .map_err(|source| Failure::Authority { path: path.clone(), source })
        };
        let authority = options.ca.as_ref().map(read).transpose()?;
        let net = Net { public_server: server.clone(), authority };
        Ok(Self { net, world: None, folder })
    }

    fn callbacks(&self) -> Result<Callbacks, Failure> {
        Callbacks::listen(&self.folder.path().join("phone")).map_err(Failure::Callbacks)
    }

    fn device(&self, options: &Options) -> Device {
        device(options, &self.folder.path().join("phone"))
    }

    fn inbox(&self, options: &Options) -> Result<Option<Source>, Failure> {
        if let Some(world) = &self.world {
            return Ok(Some(Source::Embedded(world.inbox().clone())));
        }
        match (&options.control, &self.net.authority) {
            (Some(url), Some(authority)) => {
                Ok(Some(Source::Control(Control::new(url.clone(), authority)?)))
            }
            _ => Ok(None),
        }
    }
}

impl Folder {
    fn path(&self) -> &Path {
        match self {
            Self::Kept(path) => path,
            Self::Temporary(folder) => folder.path(),
        }
    }
}

fn device(options: &Options, directory: &Path) -> Device {
    let build = match &options.special {
        Some(app_id) => Build::Special { app_id: app_id.clone() },
        None => Build::Ours,
    };
    Device {
        name: options.device.clone(),
        country: options.country,
        store: Some(options.store.into()),
        build,
        ..Device::new(directory, options.locale())
    }
}

fn temporary() -> Result<TempDir, Failure> {
    tempfile::tempdir().map_err(|source| Failure::Folder { path: std::env::temp_dir(), source })
}
