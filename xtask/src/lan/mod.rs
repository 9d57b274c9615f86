//! `cargo xtask run --lan`: HTTPS for the phones in the local network.
//!
//! A phone opens its camera only for a secure page, so plain HTTP does not do. The certificate is
//! self-made: the browser warns once, and then refuses a service worker all the same.

mod addresses;
mod certificate;
mod terminal;
mod tls;

use std::{
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

use crate::{
    console, failure::Failure, project::Project, server::Server, serving::on_free_port,
    tools::Toolbox,
};

/// Serves `dist/` to the local network until the process is ended.
pub fn serve(project: &Project, port: u16) -> Result<(), Failure> {
    let addresses = addresses::of_this_machine();
    let Some(main) = addresses.first() else {
        return Err(Failure::new("this machine has no address in a local network")
            .advise("Connect it to the network that the phone is in, then start again."));
    };
    let folder = Toolbox::open(project.clone())?.folder().join("lan");
    let identity = certificate::kept_or_new(&folder, &addresses)?;
    let transport = Arc::new(tls::Tls::new(&identity)?);

    let server = on_free_port(port, |port| {
        // One socket for both kinds of address where the system has IPv6.
        let both = SocketAddr::from((Ipv6Addr::UNSPECIFIED, port));
        let old = SocketAddr::from((Ipv4Addr::UNSPECIFIED, port));
        let start = |address| Server::start_on(project.dist(), address, transport.clone());
        start(both).or_else(|_| start(old))
    })?;

    console::heading("Serving the page to the local network");
    let url = |address: &std::net::IpAddr| {
        format!("https://{}/", SocketAddr::new(*address, server.port()))
    };
    terminal::print_qr(&url(main))?;
    for address in &addresses {
        console::note(&url(address));
    }
    for line in [
        "",
        "Scan the code with the phone's camera, or type the address (with https://).",
        "The phone must be in the same network. Ctrl-C ends this.",
        "",
        "- The browser warns once, because the certificate is made by this machine and nobody",
        "  vouches for it: choose \"Advanced\" or \"Details\" and go on. It is kept, so the next",
        "  start does not warn again as long as the addresses stay the same.",
        "- The camera works then.",
        "- OFFLINE USE DOES NOT WORK THIS WAY: browsers run no service worker on a certificate that",
        "  they had to be told to accept. For that, put dist/ on a host with a real certificate.",
    ] {
        console::note(line);
    }
    server.serve_for_ever();
    Ok(())
}
