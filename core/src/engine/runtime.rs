use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread;

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// One tokio runtime on one thread of its own, where all I/O and every timer happens.
pub(super) struct Runtime {
    handle: Handle,
    stop: oneshot::Sender<()>,
    thread: thread::JoinHandle<()>,
}

impl Runtime {
    pub(super) fn start() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new().name("vestibule-net".to_owned()).spawn(move || {
            // Also ends when the sender is gone.
            let _ = runtime.block_on(stopped);
            // A name service that gives no answer is not waited for.
            runtime.shutdown_background();
        })?;
        Ok(Self { handle, stop, thread })
    }

    pub(super) fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Ends every task; waits for the thread unless called on it.
    pub(super) fn stop(self) {
        // Fails only when the thread is gone already.
        let _ = self.stop.send(());
        if self.thread.thread().id() != thread::current().id() {
            // A panic there was reported by its own thread.
            let _ = self.thread.join();
        }
    }
}

/// A task that ends when this is dropped.
pub(super) struct Task<T>(JoinHandle<T>);

impl<T: Send + 'static> Task<T> {
    pub(super) fn spawn(handle: &Handle, future: impl Future<Output = T> + Send + 'static) -> Self {
        Self(handle.spawn(future))
    }
}

impl<T> Future for Task<T> {
    /// None when the runtime was stopped first.
    type Output = Option<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context).map(Result::ok)
    }
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}
