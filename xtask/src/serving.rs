//! `cargo xtask run` and `serve`: the built page on this machine.

use std::io;

use crate::{console, failure::Failure, project::Project, server::Server};

/// How the page is served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Serving {
    /// The port asked for.
    pub port: Option<u16>,
    /// HTTPS for the local network, in place of HTTP for this machine alone.
    pub lan: bool,
}

/// Serves `dist/` until the process is ended.
pub fn serve(project: &Project, serving: Serving) -> Result<(), Failure> {
    if !project.dist().join("index.html").is_file() {
        return Err(Failure::new("there is no built page in dist/").advise(
            "Run `cargo xtask run`, which builds and serves, or first `cargo xtask build`.",
        ));
    }
    if serving.lan { serve_lan(project, serving.port) } else { serve_local(project, serving.port) }
}

fn serve_local(project: &Project, port: Option<u16>) -> Result<(), Failure> {
    let server =
        on_free_port(port.unwrap_or(DEFAULT_PORT), |port| Server::start(project.dist(), port))?;
    console::heading("Serving the page");
    console::note(&format!("{}   (Ctrl-C ends it)", server.url()));
    console::note("On a phone: `cargo xtask run --lan` serves it to your local network.");
    server.serve_for_ever();
    Ok(())
}

#[cfg(feature = "lan")]
fn serve_lan(project: &Project, port: Option<u16>) -> Result<(), Failure> {
    crate::lan::serve(project, port.unwrap_or(DEFAULT_LAN_PORT))
}

/// Starts this program again with TLS compiled in.
#[cfg(not(feature = "lan"))]
fn serve_lan(project: &Project, port: Option<u16>) -> Result<(), Failure> {
    console::heading(
        "Preparing HTTPS (compiles a TLS library, about half a minute the first time)",
    );
    let mut command = project.cargo();
    command.args(["run", "--quiet", "--locked", "--package", "xtask", "--features", "lan", "--"]);
    command.args(["serve", "--lan", "--port"]);
    command.arg(port.unwrap_or(DEFAULT_LAN_PORT).to_string());
    crate::process::go_on_as(&mut command, "Look at what is wrong above.")
}

/// Starts a server on `port`, or on the next free one after it, and says so.
pub(crate) fn on_free_port(
    port: u16,
    start: impl Fn(u16) -> io::Result<Server>,
) -> Result<Server, Failure> {
    for candidate in port..=port.saturating_add(TRIES) {
        match start(candidate) {
            Ok(server) => {
                if candidate != port {
                    console::note(&format!("Port {port} is taken, so this is {}.", server.port()));
                }
                return Ok(server);
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(Failure::new(format!("cannot listen on port {candidate}: {error}"))
                    .advise("Name another port: --port 8090"));
            }
        }
    }
    Err(Failure::new(format!("port {port} and the {TRIES} after it are taken"))
        .advise("Name another port: --port 9000"))
}

const DEFAULT_PORT: u16 = 8080;
const DEFAULT_LAN_PORT: u16 = 8443;
const TRIES: u16 = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_free_port_is_taken() {
        let folder = Project::find().path("xtask");
        let first = Server::start(&folder, 0).unwrap();
        let next = on_free_port(first.port(), |port| Server::start(&folder, port)).unwrap();
        assert_ne!(first.port(), next.port());
    }
}
