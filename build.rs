//! Turns `static/locales/*.ftl` into the set of texts that the page may use.
//!
//! Every language must have the same messages, attributes and variables; the first difference
//! fails the build. The result is an enum with a variant per text and a field per variable, so a
//! text that is missing, or used without its variables, does not compile. A new language is one
//! new file.

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, Variant,
};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, error::Error, fs};

/// The language that the others are compared with, and that stands in for languages we lack.
const REFERENCE: &str = "en";
/// Messages whose name begins so are reached by reason code, not by name.
const REASON: &str = "reason-";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() {
    if let Err(error) = run() {
        println!("cargo::error={error}");
    }
}

fn run() -> Result<()> {
    let folder = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("static/locales");
    println!("cargo::rerun-if-changed={}", folder.display());
    println!("cargo::rerun-if-changed=build.rs");

    let locales = read_all(&folder)?;
    let reference = locales
        .iter()
        .find(|locale| locale.tag == REFERENCE)
        .ok_or_else(|| format!("static/locales/{REFERENCE}.ftl is missing"))?;
    for locale in &locales {
        compare(reference, locale)?;
    }

    let mut code = String::new();
    write_texts(&mut code, reference)?;
    write_reasons(&mut code, reference)?;
    write_languages(&mut code, &locales)?;
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("texts.rs"), code)?;
    Ok(())
}

/// One language file.
struct Locale {
    tag: String,
    path: PathBuf,
    texts: BTreeMap<Key, Shape>,
}

/// A message, or one of its attributes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    message: String,
    attribute: Option<String>,
}

/// What has to be the same in every language, and the words for the documentation.
#[derive(Default)]
struct Shape {
    variables: BTreeSet<String>,
    references: BTreeSet<String>,
    words: String,
}

impl std::fmt::Display for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.attribute {
            Some(attribute) => write!(formatter, "{}.{attribute}", self.message),
            None => formatter.write_str(&self.message),
        }
    }
}

fn read_all(folder: &Path) -> Result<Vec<Locale>> {
    let mut locales = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ftl") {
            locales.push(read(path)?);
        }
    }
    locales.sort_by(|one, other| one.tag.cmp(&other.tag));
    Ok(locales)
}

fn read(path: PathBuf) -> Result<Locale> {
    let source = fs::read_to_string(&path)?;
    let resource = fluent_syntax::parser::parse(source.as_str()).map_err(|(_, errors)| {
        let error = errors.first();
        let position = error.map_or(0, |error| error.pos.start);
        let line = source.bytes().take(position).filter(|&byte| byte == b'\n').count() + 1;
        let kind = error.map(|error| error.kind.to_string()).unwrap_or_default();
        format!("{}:{line}: {kind}", path.display())
    })?;
    let tag = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
    let texts = shapes(&resource, &path)?;
    Ok(Locale { tag, path, texts })
}

fn shapes(resource: &Resource<&str>, path: &Path) -> Result<BTreeMap<Key, Shape>> {
    let mut texts = BTreeMap::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else {
            continue;
        };
        let name = message.id.name;
        let value = message.value.iter().map(|value| (None, value));
        let attributes = message
            .attributes
            .iter()
            .map(|attribute| (Some(attribute.id.name.to_owned()), &attribute.value));
        for (attribute, pattern) in value.chain(attributes) {
            let mut shape = Shape::default();
            walk_pattern(pattern, &mut shape);
            let key = Key { message: name.to_owned(), attribute };
            if texts.insert(key.clone(), shape).is_some() {
                return Err(format!("{}: `{key}` is there twice", path.display()).into());
            }
        }
    }
    let names: BTreeSet<_> = texts.keys().map(ToString::to_string).collect();
    for (key, shape) in &texts {
        if let Some(missing) = shape.references.difference(&names).next() {
            let path = path.display();
            return Err(format!("{path}: `{key}` refers to `{missing}`, which is not there").into());
        }
    }
    Ok(texts)
}

