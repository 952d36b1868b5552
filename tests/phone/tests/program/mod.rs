//! The program, driven by lines.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value;

/// The program, run as other programs run it.
pub(crate) struct Phone {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    pub(crate) heard: Vec<String>,
}

impl Phone {
    /// Lines that are read before a test gives up.
    const PATIENCE: usize = 200;

    pub(crate) fn start(options: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_vestibule-phone"))
            .arg("--json")
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, input, output, heard: Vec::new() }
    }

    pub(crate) fn say(&mut self, line: &Value) {
        self.say_line(&line.to_string());
    }

    pub(crate) fn say_line(&mut self, line: &str) {
        writeln!(self.input.as_mut().unwrap(), "{line}").unwrap();
    }

    pub(crate) fn until(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        for _ in 0..Self::PATIENCE {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "{:#?}", self.heard);
            let value = serde_json::from_str(&line).unwrap();
            self.heard.push(line);
            if is_it(&value) {
                return value;
            }
        }
        panic!("it did not come: {:#?}", self.heard);
    }

    /// The first message, which comes before or after the screen that it is for.
    pub(crate) fn message(&mut self) -> Value {
        let is_it = |line: &Value| line.get("message").is_some();
        let heard = self.heard.iter().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let message = heard.into_iter().find(is_it);
        message.unwrap_or_else(|| self.until(is_it))["message"].clone()
    }

    /// Ends the input; gives every line that came out.
    pub(crate) fn end(mut self) -> Vec<String> {
        drop(self.input.take());
        let mut rest = String::new();
        self.output.read_to_string(&mut rest).unwrap();
        assert!(self.child.wait().unwrap().success());
        self.heard.extend(rest.lines().map(str::to_owned));
        std::mem::take(&mut self.heard)
    }
}

impl Drop for Phone {
    /// Kills the process, if it is still there.
    fn drop(&mut self) {
        // Fails where it ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
