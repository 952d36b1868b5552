//! The system's browser, and the port of this machine where it hands its answers back (RFC 8252
//! section 7.3).

use std::fs;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::thread;
use std::time::Duration;

use vestibule::openid::Redirect;
use vestibule::{Locale, Screen};

/// Listens for what the browser hands back.
#[derive(Debug)]
pub struct Callbacks {
    listener: TcpListener,
    port: u16,
}

impl Callbacks {
    /// The longest request line that is read, in bytes.
    const LONGEST: u64 = 16 * 1024;
    /// How long a browser may take for its request.
    const PATIENCE: Duration = Duration::from_secs(5);

    /// Takes a free port; the one that was had before where `folder` knows one, so that a browser
    /// which was open while the phone was away still finds it.
    ///
    /// # Errors
    ///
    /// What the system refused.
    pub fn listen(folder: &Path) -> io::Result<Self> {
        let kept = folder.join("callback-port");
        let before = fs::read_to_string(&kept).ok().and_then(|port| port.trim().parse().ok());
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, before.unwrap_or(0)))
            .or_else(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
        let port = listener.local_addr()?.port();
        fs::write(kept, port.to_string())?;
        Ok(Self { listener, port })
    }

    /// The address that the browser is sent back to.
    pub fn redirect(&self) -> Redirect {
        Redirect::loopback(self.port)
    }

    /// Hands over each address that comes, until `take` has enough; in a thread that ends with the
    /// process.
    ///
    /// # Errors
    ///
    /// The system gave no thread.
    pub fn follow(
        self,
        locale: Locale,
        mut take: impl FnMut(String) -> bool + Send + 'static,
    ) -> io::Result<()> {
        let follow = move || {
            for stream in self.listener.incoming().flatten() {
                let returned = self.answer(&stream, locale);
                if returned.is_some_and(|url| !take(url)) {
                    return;
                }
            }
        };
        thread::Builder::new().name("phone-callbacks".to_owned()).spawn(follow).map(drop)
    }

    /// Answers a browser; the address if it is the one that was registered.
    fn answer(&self, mut stream: &TcpStream, locale: Locale) -> Option<String> {
        stream.set_read_timeout(Some(Self::PATIENCE)).ok()?;
        stream.set_write_timeout(Some(Self::PATIENCE)).ok()?;
        let mut request = BufReader::new(stream.take(Self::LONGEST));
        let mut line = String::new();
        request.read_line(&mut line).ok()?;
        let mut words = line.split(' ');
        let target = match (words.next(), words.next()) {
            (Some("GET"), Some(target)) => target.to_owned(),
            _ => return None,
        };
        // A browser also asks for /favicon.ico.
        let is_callback = target == "/callback" || target.starts_with("/callback?");
        let (status, text) =
            if is_callback { ("200 OK", back(locale)) } else { ("404 Not Found", "") };
        let page = format!("<!doctype html><meta charset=utf-8><title>{text}</title><p>{text}");
        // A browser that is gone needs no page.
        let _ = write!(
            stream,
            "HTTP/1.1 {status}\r\ncontent-type: text/html; charset=utf-8\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n{page}",
            page.len()
        );
        let redirect = self.redirect();
        let query = target.strip_prefix("/callback").filter(|_| is_callback)?;
        Some(format!("{}{query}", redirect.as_str()))
    }
}

/// Opens the system's browser each time that the core says so.
#[derive(Debug)]
pub struct Opener {
    /// How many openings were seen.
    seen: u32,
}

impl Opener {
    /// Openings before this screen are past.
    pub fn new(screen: &Screen) -> Self {
        Self { seen: openings(screen).map_or(0, |(seen, _)| seen) }
    }

    /// The page to open now, if there is one.
    pub fn wants<'a>(&mut self, screen: &'a Screen) -> Option<&'a str> {
        let (openings, url) = openings(screen)?;
        let is_new = openings > self.seen;
        self.seen = openings;
        url.filter(|_| is_new)
    }
}

fn openings(screen: &Screen) -> Option<(u32, Option<&str>)> {
    match screen {
        Screen::Browser { openings, url, .. } => Some((*openings, url.as_deref())),
        _ => None,
    }
}

fn back(locale: Locale) -> &'static str {
    match locale {
        Locale::Ru => "Можно вернуться к телефону в терминале.",
        Locale::En => "You can go back to the phone in the terminal.",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn only_the_registered_address_is_handed_over() {
        let folder = tempfile::tempdir().unwrap();
        let callbacks = Callbacks::listen(folder.path()).unwrap();
        let (port, redirect) = (callbacks.port, callbacks.redirect());
        let (sender, returned) = mpsc::channel();
        callbacks.follow(Locale::En, move |url| sender.send(url).is_ok()).unwrap();

        let answers = [
            "GET /favicon.ico",
            "POST /callback?code=1",
            "GET /callbacks?code=2",
            "nonsense",
            "GET /callback?code=3&state=s",
        ]
        .map(|request| ask(port, request));

        assert_eq!(returned.recv().unwrap(), format!("{}?code=3&state=s", redirect.as_str()));
        assert!(answers[0].starts_with("HTTP/1.1 404"), "{}", answers[0]);
        assert!(answers[4].starts_with("HTTP/1.1 200"), "{}", answers[4]);
    }

    #[test]
    fn the_port_is_the_same_again() {
        let folder = tempfile::tempdir().unwrap();
        let first = Callbacks::listen(folder.path()).unwrap().redirect();

        assert_eq!(Callbacks::listen(folder.path()).unwrap().redirect(), first);
    }

    fn ask(port: u16, request: &str) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
        write!(stream, "{request} HTTP/1.1\r\nhost: phone\r\n\r\n").unwrap();
        let mut answer = String::new();
        // What was not read of a request that is none resets the connection.
        let _ = stream.read_to_string(&mut answer);
        answer
    }
}
