use std::collections::BTreeMap;
use std::sync::{Arc, mpsc};
use std::thread;

use super::Shared;
use super::tokens::Saved;
use super::watch::Watcher;
use crate::flow::{Effect, State};
use crate::vault::Vault;
use crate::{Problem, Snapshot};

/// What the writer does, one after the other.
pub(super) enum Job {
    /// Tries to open the vault.
    Open,
    /// Saves a state, shows its screen, then begins its effects.
    Step(Box<Step>),
    /// Shows a screen that belongs to no state.
    Show(Snapshot),
    Watch(Watcher),
    Unwatch(u64),
    /// Puts the vault's file down, for the background.
    Release,
    Stop,
}

/// A step of the flow, to be made lasting.
pub(super) struct Step {
    pub(super) number: u64,
    pub(super) state: State,
    /// The screen, if it is a new one.
    pub(super) screen: Option<Snapshot>,
    pub(super) effects: Vec<Effect>,
}

/// The thread that alone touches the vault, calls the observers and begins the effects.
pub(super) struct Writer {
    thread: thread::JoinHandle<()>,
}

impl Writer {
    pub(super) fn start(
        vault: Vault,
        shared: Arc<Shared>,
        queue: mpsc::Receiver<Job>,
    ) -> std::io::Result<Self> {
        let mut desk = Desk { vault, shared, watchers: BTreeMap::new(), shown: None };
        let thread = thread::Builder::new().name("vestibule-save".to_owned()).spawn(move || {
            while let Ok(job) = queue.recv() {
                if let Job::Stop = job {
                    return;
                }
                desk.work(job);
            }
        })?;
        Ok(Self { thread })
    }

    /// Waits until the last step is saved; not when called by an observer, on the thread itself.
    pub(super) fn join(self) {
        if self.thread.thread().id() != thread::current().id() {
            // A panic there was reported by its own thread.
            let _ = self.thread.join();
        }
    }
}

struct Desk {
    vault: Vault,
    shared: Arc<Shared>,
    watchers: BTreeMap<u64, Watcher>,
    shown: Option<Snapshot>,
}

impl Desk {
    fn work(&mut self, job: Job) {
        match job {
            Job::Open => self.shared.clone().open(&mut self.vault),
            Job::Step(step) => self.step(*step),
            Job::Show(snapshot) => self.show(snapshot),
            Job::Watch(watcher) => {
                if self.shown.as_ref().is_none_or(|shown| watcher.give(shown)) {
                    self.watchers.insert(watcher.id, watcher);
                }
            }
            Job::Unwatch(id) => {
                self.watchers.remove(&id);
            }
            Job::Release => self.vault.release(),
            Job::Stop => {}
        }
    }

    fn step(&mut self, step: Step) {
        let Step { number, state, screen, effects } = step;
        let sends = effects.iter().any(|effect| matches!(effect, Effect::Send { .. }));
        let problem = self.vault.save(&state.rows(), sends).err();
        self.shared.saved.send_replace(Saved {
            step: number,
            sessions: state.sessions().clone(),
            problem: problem.clone().map(Problem::Storage),
        });
        if let Some(snapshot) = screen {
            self.show(snapshot);
        }
        self.watchers.values().for_each(Watcher::tell_saved);
        match problem {
            None => self.shared.begin(effects),
            Some(problem) => {
                log::error!("the state was not saved: {problem:?}");
                self.shared.not_saved(effects, &problem);
            }
        }
    }

    fn show(&mut self, snapshot: Snapshot) {
        self.watchers.retain(|_, watcher| watcher.give(&snapshot));
        self.shown = Some(snapshot);
    }
}
