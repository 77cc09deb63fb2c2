//! `whosaid gazetteer import`: made-up samples of each layout.

use super::Folder;
use crate::common::ended;
use std::fs;
use std::io::{Read, Write};
use std::process::Command;
use std::thread;
use std::time::Duration;

/// Imports some files; returns the rows as cells and what was said.
fn import(files: &[(&str, &str)], arguments: &[&str]) -> (Vec<Vec<String>>, String) {
    let folder = Folder::with(files);
    let ended = folder.whosaid(&[&["gazetteer", "import"][..], arguments, &["-o", "out.csv"]].concat());
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{}", ended.out);
    let table = folder.read("out.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    // What was written is read without a fault.
    let checked = folder.whosaid(&["gazetteer", "check", "out.csv"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    (rows, ended.out)
}

/// Name, type and aliases (with acronyms) of each row.
fn names(rows: &[Vec<String>]) -> Vec<String> {
    rows.iter().map(|row| format!("{} / {} / {}{}", row[0], row[1], row[2], row[4])).collect()
}

#[track_caller]
fn assert_left(said: &str, count: usize, reason: &str) {
    let wanted = format!("  {count:>9}  {reason}");
    assert!(said.contains(&wanted), "{wanted:?} is not in\n{said}");
}

const PLACES: &str = "\
90000001\tQuarn\tQuarn\tQvarn,Кварн\t51.5\t-0.5\tP\tPPL\tGB\t\tENG\t\t\t\t52000\t\t10\tEurope/London\t2020-01-01\n\
90000002\tVelania\tVelania\t\t10\t20\tA\tPCLI\tVX\t\t00\t\t\t\t9000000\t\t5\tEurope/Kyiv\t2020-01-01\n\
90000003\tQuarn Old Mill\tQuarn Old Mill\t\t51\t0\tS\tML\tGB\t\tENG\t\t\t\t0\t\t10\tEurope/London\t2020-01-01\n\
90000004\tLower Quarn\tLower Quarn\t\t51\t0\tP\tPPLX\tGB\t\tENG\t\t\t\t900\t\t10\tEurope/London\t2020-01-01\n\
90000005\tTinquarn\tTinquarn\t\t51\t0\tP\tPPL\tGB\t\tENG\t\t\t\t40\t\t10\tEurope/London\t2020-01-01\n\
90000006\tСело\tSelo\t\t51\t0\tP\tPPLC\tVX\t\t01\t\t\t\t40000\t\t10\tEurope/Kyiv\t2020-01-01\n";
const ALTERNATES: &str = "\
1\t90000001\ten\tGreat Quarn\t1\t\t\t\t\t\n2\t90000001\tfr\tGrand Quarn\t\t\t\t\t\t\n3\t90000001\twkdt\tQ99999901\t\t\t\t\t\t\n\
4\t90000001\ten\tOld Quarn\t\t\t\t1\t\t\n5\t90000009\ten\tElsewhere\t\t\t\t\t\t\n6\t90000006\ten\tSelo\t\t\t\t\t\t\n";

#[test]
fn places_of_geonames_with_their_english_names() {
    let files = [("XX.txt", PLACES), ("alternateNamesV2.txt", ALTERNATES)];
    let (rows, said) = import(&files, &["XX.txt", "alternateNamesV2.txt", "--min-population", "1000"]);
    assert_eq!(names(&rows), ["Quarn / place / Great Quarn", "Velania / place / ", "Selo / place / "]);
    assert_eq!(rows[0][6..15], ["GB", "", "city", "ENG", "52000", "51.5", "-0.5", "90000001", "Q99999901"]);
    assert_eq!((&*rows[1][8], &*rows[2][8]), ("country", "capital"));
    assert!(said.starts_with("out.csv: 3 entities with 4 names, read as geonames\n"), "{said}");
    assert_left(&said, 1, "part of a town (PPLX)  (Lower Quarn)");
    assert_left(&said, 1, "fewer than 1000 inhabitants  (Tinquarn)");
    assert_left(&said, 1, "feature class S, which wasn't asked for  (Quarn Old Mill)");
    assert_left(&said, 1, "an alternate name of former times  (Old Quarn)");
    assert_left(&said, 1, "not in Latin letters");
}

#[test]
fn a_row_without_end_is_refused_in_little_memory() {
    let folder = Folder::new();
    let mut file = fs::File::create(folder.path("long.csv")).unwrap();
    file.write_all(b"id,schema,name,aliases\na,Person,Petra Lund,\nb,Person,\"").unwrap();
    // A hole that takes no room on the disk, and more than a test may have in memory.
    file.set_len(6 << 30).unwrap();
    let ended = folder.whosaid(&["gazetteer", "import", "long.csv", "-o", "out.csv"]);
    let said = "error: long.csv:3: can't be read: the row has more than 64 MiB\n  \
                hint: a quotation mark that opens there may have no end\n";
    assert_eq!((ended.code, ended.err.as_str()), (2, said));
    assert_eq!(folder.names(), ["long.csv"]);
}

#[cfg(unix)]
#[test]
fn an_import_that_is_stopped_leaves_nothing() {
    let folder = Folder::with(&[("out.csv", "of before")]);
    assert!(Command::new("mkfifo").arg(folder.path("list")).status().unwrap().success());
    // It waits for the list, which nobody writes.
    let child = folder.begin(&["gazetteer", "import", "jrc", "list", "-o", "out.csv", "--force"]);
    while folder.names().len() < 3 {
        thread::sleep(Duration::from_millis(2));
    }
    thread::sleep(Duration::from_millis(50));
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let ended = ended(child);
    assert_eq!((ended.code, ended.err.as_str()), (130, "error: stopped; nothing was written\n"));
    assert_eq!(folder.names(), ["list", "out.csv"]);
    assert_eq!(folder.read("out.csv"), "of before");
}

#[test]
fn a_table_that_nobody_reads_on_is_no_failure() {
    let entity = |number: u32| format!("{{\"schema\":\"Company\",\"caption\":\"Quarn Tin {number}\"}}\n");
    let folder = Folder::with(&[("e.json", (0..20_000).map(entity).collect::<String>())]);
    let mut child = folder.begin(&["gazetteer", "import", "e.json", "-o", "-"]);
    let mut first = [0; 5];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let ended = ended(child);
    assert_eq!((first.as_slice(), ended.code, ended.err.as_str()), (&b"name,"[..], 0, ""));
}

#[test]
fn results_of_wikidata_as_a_table() {
    let table = "item,itemLabel,itemAltLabel,itemDescription,type,countryCode,genderLabel\n\
        http://www.wikidata.org/entity/Q99999911,Ilira Dovani,\"I. Dovani, Ilyra Dovani\",politician,http://www.wikidata.org/entity/Q5,VX,female\n\
        http://www.wikidata.org/entity/Q99999911,Ilira Dovani,Ilira Dovanaj,politician,http://www.wikidata.org/entity/Q5,VX,female\n\
        http://www.wikidata.org/entity/Q99999912,Quarn,,town,http://www.wikidata.org/entity/Q99999950,GB,\n\
        http://www.wikidata.org/entity/Q99999913,Harrow Tin,,firm,http://www.wikidata.org/entity/Q99999951,GB,\n\
        http://www.wikidata.org/entity/Q99999914,Q99999914,,,http://www.wikidata.org/entity/Q5,,\n\
        http://www.wikidata.org/entity/Q99999911,Ilira Dovani,,,http://www.wikidata.org/entity/Q5,,\n";
    let (rows, said) = import(&[("query.csv", table)], &["query.csv", "--as", "Q99999950=place"]);
    assert_eq!(names(&rows), ["Ilira Dovani / person / I. Dovani|Ilyra Dovani|Ilira Dovanaj", "Quarn / place / "]);
    assert_eq!((&*rows[0][5], &*rows[0][6], &*rows[0][7], &*rows[0][14]), ("f", "VX", "politician", "Q99999911"));
    assert_left(&said, 1, "an instance of Q99999951: say what it is with --as Q99999951=TYPE  (Harrow Tin)");
    assert_left(&said, 1, "no label");
    assert_left(&said, 1, "an item again, apart from its first rows: order the query by item  (Ilira Dovani)");
}

#[test]
fn results_of_wikidata_as_json() {
    let result = r#"{ "head": { "vars": ["person", "personLabel"] }, "results": { "bindings": [
        { "person": { "type": "uri", "value": "http://www.wikidata.org/entity/Q99999911" },
          "personLabel": { "type": "literal", "xml:lang": "en", "value": "Ilira Dovani" } },
        { "person": { "type": "uri", "value": "http://www.wikidata.org/entity/Q99999915" },
          "personLabel": { "type": "literal", "xml:lang": "en", "value": "Tarn Okselu" } } ] } }"#;
    let (rows, said) = import(&[("query.json", result)], &["query.json", "--type", "person"]);
    assert_eq!(names(&rows), ["Ilira Dovani / person / ", "Tarn Okselu / person / "]);
    assert!(said.ends_with("read as wikidata\n"), "{said}");
    let folder = Folder::with(&[("cut.json", &result[..300])]);
    let ended = folder.whosaid(&["gazetteer", "import", "wikidata", "cut.json", "-o", "out.csv"]);
    assert_eq!((ended.code, folder.path("out.csv").exists()), (2, false));
    assert!(ended.err.starts_with("error: cut.json:"), "{}", ended.err);
}

