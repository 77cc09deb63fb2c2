//! The tables to the byte, hostile cells, and the folder that appears whole or not at all.

use crate::made::Made;
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use whosaid::Error;
use whosaid::document::{Basis, Zone};
use whosaid::error::Stage;
use whosaid::write::{Describe, Description, Existing, FILES, Output, Report, Settings, Sink, TABLES};

struct Gazetteer;

impl Describe for Gazetteer {
    fn describe(&self, known: u32) -> Description<'_> {
        assert_eq!(known, 7);
        Description { wikidata: "Q1", country: "UA", description: "president, since 2019" }
    }
}

fn articles() -> [Made; 2] {
    let text = "“Zoë wins,” Ann Lee said, “in Kyiv.” Bob Ray left Kyiv.\n\nZoë and Lee met the “winners”";
    let one = Made::new("a-1", text)
        .name("Zoë", "person:zoe", "Zoë", None, Basis::Context)
        .name("Ann Lee", "person:ann-lee", "Ann Lee", Some(7), Basis::Name)
        .name("Kyiv", "place:kyiv", "Kyiv", Some(7), Basis::Alias)
        .name("Bob Ray", "person:bob-ray", "Bob Ray", None, Basis::Context)
        .said(&["“Zoë wins,”", "“in Kyiv.”"], &["person:ann-lee"], "Ann Lee", "said")
        .unsaid("“winners”")
        .date("2022-03-28");
    let two = Made::new("b-2", "Zoë met Ann Lee. =1+1, \"so\"\tto say\n\nZoë left")
        .name("Zoë", "person:zoe", "Zoë", None, Basis::Context)
        .name("Ann Lee", "person:ann-lee", "Ann Lee", Some(7), Basis::Name)
        .zone(1, Zone::Repeat);
    [one, two]
}

fn written(articles: &[Made]) -> (TempDir, Report) {
    let folder = tempfile::tempdir().unwrap();
    let mut output = Output::create(&folder.path().join("run"), Settings::default()).unwrap();
    for article in articles {
        output.add(&article.document, &article.analysis).unwrap();
    }
    output.skip(&Error::new(Stage::Read, "is no text").at("bad.txt").line(3).hint("look, \"here\"")).unwrap();
    let report = output.finish(&Gazetteer).unwrap();
    (folder, report)
}

fn table(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join("run").join(name)).unwrap()
}

#[test]
fn the_tables_to_the_byte() {
    let (folder, _) = written(&articles());
    assert_eq!(
        table(&folder, "documents.csv"),
        "document,title,date,outlet,url,path,words,sentences,mentions,quotes,attributed,duplicate_of\n\
         a-1,,2022-03-28,,,a-1.txt,17,2,6,2,1,\n\
         b-2,,,,,b-2.txt,10,3,3,0,0,\n"
    );
    assert_eq!(
        table(&folder, "mentions.csv"),
        "document,start,end,text,entity,name,type,basis,rule,sentence,paragraph,zone\n\
         a-1,1,4,Zoë,person:zoe,Zoë,person,context,by-hand,0,0,body\n\
         a-1,12,19,Ann Lee,person:ann-lee,Ann Lee,person,name,by-hand,0,0,body\n\
         a-1,30,34,Kyiv,place:kyiv,Kyiv,place,alias,by-hand,0,0,body\n\
         a-1,37,44,Bob Ray,person:bob-ray,Bob Ray,person,context,by-hand,0,0,body\n\
         a-1,50,54,Kyiv,place:kyiv,Kyiv,place,alias,by-hand,0,0,body\n\
         a-1,57,60,Zoë,person:zoe,Zoë,person,context,by-hand,1,1,body\n\
         b-2,0,3,Zoë,person:zoe,Zoë,person,context,by-hand,0,0,body\n\
         b-2,8,15,Ann Lee,person:ann-lee,Ann Lee,person,name,by-hand,0,0,body\n\
         b-2,36,39,Zoë,person:zoe,Zoë,person,context,by-hand,2,1,repeat\n"
    );
    assert_eq!(
        table(&folder, "quotes.csv"),
        "quote,document,start,end,pieces,text,type,speaker,speaker_name,speaker_type,source,source_start,source_end,\
         cue,cue_start,cue_end,sieve,confidence,about,sentence,date,outlet,cluster,resolution,candidates,speaker_confidence\n\
         q-a-1-1,a-1,0,36,0-11|26-36,\"Zoë wins, … in Kyiv.\",direct,person:ann-lee,Ann Lee,person,Ann Lee,12,19,\
         said,20,24,by-hand,0.95,person:zoe|place:kyiv,0,2022-03-28,,ccde1439e994b9eaf,name,,0.90\n\
         q-a-1-2,a-1,77,86,77-86,winners,mixed,,,,,,,,,,,,,1,2022-03-28,,c18409e11366a334f,,,\n"
    );
    assert_eq!(
        table(&folder, "entities.csv"),
        "entity,name,type,known,wikidata,country,description,documents,mentions,quotes,quoted_words,forms,first_date,\
         last_date\n\
         person:ann-lee,Ann Lee,person,true,Q1,UA,\"president, since 2019\",2,2,1,4,Ann Lee,2022-03-28,2022-03-28\n\
         person:zoe,Zoë,person,false,,,,2,3,0,0,Zoë,2022-03-28,2022-03-28\n\
         person:bob-ray,Bob Ray,person,false,,,,1,1,0,0,Bob Ray,2022-03-28,2022-03-28\n\
         place:kyiv,Kyiv,place,true,Q1,UA,\"president, since 2019\",1,2,0,0,Kyiv,2022-03-28,2022-03-28\n"
    );
    assert_eq!(
        table(&folder, "errors.csv"),
        "path,line,stage,message,hint\nbad.txt,3,read,is no text,\"look, \"\"here\"\"\"\n"
    );
    assert_eq!(
        table(&folder, "unknown.csv"),
        "name,type,documents,mentions,example,row\n\
         Zoë,person,2,3,\"“Zoë wins,” Ann Lee said, “in Kyiv.” Bob Ray left Kyiv.\",\"Zoë,person,,,,,,\"\n"
    );
}

