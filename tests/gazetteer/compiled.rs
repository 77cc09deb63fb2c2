//! `whosaid gazetteer compile`: one file that stands for tables, and is refused when it might say something else.

use super::{Ended, Folder};
use std::fs;

const PEOPLE: &str = "name,aliases,short,gender,country,offices,description\n\
    Ilira Dovani,Ilyra Dovana|the Iron Minister,Dovani,f,,foreign minister@Velania:2021-,Foreign minister of Velania\n\
    Tarn Okselu,,Okselu,m,KX,,Beekeeper\nQuentin Georgia,,,m,,,\nJürgen Quarnmüller,,,m,,,\n";
const BODIES: &str = "name,type,aliases,short,acronyms,gender\nHarrow Ministry of Defence,organisation,,,HMD,\n\
    Velania,place,,,,\nQuarn,place,Old Quarn,,,\n";
const PEOPLES: &str = "word,place,kind\nVelanian,Velania,adjective\nUpper Quarnish,Quarn,adjective\nNorth Tinnish,Tinland,adjective\n\
    Tinnish,Tinland,adjective\n";
const DECISIONS: &str = "decision,entity,other,note\nhide,person:quentin-georgia,,\nalias,person:tarn-okselu,the Bee King,\n\
    type,place:quarn,organisation,\n";
const LATER: &str = "name,type,aliases\nTinland,place,\nZsofia Vandergriff-Oude,person,Ilira Dovani\n";
const NEWS: [(&str, &str); 2] = [
    (
        "news/a.txt",
        "“No bread,” said Foreign Minister Ilyra Dovana in Velania. The Velanian minister met Tarn Okselu, Angela Merkel and \
         Quentin Georgia of the Harrow Ministry of Defense (HMD) in Old Quarn.\n\nThe Bee King left Georgia on Monday, Dovani \
         said. An Upper Quarnish choir and a North Tinnish one sang to Jurgen Quarnmueller. Ilira Dovani did not. A Tinnish \
         paper said so.\n",
    ),
    (
        "news/b.txt",
        "« Il n'y a pas de pain », a déclaré la ministre Ilira Dovani à Paris, où elle a rencontré Tarn Okselu et le président \
         de la Velania. Elle est partie avec les autres dans la nuit, et il a plu sur la ville.\n",
    ),
];

fn folder() -> Folder {
    let folder = Folder::with(&NEWS);
    folder.write("our/bodies.csv", BODIES);
    folder.write("our/people.csv", PEOPLE);
    folder.write("our/peoples.csv", PEOPLES);
    folder.write("our/decisions.csv", DECISIONS);
    folder.write("later.csv", LATER);
    folder
}

#[track_caller]
fn compile(folder: &Folder, arguments: &[&str]) -> String {
    let ended = folder.whosaid(&[&["gazetteer", "compile", "our", "-o", "our.names"][..], arguments].concat());
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    ended.out
}

/// The tables of a run with some lists, without what names the lists.
#[track_caller]
fn run(folder: &Folder, lists: &[&str]) -> Vec<(String, Vec<u8>)> {
    let ended = folder.whosaid(&[&["run", "news", "-q", "-o", "run"][..], lists].concat());
    assert_eq!(ended, Ended { code: 0, out: String::new(), err: String::new() });
    let names_lists = |name: &str| matches!(name, "datapackage.json" | "report.html");
    folder.files("run").into_iter().filter(|(name, _)| !names_lists(name)).collect()
}

#[test]
fn it_stands_for_the_tables() {
    let folder = folder();
    let said = compile(&folder, &[]);
    assert!(said.starts_with("our.names: 7 entities of 4 tables, "), "{said}");
    folder.write("more.csv", "decision,entity,other\nshow,person:quentin-georgia,\nhide,place:paris,\n");
    for (tables, compiled) in [
        ("--gazetteer our", "--gazetteer our.names"),
        // Names of peoples find their place in a later table; a later decision counts.
        ("--gazetteer our --gazetteer later.csv", "--gazetteer our.names --gazetteer later.csv"),
        ("--gazetteer our --decisions more.csv", "--gazetteer our.names --decisions more.csv"),
        // Where it is no shortcut it is the tables.
        ("--gazetteer later.csv --gazetteer our", "--gazetteer later.csv --gazetteer our.names"),
        ("--gazetteer our --only-gazetteer", "--gazetteer our.names --only-gazetteer"),
        ("--gazetteer our --language de", "--gazetteer our.names --language de"),
    ] {
        let of = |lists: &str| run(&folder, &lists.split(' ').collect::<Vec<_>>());
        let (one, other) = (of(tables), of(compiled));
        assert_eq!(one.len(), other.len());
        for ((name, one), (_, other)) in one.iter().zip(&other) {
            assert_eq!(String::from_utf8_lossy(one), String::from_utf8_lossy(other), "{name} with {compiled}");
        }
    }
    // Who is who is told as by the tables.
    let find = |list: &str| folder.whosaid(&["gazetteer", "find", "Tarn Okselu", "Ilira Dovany", "--gazetteer", list]);
    assert_eq!(find("our"), find("our.names"));
    assert_eq!(folder.whosaid(&["gazetteer", "check", "our"]), folder.whosaid(&["gazetteer", "check", "our.names"]));
    // The tables may be gone.
    let before = run(&folder, &["--gazetteer", "our.names"]);
    fs::remove_dir_all(folder.path("our")).unwrap();
    assert!(before == run(&folder, &["--gazetteer", "our.names"]));
}