#[test]
fn lines_of_wikidatas_dump() {
    let dump = "[\n\
        {\"id\":\"Q99999911\",\"type\":\"item\",\"labels\":{\"en\":{\"language\":\"en\",\"value\":\"Ilira Dovani\"}},\
        \"aliases\":{\"en\":[{\"language\":\"en\",\"value\":\"I. Dovani\"}]},\"descriptions\":{\"en\":{\"language\":\"en\",\"value\":\"politician\"}},\
        \"claims\":{\"P31\":[{\"mainsnak\":{\"datavalue\":{\"value\":{\"id\":\"Q5\"}}}}]}},\n\
        {\"id\":\"Q99999913\",\"labels\":{\"en\":{\"value\":\"Harrow Tin\"}},\"aliases\":{},\"claims\":{\"P31\":[{\"mainsnak\":{\"datavalue\":{\"value\":{\"id\":\"Q99999951\"}}}}],\
        \"P1813\":[{\"mainsnak\":{\"datavalue\":{\"value\":{\"text\":\"HTIN\",\"language\":\"en\"}}}}]}},\n\
        {\"id\":\"Q99999916\",\"labels\":{\"fr\":{\"value\":\"Rien\"}},\"claims\":[]},\n\
        {\"id\":\"Q99999917\",\"labels\":{\"en\":{\"value\":\"Tin Week\"}},\"claims\":[]},\n{\"id\":broken\n]\n";
    let (rows, said) = import(&[("dump.json", dump)], &["dump.json", "--as", "Q99999951=organisation"]);
    assert_eq!(names(&rows), ["Ilira Dovani / person / I. Dovani", "Harrow Tin / organisation / HTIN"]);
    assert_left(&said, 1, "no English label  (Q99999916)");
    assert_left(&said, 1, "an instance of nothing");
    assert_left(&said, 1, "no item as JSON  (line 6)");
}