fn walk_pattern(pattern: &Pattern<&str>, shape: &mut Shape) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => shape.words.push_str(value),
            PatternElement::Placeable { expression } => walk_expression(expression, shape),
        }
    }
}

fn walk_expression(expression: &Expression<&str>, shape: &mut Shape) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, shape),
        Expression::Select { selector, variants } => {
            let mut hidden = Shape::default();
            walk_inline(selector, &mut hidden);
            for Variant { value, default, .. } in variants {
                walk_pattern(value, if *default { &mut *shape } else { &mut hidden });
            }
            shape.variables.append(&mut hidden.variables);
            shape.references.append(&mut hidden.references);
        }
    }
}

fn walk_inline(inline: &InlineExpression<&str>, shape: &mut Shape) {
    match inline {
        InlineExpression::VariableReference { id } => {
            shape.variables.insert(id.name.to_owned());
            shape.words.push('…');
        }
        InlineExpression::MessageReference { id, attribute } => {
            let key = Key {
                message: id.name.to_owned(),
                attribute: attribute.as_ref().map(|attribute| attribute.name.to_owned()),
            };
            shape.references.insert(key.to_string());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                walk_inline(argument, shape);
            }
        }
        InlineExpression::Placeable { expression } => walk_expression(expression, shape),
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
            shape.words.push_str(value);
        }
        InlineExpression::TermReference { .. } => {}
    }
}

fn compare(reference: &Locale, other: &Locale) -> Result<()> {
    let path = other.path.display();
    for (key, shape) in &reference.texts {
        let Some(translated) = other.texts.get(key) else {
            return Err(format!("{path}: the text `{key}` is missing").into());
        };
        if shape.variables != translated.variables {
            let (expected, found) = (&shape.variables, &translated.variables);
            return Err(format!(
                "{path}: `{key}` must use the variables {expected:?}, has {found:?}"
            )
            .into());
        }
    }
    match other.texts.keys().find(|key| !reference.texts.contains_key(key)) {
        Some(key) => {
            let reference = reference.path.display();
            Err(format!("{path}: the text `{key}` is not in {reference}").into())
        }
        None => Ok(()),
    }
}

fn write_texts(code: &mut String, reference: &Locale) -> Result<()> {
    let texts = || reference.texts.iter().filter(|(key, _)| !key.message.starts_with(REASON));
    writeln!(code, "/// Every text that has a name. A field is a variable of the text.")?;
    writeln!(code, "#[derive(Clone, Debug, PartialEq)]\npub enum Text {{")?;
    for (key, shape) in texts() {
        writeln!(code, "    /// `{key}`: {}", shape.words.trim().replace('\n', " "))?;
        write!(code, "    {}", camel(key))?;
        if !shape.variables.is_empty() {
            writeln!(code, " {{")?;
            for variable in &shape.variables {
                writeln!(code, "        /// `${variable}`\n        {variable}: Value,")?;
            }
            write!(code, "    }}")?;
        }
        writeln!(code, ",")?;
    }
    writeln!(code, "}}\n\nimpl From<Text> for Phrase {{\n    fn from(text: Text) -> Self {{")?;
    writeln!(code, "        match text {{")?;
    for (key, shape) in texts() {
        let names = shape.variables.iter().cloned().collect::<Vec<_>>().join(", ");
        let pairs: Vec<_> =
            shape.variables.iter().map(|name| format!("({name:?}, {name})")).collect();
        let (message, attribute) = (&key.message, &key.attribute);
        let fields = if names.is_empty() { names } else { format!(" {{ {names} }}") };
        writeln!(
            code,
            "            Text::{}{fields} => Self::message({message:?}, {attribute:?}, vec![{}]),",
            camel(key),
            pairs.join(", ")
        )?;
    }
    writeln!(code, "        }}\n    }}\n}}\n")?;
    let names = texts().map(|(key, _)| format!("{:?}", camel(key))).collect::<Vec<_>>().join(", ");
    writeln!(code, "/// The names of all texts, for the test that each is used.")?;
    writeln!(code, "#[cfg(test)]\npub(crate) const NAMES: &[&str] = &[{names}];\n")?;
    Ok(())
}

