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
    fn other_texts_are_no_networks() {
        for text in ["", "10.0.0", "10.0.0.0/33", "10.0.0.0/+8", "10.0.0.0/", "010.0.0.1"] {
            assert_eq!(Network::parse(text), None, "{text}");
        }
    }
}
