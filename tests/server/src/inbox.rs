use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::bell::Bell;
use crate::clock::Time;

/// What the servers sent by SMS and e-mail, in place of a carrier.
///
/// Clones share the inbox.
#[derive(Clone, Debug, Default)]
pub struct Inbox(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    messages: Mutex<Vec<Message>>,
    bell: Bell,
}

/// A message as it arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    /// Counts from 1, over all servers.
    pub number: u64,
    /// The server's name in the configuration.
    pub server: String,
    pub channel: Channel,
    /// A phone in E.164, or an e-mail address.
    pub to: String,
    pub code: String,
    /// In the language of `Accept-Language`.
    pub text: String,
    pub sent_at: Time,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Sms,
    Email,
}

impl Inbox {
    /// All that arrived, in order.
    pub fn messages(&self) -> Vec<Message> {
        self.lock().clone()
    }

    /// How many arrived: what a wait for the next one begins after.
    pub fn len(&self) -> u64 {
        self.lock().last().map_or(0, |message| message.number)
    }

    pub fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }

    /// The latest code that went to a phone or an e-mail.
    pub fn latest_code(&self, to: &str) -> Option<String> {
        self.lock().iter().rev().find(|message| message.to == to).map(|found| found.code.clone())
    }

    /// Blocks until a message to `to` arrives whose number is above `after`.
    pub fn wait(&self, after: u64, to: &str, within: Duration) -> Option<Message> {
        self.0.bell.wait(within, || self.find(after, to))
    }

    /// [`Inbox::wait`] for tasks.
    pub async fn wait_async(&self, after: u64, to: &str, within: Duration) -> Option<Message> {
        self.0.bell.wait_async(within, || self.find(after, to)).await
    }

    /// Waits until a message arrives to anybody whose number is above `after`.
    pub async fn next(&self, after: u64, within: Duration) -> Option<Message> {
        let find = || self.lock().iter().find(|message| message.number > after).cloned();
        self.0.bell.wait_async(within, find).await
    }

    pub(crate) fn put(&self, message: Message) {
        {
            let mut messages = self.lock();
            let number = messages.last().map_or(1, |last| last.number + 1);
            messages.push(Message { number, ..message });
        }
        self.0.bell.ring();
    }

    fn find(&self, after: u64, to: &str) -> Option<Message> {
        self.lock().iter().find(|message| message.number > after && message.to == to).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Message>> {
        self.0.messages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
