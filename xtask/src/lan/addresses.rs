//! The addresses under which other devices reach this machine.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};

/// All addresses of the local network, the one of the default route first.
pub(super) fn of_this_machine() -> Vec<IpAddr> {
    let mut addresses: Vec<IpAddr> = if_addrs::get_if_addrs()
        .unwrap_or_default()
        .iter()
        .map(if_addrs::Interface::ip)
        .filter(is_for_others)
        .collect();
    // IPv4 first: shorter to type, and never with a zone.
    addresses.sort();
    addresses.dedup();
    if let Some(main) = of_default_route() {
        addresses.retain(|address| *address != main);
        addresses.insert(0, main);
    }
    addresses
}

/// Connecting a UDP socket sends nothing; it only asks the system which way it would go.
fn of_default_route() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // RFC 5737: an address for documentation, which nobody has.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    Some(socket.local_addr().ok()?.ip()).filter(is_for_others)
}

fn is_for_others(address: &IpAddr) -> bool {
    match address {
        IpAddr::V4(it) => !it.is_loopback() && !it.is_link_local() && !it.is_unspecified(),
        IpAddr::V6(it) => !it.is_loopback() && !it.is_unicast_link_local() && !it.is_unspecified(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_this_machine_alone_are_left_out() {
        for (text, expected) in [
            ("192.168.1.20", true),
            ("10.0.0.3", true),
            ("fd00::1", true),
            ("127.0.0.1", false),
            ("169.254.1.1", false),
            ("0.0.0.0", false),
            ("::1", false),
            ("fe80::1", false),
        ] {
            assert_eq!(is_for_others(&text.parse().unwrap()), expected, "{text}");
        }
        assert!(of_this_machine().iter().all(is_for_others));
    }
}