#[test]
fn entities_of_follow_the_money() {
    let entities = "\
        {\"id\":\"a\",\"schema\":\"Person\",\"caption\":\"Ilira Dovani\",\"properties\":{\"name\":[\"DOVANI, Ilira\",\"Илира Довани\"],\"alias\":[\"Ilyra Dovani\"],\"weakAlias\":[\"Lira\"],\"gender\":[\"female\"],\"country\":[\"vx\"],\"wikidataId\":[\"Q99999911\"],\"position\":[\"Minister\"]}}\n\
        {\"id\":\"b\",\"schema\":\"Company\",\"properties\":{\"name\":[\"Harrow Tin, Inc.\",\"HTIN\"],\"jurisdiction\":[\"gb\"]}}\n\
        {\"id\":\"c\",\"schema\":\"Vessel\",\"caption\":\"Tin Star\",\"properties\":{}}\n\
        {\"id\":\"d\",\"schema\":\"Person\",\"caption\":\"Lira\",\"properties\":{}}\nnothing\n";
    let (rows, said) = import(&[("targets.json", entities)], &["targets.json"]);
    assert_eq!(names(&rows), ["Ilira Dovani / person / Ilyra Dovani", "Harrow Tin / organisation / HTIN"]);
    assert_eq!((&*rows[0][5], &*rows[0][6], &*rows[0][7], &*rows[0][14]), ("f", "VX", "Minister", "Q99999911"));
    assert_left(&said, 1, "a weak alias, which never stands for its entity alone  (Lira)");
    assert_left(&said, 1, "schema Vessel  (Tin Star)");
    assert_left(&said, 1, "a person's name of one word, which could be anybody's  (Lira)");
    assert_left(&said, 1, "not in Latin letters");
    let simple = "id,schema,name,aliases,birth_date,countries\nQ99999911,Person,Ilira Dovani,\"Ilyra Dovani;\"\"Dovani; Lira\"\"\",,vx;gb\n";
    let (rows, _) = import(&[("targets.simple.csv", simple)], &["targets.simple.csv"]);
    assert_eq!(names(&rows), ["Ilira Dovani / person / Ilyra Dovani"]);
    assert_eq!((&*rows[0][6], &*rows[0][14]), ("VX", "Q99999911"));
}

