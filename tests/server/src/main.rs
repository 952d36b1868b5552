//! The reference servers as a program: starts a world, says where it is, shows what it sends.

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use vestibule_server::{Channel, Config, Message, StartError, World};

/// Public and corporate servers of the sign-in protocol, for trying and testing apps.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    /// The configuration; the example world without it.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Prints the example configuration, and ends.
    #[arg(long)]
    print_config: bool,

    /// Keeps what the servers keep in this folder; in memory without it.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,

    /// Where to listen, in place of what the configuration says.
    #[arg(long, value_name = "ADDRESS")]
    bind: Option<IpAddr>,

    /// The first port: the servers, and then the identity providers, get it and those after it, in
    /// the order of the configuration.
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,

    /// The port of the control listener.
    #[arg(long, value_name = "PORT")]
    control_port: Option<u16>,

    /// Writes the authority that clients must trust to this file (PEM).
    #[arg(long, value_name = "FILE")]
    ca: Option<PathBuf>,
}

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error("{file}: {source}")]
    File { file: PathBuf, source: std::io::Error },
    #[error("there are more servers than ports after {0}")]
    Ports(u16),
    #[error("the program can't wait: {0}")]
    Wait(std::io::Error),
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("vestibule-server: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Failure> {
    if arguments.print_config {
        print!("{}", Config::EXAMPLE);
        return Ok(());
    }
    let world = World::start(config(&arguments)?)?;
    if let Some(file) = &arguments.ca {
        std::fs::write(file, world.authority_pem())
            .map_err(|source| Failure::File { file: file.clone(), source })?;
        println!("authority  {}", file.display());
    }
    for server in world.servers() {
        println!("{:<10} {}  ({:?})", server.name(), server.issuer(), server.role());
    }
    for provider in world.providers() {
        println!("{:<10} {}  (Provider)", provider.name(), provider.issuer());
    }
    println!("control    {}", world.control_address());
    println!("Ctrl-C ends the servers. What they send by SMS and e-mail follows.");

    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::Wait)?;
    runtime.block_on(async {
        let mut shown = 0;
        // Ctrl-C ends the process, and with it everything: there is nothing to put in order.
        loop {
            if let Some(message) = world.inbox().next(shown, Duration::from_secs(60)).await {
                shown = message.number;
                show(&message);
            }
        }
    })
}

fn config(arguments: &Arguments) -> Result<Config, Failure> {
    let mut config = match &arguments.config {
        Some(file) => {
            let text = std::fs::read_to_string(file)
                .map_err(|source| Failure::File { file: file.clone(), source })?;
            Config::parse(&text).map_err(StartError::from)?
        }
        None => Config::example(),
    };
    if let Some(data) = &arguments.data {
        config.data = Some(data.clone());
    }
    if let Some(bind) = arguments.bind {
        config.bind = bind;
    }
    if let Some(port) = arguments.control_port {
        config.control_port = port;
    }
    if let Some(first) = arguments.port {
        let mut ports = first..=u16::MAX;
        let servers = config.public.iter_mut().chain(&mut config.corporate);
        let servers = servers.map(|server| &mut server.port);
        for port in servers.chain(config.providers.iter_mut().map(|provider| &mut provider.port)) {
            *port = ports.next().ok_or(Failure::Ports(first))?;
        }
    }
    Ok(config)
}

fn show(message: &Message) {
    let channel = match message.channel {
        Channel::Sms => "SMS",
        Channel::Email => "e-mail",
    };
    println!("{channel} to {} from {}: {}", message.to, message.server, message.text);
}
