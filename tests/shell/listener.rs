//! A listener on this machine that nothing may reach, and that says who did.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, UdpSocket};
use std::sync::{Arc, Mutex};

/// A page without any policy, for the controls.
const PAGE: &str = "<!doctype html><title>control</title><p>No policy here.</p>";

/// A web server on loopback. Every connection is written down, whether or not it asks for anything.
pub struct Listener {
    pub address: String,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Listener {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ears = Arc::clone(&heard);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let ears = Arc::clone(&ears);
                std::thread::spawn(move || {
                    let tell = |what: String| {
                        if let Ok(mut heard) = ears.lock() {
                            heard.push(what);
                        }
                    };
                    // To connect is to be heard already: some ask for nothing afterwards.
                    tell("a connection".to_owned());
                    let mut line = String::new();
                    if BufReader::new(&stream).read_line(&mut line).is_ok() {
                        tell(line.trim().to_owned());
                    }
                    let _ = write!(
                        stream,
                        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n\
                         Connection: close\r\n\r\n{PAGE}",
                        PAGE.len()
                    );
                });
            }
        });
        // WebRTC asks over UDP on the same number.
        if let Ok(socket) = UdpSocket::bind(("127.0.0.1", port)) {
            let ears = Arc::clone(&heard);
            std::thread::spawn(move || {
                let mut bytes = [0; 1500];
                while socket.recv_from(&mut bytes).is_ok() {
                    if let Ok(mut heard) = ears.lock() {
                        heard.push("a datagram".to_owned());
                    }
                }
            });
        }
        Self {
            address: format!("http://127.0.0.1:{port}"),
            heard,
        }
    }

    /// What reached it so far.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().expect("the list").clone()
    }

    /// Forgets what reached it.
    pub fn forget(&self) {
        self.heard.lock().expect("the list").clear();
    }
}
