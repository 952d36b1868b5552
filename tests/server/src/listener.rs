//! A port: connections taken, TLS spoken (or not, as asked), requests served.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::sync::{oneshot, watch};
use tokio_rustls::TlsAcceptor;

use crate::config::Tls;

/// How connections are met: TLS of a kind, with its certificate.
#[derive(Clone)]
pub(crate) struct Manner {
    pub(crate) kind: Tls,
    pub(crate) config: Option<Arc<rustls::ServerConfig>>,
}

/// A port that is listened on, until this is dropped.
pub(crate) struct Listening {
    /// Dropped: nothing is taken any more. Sent: every connection breaks.
    connections: watch::Sender<u64>,
    ended: Option<oneshot::Receiver<Infallible>>,
}

/// What a connection leads to.
pub(crate) trait Serve: Clone + Send + Sync + 'static {
    /// A connection was taken.
    fn connected(&self);

    /// Answers a request of a connection, or breaks the connection.
    fn serve(
        &self,
        connection: u64,
        request: Request<Incoming>,
    ) -> impl Future<Output = Option<Response<Body>>> + Send;
}

/// Takes a port; 0 takes a free one.
pub(crate) fn bind(address: SocketAddr) -> io::Result<std::net::TcpListener> {
    let listener = std::net::TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

impl Listening {
    pub(crate) fn start(
        runtime: &Handle,
        listener: std::net::TcpListener,
        manner: watch::Receiver<Manner>,
        serve: impl Serve,
    ) -> Self {
        let (connections, broken) = watch::channel(0);
        let (alive, ended) = oneshot::channel();
        runtime.spawn(async move {
            // Both go when the listener does: who waits for `ended` knows that the port is free.
            let _alive = alive;
            let Ok(listener) = TcpListener::from_std(listener) else {
                return;
            };
            accept(listener, manner, broken, serve).await;
        });
        Self { connections, ended: Some(ended) }
    }

    /// Breaks every connection.
    pub(crate) fn break_connections(&self) {
        self.connections.send_modify(|breaks| *breaks += 1);
    }

    /// Frees the port and breaks every connection; returns when it is done.
    pub(crate) fn stop(mut self) {
        let ended = self.ended.take();
        drop(self);
        if let Some(mut ended) = ended {
            // The listener's task has nothing to wait for: it ends as soon as it is polled.
            while let Err(oneshot::error::TryRecvError::Empty) = ended.try_recv() {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
    }
}

async fn accept(
    listener: TcpListener,
    manner: watch::Receiver<Manner>,
    mut broken: watch::Receiver<u64>,
    serve: impl Serve,
) {
    let numbers = AtomicU64::new(0);
    loop {
        let stream = tokio::select! {
            taken = listener.accept() => match taken {
                Ok((stream, _)) => stream,
                Err(_) => continue,
            },
            changed = broken.changed() => match changed {
                Ok(()) => continue,
                Err(_) => return,
            },
        };
        let number = numbers.fetch_add(1, Ordering::Relaxed) + 1;
        serve.connected();
        let manner = manner.borrow().clone();
        let mut broken = broken.clone();
        broken.mark_unchanged();
        let serve = serve.clone();
        tokio::spawn(async move {
            tokio::select! {
                () = connection(stream, manner, number, serve) => {}
                // Broken, or the listener is gone: the stream closes with the task.
                _ = broken.changed() => {}
            }
        });
    }
}

async fn connection(mut stream: TcpStream, manner: Manner, number: u64, serve: impl Serve) {
    let _ = stream.set_nodelay(true);
    let Some(config) = manner.config else {
        match manner.kind {
            Tls::Silent => std::future::pending().await,
            _ => {
                let plain = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
                let _ = stream.write_all(plain).await;
                let _ = stream.shutdown().await;
            }
        }
        return;
    };
    let Ok(stream) = TlsAcceptor::from(config).accept(stream).await else {
        return;
    };
    let is_http2 = stream.get_ref().1.alpn_protocol() == Some(b"h2");
    let (breaks, mut broken) = watch::channel(false);
    let service = service_fn(move |request| {
        let (serve, breaks) = (serve.clone(), breaks.clone());
        async move {
            let answer = serve.serve(number, request).await;
            if answer.is_none() {
                breaks.send_replace(true);
                // The connection goes before anything else is said on it.
                std::future::pending::<()>().await;
            }
            Ok::<_, Infallible>(answer.unwrap_or_default())
        }
    });
    let io = TokioIo::new(stream);
    let served = async {
        if is_http2 {
            let mut builder = http2::Builder::new(TokioExecutor::new());
            builder.timer(TokioTimer::new());
            let _ = builder.serve_connection(io, service).await;
        } else {
            let mut builder = http1::Builder::new();
            builder.timer(TokioTimer::new());
            let _ = builder.serve_connection(io, service).await;
        }
    };
    tokio::select! {
        () = served => {}
        _ = broken.wait_for(|is_broken| *is_broken) => {}
    }
}
