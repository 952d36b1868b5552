//! The flow, explored: every state that people and servers can bring it to, and every event there.

mod ahead;
mod browser;
mod diagram;
mod explore;
mod parting;
mod sample;
mod statements;
mod walk;