#[test]
fn variants_of_jrc_names() {
    let list = "7\tP\tu\tIlira+Dovani\n8\tO\tu\tHarrow+Tin+Union\n7\tP\tu\tIlyra+Dovani\n7\tP\tu\tDovani\n7\tP\tde\tIlira+Dowani\n\
        9\tE\tu\tTin+Week\n0\tP\tu\tNo+One\n8\tO\ten\tHTU\n";
    let (rows, said) = import(&[("entities", list)], &["entities"]);
    assert_eq!(names(&rows), ["Ilira Dovani / person / Ilyra Dovani", "Harrow Tin Union / organisation / HTU"]);
    assert_left(&said, 1, "type E  (Tin Week)");
    assert_left(&said, 1, "no number of its own  (No One)");
    assert_left(&said, 1, "a name in another language  (Ilira Dowani)");
    assert_left(&said, 1, "a person's name of one word, which could be anybody's  (Dovani)");
}

#[test]
fn legislators_under_their_usual_names() {
    let table = "last_name,first_name,middle_name,suffix,nickname,full_name,birthday,gender,type,state,district,party,bioguide_id\n\
        Quarn,Jonathan,Abel,Jr.,Jon,Jonathan A. Quarn Jr.,1960-01-01,M,sen,VT,,Independent,Q000001\n";
    let (rows, _) = import(&[("legislators-current.csv", table)], &["legislators-current.csv"]);
    assert_eq!(
        names(&rows),
        ["Jonathan A. Quarn Jr. / person / Jon Quarn|Jonathan Quarn|Jonathan Abel Quarn|Jonathan Quarn Jr."]
    );
    assert_eq!((&*rows[0][5], &*rows[0][6], &*rows[0][7]), ("m", "US", "US senator, Independent, VT"));
}