#[test]
fn the_graph_to_the_byte() {
    let (folder, report) = written(&articles());
    assert_eq!(
        table(&folder, "edges.csv").lines().take(3).collect::<Vec<_>>(),
        [
            "source,target,type,weight,id,source_label,target_label,source_type,target_type,documents,sentences,\
             paragraphs,jaccard,npmi,g2,first_date,last_date,evidence_document,evidence,backbone",
            "person:ann-lee,person:zoe,Undirected,2,person:ann-lee--person:zoe,Ann Lee,Zoë,person,person,2,2,2,,,,\
             2022-03-28,2022-03-28,a-1,\"“Zoë wins,” Ann Lee said, “in Kyiv.” Bob Ray left Kyiv.\",0.250000",
            "person:ann-lee,person:bob-ray,Undirected,1,person:ann-lee--person:bob-ray,Ann Lee,Bob Ray,person,person,1,\
             1,1,,,,2022-03-28,2022-03-28,a-1,\"“Zoë wins,” Ann Lee said, “in Kyiv.” Bob Ray left Kyiv.\",0.444444",
        ]
    );
    assert_eq!(
        table(&folder, "quote_edges.csv"),
        "source,target,type,weight,id,source_label,target_label,quotes,documents,first_date,last_date,\
         evidence_document,evidence\n\
         person:ann-lee,person:zoe,Directed,1,person:ann-lee->person:zoe,Ann Lee,Zoë,1,1,2022-03-28,2022-03-28,a-1,\
         \"“Zoë wins,” Ann Lee said, “in Kyiv.”\"\n\
         person:ann-lee,place:kyiv,Directed,1,person:ann-lee->place:kyiv,Ann Lee,Kyiv,1,1,2022-03-28,2022-03-28,a-1,\
         \"“Zoë wins,” Ann Lee said, “in Kyiv.”\"\n"
    );
    assert_eq!(
        table(&folder, "nodes.csv"),
        "id,label,type,documents,sentences,mentions,quotes,degree,strength,pagerank,betweenness,community,first_date,\
         last_date,community_name\n\
         person:ann-lee,Ann Lee,person,2,2,2,1,3,4,0.28102190,0.000000,1,2022-03-28,2022-03-28,\"Ann Lee, Zoë, Bob Ray\"\n\
         person:zoe,Zoë,person,2,3,3,0,3,4,0.28102190,0.000000,1,2022-03-28,2022-03-28,\"Ann Lee, Zoë, Bob Ray\"\n\
         person:bob-ray,Bob Ray,person,1,1,1,0,3,3,0.21897810,0.000000,1,2022-03-28,2022-03-28,\"Ann Lee, Zoë, Bob Ray\"\n\
         place:kyiv,Kyiv,place,1,1,2,0,3,3,0.21897810,0.000000,1,2022-03-28,2022-03-28,\"Ann Lee, Zoë, Bob Ray\"\n"
    );
    assert_eq!((report.documents, report.quotes, report.attributed, report.skipped), (2, 2, 1, 1));
    assert_eq!(report.speakers[0].name, "Ann Lee");
    assert_eq!((&report.ties[0].names.each_ref().map(String::as_str), report.ties[0].weight), (&["Ann Lee", "Zoë"], 2));
}

