//! Writes what a run begins with: for each target a folder of seeds, a dictionary and a limit.

use crate::{
    demo, run,
    targets::{TARGETS, Target},
};
use sha2::{Digest, Sha256};
use std::{fs, path::Path};

/// Writes them all, having run every seed once. `targets.txt` lists the targets, with the most
/// bytes that an input of each may have.
pub(crate) fn write(folder: &Path) {
    let mut index = String::new();
    for target in TARGETS {
        let seeds = (target.seeds)();
        let accepted = reach(target, &seeds);
        index += &format!("{} {}\n", target.name, target.max_len);
        let own = folder.join(target.name);
        fs::create_dir_all(&own).expect("a folder for seeds");
        for seed in &seeds {
            let name: String = Sha256::digest(seed).iter().take(8).map(hex).collect();
            fs::write(own.join(name), seed).expect("a seed");
        }
        let words: String = target.words.iter().map(|word| entry(word)).collect();
        fs::write(folder.join(format!("{}.dict", target.name)), words).expect("a dictionary");
        println!("{}: {} seeds, {accepted} accepted", target.name, seeds.len());
    }
    fs::write(folder.join("targets.txt"), index).expect("the list of targets");
}

/// How many seeds are accepted. A target whose certificates have to be must reach it with one, or
/// it would only ever see how things fail.
fn reach(target: &Target, seeds: &[Vec<u8>]) -> usize {
    demo::demo();
    let before = demo::accepted();
    for seed in seeds {
        assert!(seed.len() <= target.max_len, "{}: a seed of {} bytes", target.name, seed.len());
        run(target, seed);
    }
    let accepted = demo::accepted() - before;
    assert!(accepted > 0 || !target.accepts, "{}: no seed is accepted", target.name);
    accepted
}

/// A line of libFuzzer's form of dictionaries.
fn entry(word: &str) -> String {
    let bytes: String = word.bytes().map(|byte| format!("\\x{byte:02x}")).collect();
    format!("\"{bytes}\"\n")
}

fn hex(byte: &u8) -> String {
    format!("{byte:02x}")
}