#[test]
fn patterns_of_spacy() {
    let patterns = "\
        {\"label\":\"ORG\",\"pattern\":\"Harrow Tin\",\"id\":\"tin\"}\n{\"label\":\"GPE\",\"pattern\":[{\"LOWER\":\"new\"},{\"LOWER\":\"quarn\"}]}\n\
        {\"label\":\"ORG\",\"pattern\":[{\"TEXT\":\"HTIN\"}],\"id\":\"tin\"}\n{\"label\":\"ORG\",\"pattern\":[{\"LOWER\":\"tin\",\"OP\":\"+\"}]}\n\
        {\"label\":\"ORG\",\"pattern\":[{\"TEXT\":{\"REGEX\":\"T.n\"}}]}\n{\"label\":\"MONEY\",\"pattern\":\"tin\"}\n{\"label\":\"PERSON\",\"pattern\":\"Tarn Okselu\"}\n";
    let (rows, said) = import(&[("patterns.jsonl", patterns)], &["patterns.jsonl"]);
    assert_eq!(names(&rows), ["New Quarn / place / ", "Tarn Okselu / person / ", "Harrow Tin / organisation / HTIN"]);
    assert_left(&said, 1, "a token with several conditions");
    assert_left(&said, 1, "a token with the condition TEXT");
    assert_left(&said, 1, "label MONEY");
}

#[test]
fn lists_of_gate() {
    let files = [
        (
            "gate/lists.def",
            "town.lst:location:city:english\nfirm.lst:organization:company\nfirst.lst:person_first:male\nlost.lst:location:sea\n",
        ),
        ("gate/town.lst", "Quarn:country=Velania\nNew Quarn\n"),
        ("gate/firm.lst", "Harrow Tin\n"),
        ("gate/first.lst", "Tarn\nTomas\n"),
    ];
    let (rows, said) = import(&files, &["gate/lists.def"]);
    assert_eq!(names(&rows), ["Quarn / place / ", "New Quarn / place / ", "Harrow Tin / organisation / "]);
    assert_left(&said, 2, "type person_first  (Tarn; Tomas)");
    assert_left(&said, 1, "a list that isn't there  (gate/lost.lst)");
    let (rows, said) = import(&files, &["gate/town.lst", "gate/firm.lst", "--type", "place"]);
    assert_eq!((rows.len(), said.contains("Left out")), (3, false));
}

#[test]
fn mappings_of_regexner() {
    let mapping =
        "Harrow Tin\tORGANIZATION\tMISC\t1\nQuarn( Town)?\tLOCATION\nTin Inc\\.\tORGANIZATION\nLutheran\tRELIGION\n";
    let (rows, said) = import(&[("map.tsv", mapping)], &["map.tsv"]);
    assert_eq!(names(&rows), ["Harrow Tin / organisation / ", "Tin Inc. / organisation / "]);
    assert_left(&said, 1, "a pattern that is more than words  (Quarn( Town)?)");
    assert_left(&said, 1, "type RELIGION  (Lutheran)");
}

#[test]
fn what_is_imported_is_tagged() {
    let folder = Folder::with(&[("XX.txt", PLACES), ("news/a.txt", "They met in Velania and moved on to Quarn.")]);
    assert_eq!(folder.whosaid(&["gazetteer", "import", "XX.txt", "-o", "our/places.csv"]).code, 2, "no such folder");
    folder.write("our/note.txt", "");
    assert_eq!(folder.whosaid(&["gazetteer", "import", "XX.txt", "-o", "our/places.csv"]).code, 0);
    assert_eq!(folder.whosaid(&["run", "news", "-q", "-o", "run", "--gazetteer", "our"]).code, 0);
    let mentions = folder.read("run/mentions.csv");
    assert!(mentions.contains("place:velania,Velania,place,name,our/places.csv:3"), "{mentions}");
    let again = folder.whosaid(&["gazetteer", "import", "XX.txt", "-o", "our/places.csv"]);
    assert!(again.err.starts_with("error: our/places.csv: is there already\n  hint: "), "{}", again.err);
    assert_eq!(folder.whosaid(&["gazetteer", "import", "XX.txt", "-o", "our/places.csv", "--force"]).code, 0);
}

