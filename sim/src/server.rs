//! The thread that serves the ports, from its start to its end. What is served is the affair of
//! `service.rs`, `monitor.rs` and `storage.rs`.

use std::{io, sync::Arc, thread};

use axum::Router;
use tokio::{
    net::TcpListener,
    runtime::{self, Runtime},
    sync::oneshot,
};

use crate::{
    monitor, service,
    state::State,
    storage,
    storage_listener::{CuttableListener, Switch},
};

/// The running thread. Dropping it stops the thread and waits for its end, which takes no longer than it takes to drop
/// what runs there.
pub(crate) struct Server {
    /// Ends the thread when sent or dropped.
    stop: Option<oneshot::Sender<()>>,
    /// Fails, and so tells, when the thread has ended.
    ended: oneshot::Receiver<()>,
    /// The thread itself.
    thread: Option<thread::JoinHandle<()>>,
}

/// The ports, one for each host that there is.
pub(crate) struct Listeners {
    /// The service and the login host.
    pub(crate) graph: std::net::TcpListener,
    /// The monitors.
    pub(crate) monitor: std::net::TcpListener,
    /// The storage.
    pub(crate) storage: std::net::TcpListener,
}

impl Server {
    /// Starts the thread; it accepts connections when this returns.
    pub(crate) async fn start(listeners: Listeners, state: Arc<State>) -> io::Result<Self> {
        let (stop, stopped) = oneshot::channel();
        let (ready, started) = oneshot::channel();
        let (alive, ended) = oneshot::channel();
        let thread = thread::Builder::new().name("graph-action-sim".to_owned()).spawn(move || {
            let _alive: oneshot::Sender<()> = alive;
            // The runtime is made here, not by the caller: one that is dropped inside another runtime panics.
            match prepare(listeners, state) {
                Ok(runtime) => {
                    let _ = ready.send(Ok(()));
                    let _ = runtime.block_on(stopped);
                    // Drops every connection and timer, and does not wait for a host name being looked up.
                    runtime.shutdown_background();
                }
                Err(error) => {
                    let _ = ready.send(Err(error));
                }
            }
        })?;
        let server = Self { stop: Some(stop), ended, thread: Some(thread) };
        started.await.map_err(|_| io::Error::other("the embedded Graph's thread ended before it was ready"))??;
        Ok(server)
    }

    /// Stops the thread and waits for its end without blocking the caller's.
    pub(crate) async fn stop(&mut self) {
        self.stop.take();
        let _ = (&mut self.ended).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            // A panic of the thread has been printed already; a second one from `drop` would abort the process.
            let _ = thread.join();
        }
    }
}

/// The runtime, with the servers spawned on it.
fn prepare(listeners: Listeners, state: Arc<State>) -> io::Result<Runtime> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    // It is set once, since there is one thread for a state.
    let _ = state.runtime.set(runtime.handle().clone());
    let entered = runtime.enter();
    let [graph, monitor, storage] = [listeners.graph, listeners.monitor, listeners.storage].map(|listener| {
        listener.set_nonblocking(true)?;
        TcpListener::from_std(listener)
    });
    let monitors = Router::new().fallback(monitor::serve).with_state(Arc::clone(&state));
    let content = Router::new().fallback(storage::serve).with_state(Arc::clone(&state));
    let content = content.into_make_service_with_connect_info::<Switch>();
    let (graph, monitor, storage) = (graph?, monitor?, CuttableListener(storage?));
    runtime.spawn(async move { axum::serve(monitor, monitors).await });
    runtime.spawn(async move { axum::serve(storage, content).await });
    let app = Router::new().fallback(service::serve).with_state(state);
    runtime.spawn(async move { axum::serve(graph, app).await });
    drop(entered);
    Ok(runtime)
}
