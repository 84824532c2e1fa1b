//! What a page could try to reach another computer with, each tried in the real window against a listener.

use serde_json::{Value, json};

use crate::desktop::Desktop;
use crate::listener::Listener;
use crate::web_driver::Session;

/// Ways out of a page; `to` is the listener. Each is a function body, tried for a moment, its failure ignored.
const WAYS: [(&str, &str); 27] = [
    ("fetch", "await fetch(to + '/fetch', { mode: 'no-cors' });"),
    (
        "fetch that outlives",
        "await fetch(to + '/keepalive', { keepalive: true, method: 'POST', body: 'x' });",
    ),
    (
        "XMLHttpRequest",
        "const ask = new XMLHttpRequest(); ask.open('GET', to + '/xhr'); ask.send();",
    ),
    (
        "WebSocket",
        "new WebSocket(to.replace('http', 'ws') + '/socket');",
    ),
    ("EventSource", "new EventSource(to + '/events');"),
    ("beacon", "navigator.sendBeacon(to + '/beacon', 'x');"),
    ("image", "new Image().src = to + '/image.png';"),
    (
        "picture in a style",
        "document.body.style.backgroundImage = `url(${to}/style.png)`;",
    ),
    (
        "style sheet",
        "add('link', { rel: 'stylesheet', href: to + '/sheet.css' });",
    ),
    (
        "import in a sheet",
        "const sheet = new CSSStyleSheet(); sheet.replaceSync(`p { background: url(${to}/adopted.png) }`); document.adoptedStyleSheets.push(sheet); add('p', { textContent: 'x' });",
    ),
    (
        "import in a style",
        "add('style', { textContent: `@import '${to}/import.css';` });",
    ),
    (
        "font",
        "const font = new FontFace('leak', `url(${to}/font.woff2)`); document.fonts.add(font); await font.load();",
    ),
    (
        "video",
        "add('video', { src: to + '/video.mp4', autoplay: true });",
    ),
    ("audio", "new Audio(to + '/audio.mp3').play();"),
    ("frame", "add('iframe', { src: to + '/frame' });"),
    ("object", "add('object', { data: to + '/object' });"),
    ("embed", "add('embed', { src: to + '/embed' });"),
    ("script", "add('script', { src: to + '/script.js' });"),
    ("module", "await import(to + '/module.js');"),
    ("worker", "new Worker(to + '/worker.js');"),
    (
        "worker of its own words",
        "new Worker(URL.createObjectURL(new Blob([`fetch('${to}/blob')`])));",
    ),
    (
        "service worker",
        "await navigator.serviceWorker.register(to + '/service.js');",
    ),
    (
        "WebRTC",
        "const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:' + to.slice(7) }] }); peer.createDataChannel('x'); await peer.setLocalDescription(await peer.createOffer());",
    ),
    (
        "prefetch, preload, preconnect, lookup",
        "for (const rel of ['prefetch', 'preload', 'preconnect', 'dns-prefetch', 'modulepreload', 'prerender', 'icon', 'manifest']) add('link', { rel, href: to + '/' + rel, as: 'image' });",
    ),
    (
        "form",
        "const form = add('form', { action: to + '/form', method: 'post' }); form.submit();",
    ),
    (
        "window",
        "window.open(to + '/window'); add('a', { href: to + '/anchor', target: '_blank', ping: to + '/ping' }).click();",
    ),
    (
        "another page",
        "add('meta', { httpEquiv: 'refresh', content: '0;url=' + to + '/meta' }); location.href = to + '/location';",
    ),
];

const TRY: &str = "
const [to, body] = arguments;
const add = (name, fields) => {
  const element = document.createElement(name);
  for (const [field, value] of Object.entries(fields)) {
    element[field] = value;
    if (typeof value === 'string' && field !== 'textContent') element.setAttribute(field === 'httpEquiv' ? 'http-equiv' : field, value);
  }
  document.body.append(element);
  return element;
};
const pause = (time) => new Promise((done) => setTimeout(done, time));
";

/// Tries one way and gives it a moment to be taken.
fn attempt(session: &Session, way: &str, to: &str) -> Value {
    let script = format!(
        "{TRY} const tried = (async () => {{ {way} }})().then(() => 'done', (error) => String(error));
         return Promise.race([tried, pause(400)]).then((said) => pause(150).then(() => said ?? 'unfinished'));"
    );
    session.run(&script, json!([to, ""]))
}

#[test]
fn no_way_out_of_the_real_window_reaches_anybody() {
    let listener = Listener::start();
    let desktop = Desktop::start();
    let session = Session::start(&desktop, &[]);
    session.call("first_run_finish", &json!({}));
    for (name, way) in WAYS {
        let said = attempt(&session, way, &listener.address);
        let place = session.run("return location.protocol;", json!([]));
        assert_eq!(place, "tauri:", "{name} led the window away: {said}");
        assert_eq!(listener.heard(), [""; 0], "{name} reached somebody: {said}");
    }
}

#[test]
fn the_same_ways_do_reach_somebody_from_a_page_without_a_policy() {
    let listener = Listener::start();
    let desktop = Desktop::start();
    let session = Session::browser(&desktop, &format!("{}/control", listener.address));
    let mut silent = Vec::new();
    for (name, way) in WAYS {
        if name == "another page" || name == "form" {
            continue;
        }
        listener.forget();
        attempt(&session, way, &listener.address);
        if listener.heard().is_empty() {
            silent.push(name);
        }
    }
    // What this web view cannot do at all on a page of plain HTTP is no proof of anything; most it can.
    assert!(
        silent.len() <= WAYS.len() / 3,
        "the listener hears what gets out; silent were {silent:?}"
    );
}