#[test]
fn a_layout_that_is_not_known_is_asked_for() {
    let folder =
        Folder::with(&[("list.txt", "just some words\n"), ("a.txt", PLACES), ("b.tsv", "Harrow Tin\tORGANIZATION\n")]);
    let ended = folder.whosaid(&["gazetteer", "import", "list.txt", "-o", "out.csv"]);
    assert_eq!(ended.code, 2);
    assert!(
        ended.err.starts_with("error: list.txt: is in no layout that is known\n  hint: name the layout in front"),
        "{}",
        ended.err
    );
    let ended = folder.whosaid(&["gazetteer", "import", "a.txt", "b.tsv", "-o", "out.csv"]);
    assert!(
        ended.err.starts_with("error: b.tsv: is regexner, but the files before it are geonames\n"),
        "{}",
        ended.err
    );
    assert!(!folder.path("out.csv").exists());
}

#[test]
fn a_list_that_is_not_there_or_cut_off_is_named() {
    let folder = Folder::with(&[("quarn.csv.d/e.json", FOLLOWED)]);
    fs::write(folder.path("cut.txt.gz"), [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 75]).unwrap();
    let import = |arguments: &[&str]| folder.whosaid(&[&["gazetteer", "import"][..], arguments].concat());
    for (arguments, said) in [
        (&["jrc", "-o", "a.csv"][..], "error: no file was named\n"),
        (&["gone.txt", "-o", "a.csv"], "error: gone.txt: can't be read: No such file or directory"),
        (&["cut.txt.gz", "-o", "a.csv"], "error: cut.txt.gz: can't be read: "),
        (
            &["quarn.csv.d/e.json", "-o", "quarn.csv.d", "--force"],
            "error: quarn.csv.d: a folder, not a file to write\n",
        ),
    ] {
        let ended = import(arguments);
        assert_eq!(ended.code, 2);
        assert!(ended.err.starts_with(said), "{}", ended.err);
    }
    assert_eq!(folder.names(), ["cut.txt.gz", "quarn.csv.d"]);
    // The folder's name says nothing of the file.
    assert!(import(&["quarn.csv.d/e.json", "-o", "-"]).out.contains("\nPetra Lund,person,"));
}

#[cfg(unix)]
#[test]
fn no_device_is_replaced_by_a_file() {
    let folder =
        Folder::with(&[("e.json", FOLLOWED), ("our/a.csv", "name,type\nPetra Lund,person\n"), ("a.txt", "No.")]);
    std::os::unix::fs::symlink("/dev/null", folder.path("null")).unwrap();
    for arguments in [
        &["gazetteer", "import", "e.json", "-o", "null", "--force"][..],
        &["gazetteer", "compile", "our", "-o", "null", "--force"],
        &["run", "a.txt", "--partial", "null"],
        &["run", "a.txt", "--sqlite", "null"],
    ] {
        let ended = folder.whosaid(arguments);
        assert_eq!(ended.code, 2, "{arguments:?}");
        assert!(ended.err.starts_with("error: null: a ") && ended.err.contains("device"), "{}", ended.err);
        assert!(folder.path("null").is_symlink(), "{arguments:?}");
    }
}

#[test]
fn a_folder_without_tables_is_no_list_of_names() {
    let folder = Folder::with(&[("our/names.txt", "Petra Lund"), ("a.txt", "No.")]);
    for arguments in [
        &["run", "a.txt", "--gazetteer", "our"][..],
        &["gazetteer", "check", "our"],
        &["gazetteer", "compile", "our", "-o", "our.names"],
    ] {
        let said = "error: our: no table in this folder\n  hint: the names of tables end in .csv\n";
        assert_eq!(folder.whosaid(arguments).err, said);
    }
}

const FOLLOWED: &str = "{\"schema\": \"Person\", \"caption\": \"Petra Lund\", \"properties\": {}}\n";
