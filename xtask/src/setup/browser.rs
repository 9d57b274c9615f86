//! The browser that the tests run in: Chromium and its driver.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    console::{self, Stopwatch},
    failure::Failure,
    process,
};

/// Chromium (or Chrome) and the driver that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Browser {
    /// The browser.
    pub chrome: PathBuf,
    /// Its WebDriver.
    pub driver: PathBuf,
}

impl Browser {
    /// Tells a test which browser to use: `CHROME` and `CHROMEDRIVER`.
    pub fn name_to(&self, command: &mut Command) {
        command.env("CHROME", &self.chrome).env("CHROMEDRIVER", &self.driver);
        // The wasm-bindgen test runner would prefer each of these.
        for other in ["GECKODRIVER", "SAFARIDRIVER", "GECKODRIVER_REMOTE", "CHROMEDRIVER_REMOTE"] {
            command.env_remove(other);
        }
    }

    /// The project's `webdriver.json` with this browser in it: on its own, a driver takes the first
    /// browser it finds, which may be another one.
    pub fn capabilities(&self, webdriver_json: &str) -> Result<String, Failure> {
        let (before, after) = webdriver_json.split_once(CHROME_OPTIONS).ok_or_else(|| {
            Failure::new(format!("webdriver.json has no {CHROME_OPTIONS}"))
                .advise("Bring webdriver.json back from git.")
        })?;
        let program = self.chrome.to_string_lossy();
        let program = program.replace('\\', r"\\").replace('"', "\\\"");
        Ok(format!("{before}{CHROME_OPTIONS}\n    \"binary\": \"{program}\",{after}"))
    }
}

/// Finds the browser and fonts, or installs them where that is possible.
pub(super) fn provide() -> Result<Browser, Failure> {
    let mut missing = Vec::new();
    if find()?.is_none() {
        missing.extend(BROWSER_PACKAGES);
    }
    if !has_arabic_font() {
        missing.extend(FONT_PACKAGES);
    }
    if !missing.is_empty() && process::on_path("apt-get").is_some() && is_root() {
        install(&missing)?;
    } else if missing == FONT_PACKAGES {
        // The tests can run without; only Arabic screens would show boxes instead of letters.
        let command = by_hand(&missing);
        console::row("fonts", &format!("NO FONT WITH ARABIC. To install: {command}"));
    }
    find()?.map_or_else(|| Err(no_browser(&missing)), accept)
}

fn find() -> Result<Option<Browser>, Failure> {
    let chrome = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let chrome = named_or_on_path("CHROME", &chrome)?;
    let driver = named_or_on_path("CHROMEDRIVER", &["chromedriver"])?;
    Ok(chrome.zip(driver).map(|(chrome, driver)| Browser { chrome, driver }))
}

/// The program that the variable names, else the first of `names` on the `PATH`.
fn named_or_on_path(variable: &str, names: &[&str]) -> Result<Option<PathBuf>, Failure> {
    let Some(named) = env::var_os(variable).filter(|value| !value.is_empty()) else {
        return Ok(names.iter().find_map(|name| process::on_path(name)));
    };
    let program = PathBuf::from(named);
    if program.is_file() {
        return Ok(Some(program));
    }
    let what = format!("{variable} names {}, which is no file", program.display());
    Err(Failure::new(what).advise("Name a program by its whole path, or unset the variable."))
}

/// A driver of another major version refuses to start the browser, with a message that helps little.
fn accept(browser: Browser) -> Result<Browser, Failure> {
    let version = |program: &Path| {
        let answer = process::answer(Command::new(program).arg("--version"));
        answer.as_deref().and_then(first_number).ok_or_else(|| {
            Failure::new(format!("`{} --version` gives no version", program.display())).advise(
                "Name working ones with CHROME=/path/to/chrome and CHROMEDRIVER=/path/to/driver.",
            )
        })
    };
    let (chrome, driver) = (version(&browser.chrome)?, version(&browser.driver)?);
    if chrome != driver {
        let (chrome_path, driver_path) = (browser.chrome.display(), browser.driver.display());
        return Err(Failure::new(format!(
            "the browser ({chrome_path}, version {chrome}) and its driver ({driver_path}, version \
             {driver}) do not fit together"
        ))
        .advise(
            "Install both from one source, or name two that fit with CHROME and CHROMEDRIVER.",
        ));
    }
    console::row("chromium, driver", &format!("version {chrome}, there"));
    Ok(browser)
}