fn write_reasons(code: &mut String, reference: &Locale) -> Result<()> {
    writeln!(code, "/// Every message for a reason, with the variables it may use.")?;
    writeln!(code, "pub(crate) const REASONS: &[ReasonWords] = &[")?;
    let reasons = reference
        .texts
        .keys()
        .filter(|key| key.attribute.is_none() && key.message.starts_with(REASON));
    for key in reasons {
        let parts = reference.texts.iter().filter(|(part, _)| part.message == key.message);
        let mut variables = BTreeSet::new();
        for (_, shape) in parts {
            variables.extend(shape.variables.iter());
        }
        for attribute in ["why", "act"] {
            let part = Key { message: key.message.clone(), attribute: Some(attribute.to_owned()) };
            if !reference.texts.contains_key(&part) {
                return Err(format!("{}: `{part}` is missing", reference.path.display()).into());
            }
        }
        let message = &key.message;
        let variables: Vec<_> = variables.into_iter().collect();
        writeln!(code, "    ReasonWords {{ message: {message:?}, variables: &{variables:?} }},")?;
    }
    writeln!(code, "];\n")?;
    Ok(())
}

fn write_languages(code: &mut String, locales: &[Locale]) -> Result<()> {
    let variants: Vec<_> = locales.iter().map(|locale| capital(&locale.tag)).collect();
    writeln!(code, "/// The languages of the page, one per file.")?;
    writeln!(code, "#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Language {{")?;
    for (locale, variant) in locales.iter().zip(&variants) {
        writeln!(code, "    /// `{}`\n    {variant},", locale.tag)?;
    }
    writeln!(code, "}}\n\nimpl Language {{")?;
    writeln!(code, "    /// Stands in for languages that we lack.")?;
    writeln!(code, "    pub const REFERENCE: Self = Self::{};", capital(REFERENCE))?;
    let all = variants.iter().map(|variant| format!("Self::{variant}")).collect::<Vec<_>>();
    writeln!(code, "    /// Every language, by tag.")?;
    writeln!(code, "    pub const ALL: &'static [Self] = &[{}];\n", all.join(", "))?;
    let sources = |locale: &Locale| Ok(format!("include_str!({:?})", locale.path));
    let plain = |name: &'static str| {
        move |locale: &Locale| -> Result<String> {
            let key = Key { message: name.to_owned(), attribute: None };
            let words = locale.texts.get(&key).map(|shape| shape.words.trim());
            Ok(format!("{:?}", words.ok_or_else(|| format!("`{name}` is missing"))?))
        }
    };
    write_lookup(code, locales, "tag", "The language tag", |locale| {
        Ok(format!("{:?}", locale.tag))
    })?;
    write_lookup(code, locales, "name", "Its own name", plain("language-name"))?;
    write_lookup(code, locales, "direction", "`ltr` or `rtl`", plain("language-direction"))?;
    write_lookup(code, locales, "source", "Its texts", sources)?;
    writeln!(code, "}}")?;
    Ok(())
}

fn write_lookup(
    code: &mut String,
    locales: &[Locale],
    name: &str,
    doc: &str,
    value: impl Fn(&Locale) -> Result<String>,
) -> Result<()> {
    writeln!(code, "    /// {doc}.\n    pub const fn {name}(self) -> &'static str {{")?;
    writeln!(code, "        match self {{")?;
    for locale in locales {
        writeln!(code, "            Self::{} => {},", capital(&locale.tag), value(locale)?)?;
    }
    writeln!(code, "        }}\n    }}")?;
    Ok(())
}

/// `trust-age` → `TrustAge`; `pt-BR` → `PtBr`.
fn camel(key: &Key) -> String {
    key.to_string().split(['-', '.']).map(capital).collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.to_lowercase().split('-').fold(String::new(), |mut all, part| {
        let mut letters = part.chars();
        all.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        all.extend(letters);
        all
    });
    letters.shrink_to_fit();
    letters
}