#[test]
fn a_run_without_articles_writes_every_file() {
    let folder = tempfile::tempdir().unwrap();
    Output::create(&folder.path().join("run"), Settings::default()).unwrap().finish(&()).unwrap();
    for definition in TABLES {
        assert_eq!(table(&folder, definition.file), format!("{}\n", definition.header().collect::<Vec<_>>().join(",")));
    }
    let mut names: Vec<_> =
        fs::read_dir(folder.path().join("run")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    let mut expected = FILES.to_vec();
    expected.sort_unstable();
    assert_eq!(names, expected);
}

#[test]
fn hostile_words_stay_words() {
    let hostile =
        ["=cmd|' /C calc'!A0", "</script>", "+972 Magazine", "@POTUS", "C:\\new", "a\u{1}b", "😀", "שלום", "\u{202e}x"];
    let long = "n".repeat(40_000);
    let text = hostile.join(" and ") + " and " + &long;
    let mut made = Made::new("=1+1", &text);
    for (number, words) in hostile.iter().copied().chain([long.as_str()]).enumerate() {
        made = made.name(words, &format!("person:{number}"), words, None, Basis::Context);
    }
    made.document.title = Some("one\r\ntwo\tthree".into());
    let (folder, _) = written(&[made]);
    let path = folder.path().join("run");
    let names = column(&path.join("nodes.csv"), "label");
    for words in [
        "=cmd|' /C calc'!A0",
        "</script>",
        "+972 Magazine",
        "@POTUS",
        "C:⧵new",
        "a b",
        "😀",
        "שלום",
        "\u{202e}x",
        &long,
    ] {
        assert!(names.iter().any(|name| name == words), "{words}");
    }
    assert_eq!(column(&path.join("documents.csv"), "title"), ["one  two three"]);
    assert_eq!(column(&path.join("documents.csv"), "document"), ["=1+1"]);
    for file in ["graph.gexf", "graph.graphml"] {
        let xml = fs::read_to_string(path.join(file)).unwrap();
        assert!(xml.contains("&lt;/script&gt;") && !xml.contains("</script>") && !xml.contains('\u{1}'), "{file}");
    }
}

fn column(path: &Path, name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let column = reader.headers().unwrap().iter().position(|header| header == name).unwrap();
    reader.records().map(|record| record.unwrap()[column].to_owned()).collect()
}

#[test]
fn the_same_words_under_another_id_are_a_duplicate() {
    let [one, _] = articles();
    let mut again = one.clone();
    again.document.id = "z-9".into();
    again.document.text = again.document.text.replace(['“', '”'], "\"").to_uppercase();
    let mut output = Output::create(&tempfile::tempdir().unwrap().path().join("run"), Settings::default()).unwrap();
    output.add(&one.document, &one.analysis).unwrap();
    again.analysis = whosaid::Analysis::default();
    output.add(&again.document, &again.analysis).unwrap();
    assert_eq!(Sink::report(&output).duplicates, 1);
}

#[test]
fn statements_of_nobody_named_show_the_source_words() {
    let made = Made::new("d", "“No,” the mayor of Irpin said").said(&["“No,”"], &[], "the mayor of Irpin", "said");
    let (folder, _) = written(&[made]);
    let path = folder.path().join("run/quotes.csv");
    assert_eq!(column(&path, "speaker"), [""]);
    assert_eq!(column(&path, "speaker_name"), ["the mayor of Irpin"]);
    assert_eq!(column(&path, "speaker_type"), [""]);
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).unwrap().next().is_none()
}

#[test]
fn an_output_that_is_not_finished_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let output = Output::create(&folder.path().join("run"), Settings::default()).unwrap();
    assert!(!folder.path().join("run").exists());
    assert!(!is_empty(folder.path()));
    drop(output);
    assert!(is_empty(folder.path()));
}

#[test]
fn what_a_killed_run_left_is_cleared_away_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    // The first process lives as long as the system; no process has the last number.
    let names = [".run.tmp-1", ".run.tmp-4294967295", ".run.tmp-mine", ".other.tmp-4294967295", "run.tmp-4294967295"];
    for name in &names {
        fs::create_dir(folder.path().join(name)).unwrap();
    }
    Output::create(&folder.path().join("run"), Settings::default()).unwrap().finish(&()).unwrap();
    let left = names.map(|name| folder.path().join(name).exists());
    assert_eq!(left, [true, !cfg!(target_os = "linux"), true, true, true]);
}

#[test]
fn an_earlier_output_is_replaced_and_what_lay_beside_it_stays() {
    let folder = tempfile::tempdir().unwrap();
    let run = folder.path().join("run");
    let write = |existing| Output::create(&run, Settings { existing, ..Settings::default() })?.finish(&());
    write(Existing::Ours).unwrap();
    fs::write(run.join("errors.csv"), "old").unwrap();
    fs::write(run.join("mine.gephi"), "mine").unwrap();
    write(Existing::Ours).unwrap();
    assert_eq!(fs::read_to_string(run.join("errors.csv")).unwrap(), "path,line,stage,message,hint\n");
    assert_eq!(fs::read_to_string(run.join("mine.gephi")).unwrap(), "mine");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing hidden is left");

    fs::remove_file(run.join("documents.csv")).unwrap();
    let refused = write(Existing::Ours).unwrap_err();
    assert_eq!(
        refused.to_string(),
        format!(
            "{}: the folder holds something else than an earlier output\n  \
             hint: name another with -o, or write there nevertheless with --force",
            run.display()
        )
    );
    write(Existing::Any).unwrap();
    assert_eq!(fs::read_to_string(run.join("mine.gephi")).unwrap(), "mine");
}

#[test]
fn a_place_that_cannot_be_written_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    for target in [file.clone(), file.join("run"), folder.path().join("..")] {
        let error = Output::create(&target, Settings::default()).unwrap_err();
        assert_eq!(error.stage(), Stage::Write, "{error}");
        assert!(error.hint_text().is_some(), "{error}");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "x");
}
