//! Changes that keep the form: most inputs are trees (CBOR, JSON, DER) whose lengths and brackets a
//! change of single bytes breaks, so that little but the reader of the form would be reached.

mod trees;

use libfuzzer_sys::fuzzer_mutate;
use trees::{Cbor, Der, Json};

/// A form of trees.
trait Tree: Clone {
    fn read(bytes: &[u8]) -> Option<Self>;
    fn write(&self) -> Vec<u8>;
    fn children(&mut self) -> Vec<&mut Self>;
    /// Takes away a child, or puts one twice.
    fn arrange(&mut self, random: &mut Random);
    /// Says something else.
    fn change(&mut self, random: &mut Random);
}

/// Changes the first `size` bytes; `data` has room for `max_size`. Gives the new size.
pub(crate) fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut random = Random(u64::from(seed) << 1 | 1);
    // Before the tree stand up to two bytes that choose what it is for.
    let at = random.below(3).min(size);
    let changed = (random.below(3) != 0).then(|| rewritten(&data[at..size], &mut random)).flatten();
    if let Some(tree) = changed.filter(|tree| !tree.is_empty() && at + tree.len() <= max_size) {
        data[at..at + tree.len()].copy_from_slice(&tree);
        return at + tree.len();
    }
    fuzzer_mutate(data, size, max_size)
}

/// The tree with one to three changes; `None` when it is none.
fn rewritten(bytes: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    match bytes.first()? {
        b'{' | b'[' => rewritten_as::<Json>(bytes, random),
        0x30 => rewritten_as::<Der>(bytes, random),
        _ => rewritten_as::<Cbor>(bytes, random),
    }
}

fn rewritten_as<T: Tree>(bytes: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    let mut tree = T::read(bytes)?;
    for _ in 0..=random.below(3) {
        let nodes = count(&mut tree);
        let other = nth(&mut tree, &mut random.below(nodes))?.clone();
        let node = nth(&mut tree, &mut random.below(nodes))?;
        match random.below(6) {
            0 => *node = other,
            1 | 2 => node.arrange(random),
            _ => node.change(random),
        }
    }
    Some(tree.write())
}

fn count<T: Tree>(tree: &mut T) -> usize {
    1 + tree.children().into_iter().map(count).sum::<usize>()
}

/// The node of that number, parents before their children.
fn nth<'t, T: Tree>(tree: &'t mut T, number: &mut usize) -> Option<&'t mut T> {
    if *number == 0 {
        return Some(tree);
    }
    *number -= 1;
    tree.children().into_iter().find_map(|child| nth(child, number))
}

/// Marsaglia's xorshift, from libFuzzer's seed: the same run makes the same changes.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        // Below a small limit, so nothing is lost.
        (self.0 % (limit.max(1) as u64)) as usize
    }

    fn of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    /// The bytes as libFuzzer changes bytes: also to words of the dictionary.
    fn bytes(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut room = bytes.to_vec();
        room.resize(bytes.len() + 40, 0);
        let most = room.len();
        let size = fuzzer_mutate(&mut room, bytes.len(), most);
        room.truncate(size);
        room
    }

    /// The text, changed, as far as it still is one.
    fn text(&mut self, text: &str) -> String {
        match self.below(4) {
            0 => self.of(&TEXTS).to_owned(),
            1 => text.chars().rev().collect(),
            _ => String::from_utf8_lossy(&self.bytes(text.as_bytes())).into_owned(),
        }
    }

    fn number(&mut self, number: i64) -> i64 {
        match self.below(3) {
            0 => self.of(&NUMBERS),
            1 => number.wrapping_add(self.of(&NUMBERS)),
            _ => number ^ (1 << self.below(63)),
        }
    }

    /// Takes away an element, puts one twice, or exchanges two.
    fn arrange<T: Clone>(&mut self, elements: &mut Vec<T>) {
        let (one, two) = (self.below(elements.len()), self.below(elements.len()));
        match self.below(3) {
            _ if elements.is_empty() => {}
            0 => drop(elements.remove(one)),
            1 => elements.insert(one, elements[two].clone()),
            _ => elements.swap(one, two),
        }
    }
}

const NUMBERS: [i64; 12] = [
    0,
    1,
    -1,
    2,
    86_400,
    1_800_000_000,
    i64::MAX,
    i64::MIN,
    0x1f_ffff_ffff_ffff,
    253_402_300_800,
    -62_135_596_801,
    u32::MAX as i64 + 1,
];

const TEXTS: [&str; 16] = [
    "",
    " ",
    "2026-06-01",
    "2026-06",
    "2026",
    "2026-02-30",
    "9999-12-31T23:59:60Z",
    "-009999-01-02T01:59:59Z",
    "2026-06-01T08:00:00.5+14:00",
    "\u{0}",
    "\u{202e}\u{feff}",
    "\u{10ffff}\u{fb33}",
    "XX",
    "840539006",
    "https://vidimus.invalid/demo",
    "shlink:/eyJ1cmwiOiJodHRwczovL2EuaW52YWxpZCIsImtleSI6IiJ9",
];
