//! IP addresses and CIDR blocks.

use std::net::IpAddr;

/// An address or a block of addresses (R4.16), IPv4 or IPv6 (R4.22).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    prefix: u32,
}

impl Network {
    /// Reads `203.0.113.24`, `10.0.0.0/8`, `2001:db8::/32`. A bare address means itself alone.
    pub fn parse(text: &str) -> Option<Network> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) if prefix.bytes().all(|b| b.is_ascii_digit()) => {
                (address, Some(prefix.parse().ok()?))
            }
            Some(_) => return None,
            None => (text, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let width = if address.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.unwrap_or(width);
        (prefix <= width).then_some(Network { address, prefix })
    }

    /// Whether it is of IPv6 (R4.22).
    pub fn is_v6(&self) -> bool {
        self.address.is_ipv6()
    }

    /// Its first and last address, each as a number within its family.
    pub fn ends(&self) -> (u128, u128) {
        let (address, width) = match self.address {
            IpAddr::V4(address) => (u128::from(u32::from(address)), 32),
            IpAddr::V6(address) => (u128::from(address), 128),
        };
        // As many ones as there are bits behind the prefix.
        let free = u128::MAX.checked_shr(128 - (width - self.prefix)).unwrap_or(0);
        (address & !free, address | free)
    }

    /// Whether the request's address lies inside; another family never does.
    pub fn holds(&self, request: &str) -> bool {
        match (self.address, request.parse::<IpAddr>()) {
            (IpAddr::V4(network), Ok(IpAddr::V4(address))) => {
                let shift = 32 - self.prefix;
                u32::from(network).checked_shr(shift).unwrap_or(0) == u32::from(address).checked_shr(shift).unwrap_or(0)
            }
            (IpAddr::V6(network), Ok(IpAddr::V6(address))) => {
                let shift = 128 - self.prefix;
                u128::from(network).checked_shr(shift).unwrap_or(0)
                    == u128::from(address).checked_shr(shift).unwrap_or(0)
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(network: &str, address: &str, expected: bool) {
        assert_eq!(Network::parse(network).expect("a network").holds(address), expected, "{network} {address}");
    }

    #[test]
    fn facts() {
        check("192.168.0.0/16", "192.168.255.1", true);
        check("192.168.7.9/16", "192.168.255.1", true);
        check("192.168.0.0/16", "192.169.0.1", false);
        check("172.16.215.218", "172.16.215.218", true);
        check("0.0.0.0/0", "8.8.8.8", true);
        check("2001:db8::/32", "2001:db8:1::1", true);
        check("2001:db8::/32", "2001:db9::1", false);
        check("::/0", "10.0.0.1", false);
        check("0.0.0.0/0", "::1", false);
        check("10.0.0.0/8", "no address", false);
    }

    #[test]
    fn a_network_ends_where_it_stops_holding() {
        for text in ["192.168.7.9/16", "10.0.0.1", "0.0.0.0/0", "10.128.0.0/9", "203.0.113.4/31"] {
            let network = Network::parse(text).expect("a network");
            let (first, last) = network.ends();
            let holds =
                |at: u128| u32::try_from(at).is_ok_and(|at| network.holds(&std::net::Ipv4Addr::from(at).to_string()));
            assert!(holds(first) && holds(last), "{text}");
            assert!(!holds(last + 1) && first.checked_sub(1).is_none_or(|before| !holds(before)), "{text}");
        }
        for text in ["2001:db8::/32", "::/0", "::1", "ffff::/1"] {
            let network = Network::parse(text).expect("a network");
            let (first, last) = network.ends();
            let holds = |at: u128| network.holds(&std::net::Ipv6Addr::from(at).to_string());
            assert!(holds(first) && holds(last), "{text}");
            assert!(last.checked_add(1).is_none_or(|after| !holds(after)), "{text}");
            assert!(first.checked_sub(1).is_none_or(|before| !holds(before)), "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_networks() {
        for text in ["", "10.0.0", "10.0.0.0/33", "10.0.0.0/+8", "10.0.0.0/", "010.0.0.1"] {
            assert_eq!(Network::parse(text), None, "{text}");
        }
    }
}
