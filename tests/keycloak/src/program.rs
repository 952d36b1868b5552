use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// A program that runs beside the test, and ends with its process, however that ends.
pub(crate) struct Program {
    /// The leash, which holds the program. Its standard input is never written to: closed, also by
    /// the system in place of a process that was killed, it has the leash end the program.
    leash: Child,
    /// Reads what it says, until nobody of it is left to say anything.
    reader: Option<JoinHandle<()>>,
}

impl Program {
    /// No program takes as long as this until it is ready, on the busiest machine.
    const PATIENCE: Duration = Duration::from_secs(300);

    /// Starts a program, and waits until it says that it is ready: gives the line that holds
    /// `ready`.
    ///
    /// # Panics
    ///
    /// Where it does not, with all that it said.
    pub(crate) fn start(program: &Command, ready: &str) -> (Self, String) {
        let set = program.get_envs().filter_map(|(name, value)| Some((name, value?)));
        let leash = Command::new("sh")
            .args(["-c", LEASH, "leash"])
            .arg(program.get_program())
            .args(program.get_args())
            .envs(set)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let mut leash = leash.expect("there is a shell");
        let output = BufReader::new(leash.stdout.take().expect("it is piped"));
        let (said, lines) = channel();
        let reader = thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                // Nobody listens once it is ready.
                let _ = said.send(line);
            }
        });
        let program = Self { leash, reader: Some(reader) };
        (program, until(ready, &lines))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.leash.stdin.take());
        // It is gone otherwise, too.
        let _ = self.leash.wait();
        let _ = self.reader.take().map(JoinHandle::join);
    }
}

/// Waits for the line that holds `ready`.
fn until(ready: &str, lines: &Receiver<String>) -> String {
    let until = Instant::now() + Program::PATIENCE;
    let mut said = String::new();
    loop {
        match lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(line) if line.contains(ready) => return line,
            Ok(line) => said += &format!("{line}\n"),
            Err(RecvTimeoutError::Timeout) => panic!("it is not ready in time:\n{said}"),
            Err(RecvTimeoutError::Disconnected) => panic!("it ended:\n{said}"),
        }
    }
}

/// Runs a program in a session of its own until it ends, or until nobody holds the other end of
/// standard input; then all that it started is ended.
const LEASH: &str = r#"
    exec 3<&0 2>/dev/null
    setsid -- "$@" 2>&1 3<&- </dev/null &
    program=$!
    { read -r _ <&3; kill -s TERM -- "-$program"; } >/dev/null &
    watcher=$!
    exec 3<&-
    wait "$program"
    kill -s KILL -- "-$program" "$watcher"
"#;

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_program_ends_with_those_that_it_started_when_it_is_let_go() {
        let (program, pid) = Program::start(&script("sleep 600 & echo $!; wait"), "");
        assert!(lives(&pid));

        drop(program);

        assert!(!lives(&pid));
    }

    #[test]
    #[should_panic(expected = "it ended:\nno luck")]
    fn a_program_that_ends_before_it_is_ready_is_told_by_its_last_words() {
        Program::start(&script("echo no luck"), "ready");
    }

    /// A process that ended, and that nobody asked how, has no command line.
    fn lives(pid: &str) -> bool {
        fs::read(format!("/proc/{pid}/cmdline")).is_ok_and(|line| !line.is_empty())
    }

    fn script(text: &str) -> Command {
        let mut script = Command::new("sh");
        script.args(["-c", text]);
        script
    }
}
