//! The whole record from a terminal: out, and in on another desk.

use crate::program::Terminal;

fn written(terminal: &Terminal, line: &[&str]) -> (std::path::PathBuf, String) {
    let said = terminal.run(line).well().out;
    let path = said
        .lines()
        .find_map(|line| line.strip_prefix("Written: "))
        .unwrap_or_else(|| panic!("it says where: {said}"));
    (path.into(), said)
}

#[test]
fn a_record_goes_out_and_into_another_desk() {
    let (terminal, other) = (Terminal::new(), Terminal::new());
    let place = tempfile::tempdir().expect("a place");
    let secret = place.path().join("passphrase");
    std::fs::write(&secret, "fern, ladder, tin, november\n").expect("a file");
    let (out, secret) = (place.path().to_string_lossy(), secret.to_string_lossy());
    terminal.run(&["person", "add", "Amara Okafor"]).well();
    for (line, import) in [
        (vec!["export", "everything", "--out", &out], vec![]),
        (
            vec![
                "export",
                "everything",
                "--private",
                "--out",
                &out,
                "--record-passphrase",
                &secret,
            ],
            vec!["--record-passphrase", &*secret],
        ),
    ] {
        let (record, said) = written(&terminal, &line);
        let private = line.contains(&"--private");
        assert_eq!(
            said.contains("Your private notes are in it."),
            private,
            "it says whether they are: {said}"
        );
        assert!(
            private || said.contains("Your private notes are not in it."),
            "in plain words: {said}"
        );
        let path = record.to_string_lossy().into_owned();
        let line: Vec<&str> = ["import", &path].into_iter().chain(import).collect();
        let said = other.run(&line).well().out;
        if private {
            assert!(
                said.contains("Nothing was missing here."),
                "the second brings nothing new: {said}"
            );
        } else {
            assert!(said.contains("People: 1 added"), "{said}");
            assert!(
                said.contains("ithaca-cli restore ") && !said.contains("Undo"),
                "it promises nothing that the next process could not keep: {said}"
            );
        }
    }
    let people = other.run(&["person", "list"]).well().out;
    assert!(people.contains("Amara Okafor"), "she is there: {people}");
}

#[test]
fn what_is_no_record_is_refused_in_a_sentence() {
    let terminal = Terminal::new();
    let place = tempfile::tempdir().expect("a place");
    let file = place.path().join("notes.age");
    std::fs::write(&file, "nothing of the kind").expect("a file");
    for path in [place.path(), &file] {
        let said = terminal.run(&["--json", "import", &path.to_string_lossy()]);
        assert_ne!(said.code, 0, "{}: it fails", path.display());
        assert_eq!(said.error()["code"], "invalid", "{}", said.err);
        assert!(
            said.err.contains("This is not a record of Ithaca"),
            "and says why: {}",
            said.err
        );
    }
}