fn install(packages: &[&str]) -> Result<(), Failure> {
    let label = "browser, fonts";
    console::row(label, "missing: installing with apt, about half a minute");
    let watch = Stopwatch::start();
    let advice = format!("Install them by hand, then start again:\n\n  {}", by_hand(packages));
    let apt = |arguments: &[&str], packages: &[&str]| {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments).args(packages);
        process::run(&mut command, &advice)
    };
    apt(&["update", "-qq"], &[])?;
    apt(&["install", "-y", "-qq", "--no-install-recommends"], packages)?;
    console::row(label, &format!("installed after {watch}"));
    Ok(())
}

fn no_browser(packages: &[&str]) -> Failure {
    Failure::new("the tests need Chromium or Chrome and its chromedriver").advise(format!(
        "Missing packages: {}. Only root can install them:\n\
         \n  Debian:     {}\
         \n  elsewhere:  install Chrome or Chromium and the chromedriver of the same version, and\
         \n              name them if they are not on the PATH:\
         \n              CHROME=/path/to/chrome CHROMEDRIVER=/path/to/chromedriver cargo xtask test",
        packages.join(", "),
        by_hand(packages),
    ))
}

fn by_hand(packages: &[&str]) -> String {
    format!("sudo apt-get install --no-install-recommends {}", packages.join(" "))
}

fn is_root() -> bool {
    process::answer(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// Systems other than Linux bring their fonts.
fn has_arabic_font() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let listed = process::answer(Command::new("fc-list").arg(":lang=ar"));
    if listed.is_some_and(|list| !list.is_empty()) {
        return true;
    }
    let mut folders = vec![PathBuf::from("/usr/share/fonts"), "/usr/local/share/fonts".into()];
    if let Some(home) = env::var_os("HOME") {
        folders.push(Path::new(&home).join(".local/share/fonts"));
        folders.push(Path::new(&home).join(".fonts"));
    }
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|name| name.to_string_lossy().contains("Arabic"))
            {
                return true;
            }
        }
    }
    false
}

fn first_number(text: &str) -> Option<u32> {
    let digits = text.split(|letter: char| !letter.is_ascii_digit());
    digits.into_iter().find(|part| !part.is_empty())?.parse().ok()
}

const CHROME_OPTIONS: &str = "\"goog:chromeOptions\": {";

/// Debian's names. One archive gives a browser and a driver that fit.
const BROWSER_PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];
const FONT_PACKAGES: [&str; 2] = ["fonts-dejavu-core", "fonts-noto-core"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_found() {
        const CASES: &[(&str, Option<u32>)] = &[
            ("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)", Some(156)),
            ("ChromeDriver 156.0.8078.79 (0123abc)", Some(156)),
            ("no version", None),
        ];
        for &(text, expected) in CASES {
            assert_eq!(first_number(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_browser_is_put_into_the_capabilities() {
        let browser =
            Browser { chrome: "/opt/a \"b\"/chrome".into(), driver: "/opt/chromedriver".into() };
        let own = crate::project::Project::find().text("webdriver.json").unwrap();
        let text = browser.capabilities(&own).unwrap();
        assert!(text.contains(r#""binary": "/opt/a \"b\"/chrome","#), "{text}");
        assert!(browser.capabilities("{}").is_err());
    }

    #[test]
    fn what_is_missing_is_named_with_the_command() {
        let message = no_browser(&BROWSER_PACKAGES).to_string();
        assert!(message.contains("chromium-driver"), "{message}");
        assert!(message.contains("sudo apt-get install"), "{message}");
    }
}
