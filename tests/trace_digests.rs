//! Prints what `wasm.rs` compares with.

mod digests;

fn main() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let files = std::fs::read_dir(folder).expect("the folder of cases").count();
    assert_eq!(files, digests::FILES.len(), "`FILES` names every file of tests/cases");
    print!("{}", digests::digests());
}
