//! Text exports of article databases.

use super::read;
use whosaid::Document;

#[test]
fn exports_of_article_databases_are_split() {
    let lexis = "                               1 of 2 DOCUMENTS\n\n                         The Harbor Times\n\n\
        \x20                     March 28, 2022 Monday\n                       Late Edition\n\n\
        Crane is up again\n\nBYLINE: By MARIT SOLBREKK\n\nSECTION: Section A; Pg. 3\n\nLENGTH: 40 words\n\n\
        The crane is up again.\n\n   \"It stands,\" said Tarn Okselu.\n\nURL: http://a.example\n\nLOAD-DATE: March 29, 2022\n\n\
        LANGUAGE: ENGLISH\n\n               Copyright 2022 The Harbor Times\n\n\n\
        \x20                              2 of 2 DOCUMENTS\n\nThe Lantern\n\nApril 2, 2022\n\nHEADLINE: No tin\n\nLENGTH: 3 words\n\n\
        There is no tin.\n\nLOAD-DATE: April 3, 2022\n";
    let items: Vec<Document> = read("export.txt", lexis.as_bytes()).into_iter().map(Result::unwrap).collect();
    assert_eq!(items.len(), 2);
    assert_eq!(items[0].text, "The crane is up again.\n\n\"It stands,\" said Tarn Okselu.");
    assert_eq!(items[0].outlet.as_deref(), Some("The Harbor Times"));
    assert_eq!(items[0].date.as_deref(), Some("2022-03-28"));
    assert_eq!(items[0].author.as_deref(), Some("By MARIT SOLBREKK"));
    assert_eq!((items[1].title.as_deref(), items[1].text.as_str()), (Some("No tin"), "There is no tin."));
    assert_eq!((items[0].id.as_str(), items[1].id.as_str()), ("export-1", "export-2"));
    // A sentence with a colon is the article's; the newer exports write fields in small letters under a heading.
    let newer = "Document 1 of 1\n\nTin is back\n\nThe Lantern\n\nMay 3, 2022\n\nLength: 9 words\n\nBody\n\n\
        Copyright law is no help.\n\nState: the roof leaks.\n\nThe rest stands.\n\nClassification\n\nLanguage: ENGLISH\n\n\
        Subject: ROOFS (90%)\n\nLoad-Date: May 4, 2022\n\nEnd of Document\n";
    let items: Vec<Document> = read("newer.txt", newer.as_bytes()).into_iter().map(Result::unwrap).collect();
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].text, "Copyright law is no help.\n\nState: the roof leaks.\n\nThe rest stands.");
    let factiva = "SE Business\nHD\nCrane is up again\nBY By Marit Solbrekk\nWC 40 words\nPD 28 March 2022\nSN The Harbor Times\n\
        LA English\nCY (c) 2022\nLP\nThe crane is up again.\nTD\n\"It stands,\" said Tarn Okselu.\n\nNobody came.\n\
        NS gcat : News\nAN Document HARB000020220328ei3s0000a\n\nHD No tin\nPD 2 April 2022\nSN The Lantern\nLP\nThere is no tin.\n\
        AN Document LANT000020220402ei420000b\n";
    let items: Vec<Document> = read("export.txt", factiva.as_bytes()).into_iter().map(Result::unwrap).collect();
    assert_eq!(items.len(), 2);
    assert_eq!(items[0].text, "The crane is up again.\n\n\"It stands,\" said Tarn Okselu.\n\nNobody came.");
    assert_eq!(items[0].title.as_deref(), Some("Crane is up again"));
    assert_eq!(items[1].date.as_deref(), Some("2022-04-02"));
    assert_eq!((items[1].id.as_str(), items[1].outlet.as_deref()), ("LANT000020220402ei420000b", Some("The Lantern")));
    // A story that counts documents is none.
    let story = "They found 3 of 12 documents\n1 of 2 DOCUMENTS\nin the yard.";
    assert_eq!(read("story.txt", story.as_bytes()).len(), 1);
}