#[test]
fn without_the_programs_lists_too() {
    let folder = folder();
    compile(&folder, &["--only-gazetteer"]);
    for only in [&["--only-gazetteer"][..], &[]] {
        let of = |list| run(&folder, &[&["--gazetteer", list][..], only].concat());
        assert!(of("our") == of("our.names"));
    }
}

#[track_caller]
fn assert_refused(folder: &Folder, message: &str) {
    let ended = folder.whosaid(&["run", "news", "-q", "-o", "run", "--gazetteer", "our.names"]);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{}", ended.err);
    let wanted = format!("error: our.names: {message}\n");
    assert!(ended.err.starts_with(&wanted), "{wanted:?} is not the start of {}", ended.err);
    assert!(
        ended.err.contains("hint: make it again: whosaid gazetteer compile TABLES -o FILE --force"),
        "{}",
        ended.err
    );
}

#[test]
fn it_is_refused_where_a_table_has_changed_since() {
    let folder = folder();
    compile(&folder, &[]);
    let changed = |name: &str| {
        format!("was compiled before {} changed", folder.root().canonicalize().unwrap().join(name).display())
    };
    // As long as before, and a table more, and one less.
    folder.write("our/people.csv", PEOPLE.replace("Beekeeper", "Beetkeeps"));
    assert_refused(&folder, &changed("our/people.csv"));
    folder.write("our/people.csv", PEOPLE);
    run(&folder, &["--gazetteer", "our.names"]);
    folder.write("our/new.csv", LATER);
    assert_refused(&folder, &changed("our"));
    fs::remove_file(folder.path("our/new.csv")).unwrap();
    fs::remove_file(folder.path("our/decisions.csv")).unwrap();
    assert_refused(&folder, &changed("our"));
    // Until it is made again.
    let ended = folder.whosaid(&["gazetteer", "compile", "our", "-o", "our.names"]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("our.names: is there already") && ended.err.contains("--force"), "{}", ended.err);
    compile(&folder, &["--force"]);
    run(&folder, &["--gazetteer", "our.names"]);
}

#[test]
fn it_is_refused_where_it_is_not_what_was_written() {
    let folder = folder();
    compile(&folder, &["--only-gazetteer"]);
    let whole = fs::read(folder.path("our.names")).unwrap();
    let line = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let damaged = "is damaged: these are not the bytes that were written";
    for at in (line - 1..line + 40).step_by(13).chain((line + 40..whole.len()).step_by(whole.len() / 12)) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        folder.write("our.names", &bytes);
        assert_refused(&folder, damaged);
    }
    for length in [line, line + 31, line + 32, line + 33, whole.len() / 2, whole.len() - 1] {
        folder.write("our.names", &whole[..length]);
        assert_refused(&folder, damaged);
    }
    folder.write("our.names", [&whole[..], b"\n"].concat());
    assert_refused(&folder, damaged);
    let mut bytes = whole.clone();
    bytes[line - 2] ^= 1;
    folder.write("our.names", &bytes);
    assert_refused(&folder, "was compiled by another build of whosaid");
    folder.write("our.names", &whole[..line - 3]);
    assert_refused(&folder, "was compiled by another build of whosaid");
}

#[test]
fn nothing_is_written_where_something_is_wrong() {
    let folder = folder();
    folder.write("our/decisions.csv", "decision,entity,other\nalias,person:nobody-at-all,Somebody\n");
    folder.write("bad.csv", "name,type\nQuarn,town\n,person\n");
    let before = folder.names();
    for (arguments, message) in [
        (&["our", "-o", "our.names"][..], "our/decisions.csv:2: entity: no list holds person:nobody-at-all"),
        (&["bad.csv", "-o", "our.names"], "bad.csv:2: type: what is `Quarn`?"),
        (&["gone", "-o", "our.names"], "gone: "),
        (&["later.csv", "-o", "our.csv"], "our.csv: a compiled list is no table"),
        (&["later.csv", "-o", "nowhere/our.names"], "nowhere/our.names: "),
    ] {
        let ended = folder.whosaid(&[&["gazetteer", "compile"][..], arguments].concat());
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{arguments:?}: {}", ended.err);
        assert!(ended.err.contains(message), "{message:?} is not in {}", ended.err);
        assert_eq!(folder.names(), before);
    }
}

#[test]
fn among_tables_it_is_named() {
    let folder = folder();
    compile(&folder, &[]);
    // Under its own name it is none of them.
    fs::rename(folder.path("our.names"), folder.path("our/our.names")).unwrap();
    run(&folder, &["--gazetteer", "our"]);
    fs::rename(folder.path("our/our.names"), folder.path("our/our.csv")).unwrap();
    let ended = folder.whosaid(&["run", "news", "-q", "-o", "run", "--gazetteer", "our"]);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("our/our.csv: is a compiled list, not a table"), "{}", ended.err);
    assert!(
        ended.err.contains("hint: keep it outside of the folder of tables, and give it by itself"),
        "{}",
        ended.err
    );
}
