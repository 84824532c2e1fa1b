#[test]
fn proto() {
    use crate::desktop::*; use crate::web_driver::*; use serde_json::json;
    let d = Desktop::start();
    let t=std::time::Instant::now();
    let s = Session::start(&d, &[]);
    eprintln!("session {:?}", t.elapsed());
    eprintln!("{}", s.run("return document.body.innerText + location.href", json!([])));
    eprintln!("{}", s.call("meeting_plan", &json!({"title":"x"})));
    eprintln!("{}", s.route());
    d.command("import").args(["-window","root","/tmp/win.png"]).status().unwrap();
    s.quit();
    eprintln!("quit {:?}", t.elapsed());
    let s = Session::start(&d, &["--open","/inbox"]);
    eprintln!("{}", s.route());
}
