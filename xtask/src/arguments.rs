//! The command line of `cargo xtask`.

use std::path::PathBuf;

use crate::{checks, failure::Failure, page::Profile, serving::Serving};

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Say what there is.
    Help,
    /// Install what is missing.
    Setup {
        /// For the tests too.
        tests: bool,
    },
    /// Set up, build, serve.
    Run {
        /// How to build.
        profile: Profile,
        /// How to serve.
        serving: Serving,
    },
    /// Serve what was built.
    Serve(Serving),
    /// Build the page.
    Build {
        /// PEM file of the key whose updates the page takes.
        update_key: Option<PathBuf>,
    },
    /// Trunk's hook.
    Postbuild,
    /// Run checks.
    Test {
        /// These; none means all.
        only: Vec<String>,
    },
    /// Feed the parsers with inputs made from what they reach.
    Fuzz {
        /// For so long in all.
        minutes: u32,
        /// These targets; none means all.
        only: Vec<String>,
    },
    /// Measure the page.
    Sizes {
        /// Also what of the worker's program belongs to what.
        parts: bool,
    },
    /// Take pictures of the page.
    Screenshots,
}

impl Task {
    /// Reads the arguments after the program's name.
    pub fn parse(arguments: &[String]) -> Result<Self, Failure> {
        let Some((name, rest)) = arguments.split_first() else {
            return Ok(Self::Help);
        };
        let mut rest = Rest { task: name, words: rest.iter() };
        let task = match name.as_str() {
            "help" | "--help" | "-h" => return Ok(Self::Help),
            "setup" => Self::setup(&mut rest)?,
            "run" => Self::run(&mut rest)?,
            "serve" => Self::serve(&mut rest)?,
            "build" => Self::build(&mut rest)?,
            "test" => Self::test(&mut rest)?,
            "fuzz" => Self::fuzz(&mut rest)?,
            "postbuild" => Self::Postbuild,
            "sizes" => Self::sizes(&mut rest)?,
            "screenshots" => Self::Screenshots,
            _ => return Err(misunderstood(&format!("there is no task `{name}`"))),
        };
        rest.words.next().map_or(Ok(task), |word| Err(rest.unknown(word)))
    }

    fn setup(rest: &mut Rest<'_>) -> Result<Self, Failure> {
        let mut tests = false;
        while let Some(word) = rest.words.next() {
            match word.as_str() {
                "--tests" => tests = true,
                _ => return Err(rest.unknown(word)),
            }
        }
        Ok(Self::Setup { tests })
    }

    fn sizes(rest: &mut Rest<'_>) -> Result<Self, Failure> {
        let mut parts = false;
        while let Some(word) = rest.words.next() {
            match word.as_str() {
                "--parts" => parts = true,
                _ => return Err(rest.unknown(word)),
            }
        }
        Ok(Self::Sizes { parts })
    }

    fn run(rest: &mut Rest<'_>) -> Result<Self, Failure> {
        let (mut profile, mut serving) = (Profile::Release, Serving::default());
        while let Some(word) = rest.words.next() {
            match word.as_str() {
                "--debug" => profile = Profile::Debug,
                _ => rest.serving(word, &mut serving)?,
            }
        }
        Ok(Self::Run { profile, serving })
    }

    fn serve(rest: &mut Rest<'_>) -> Result<Self, Failure> {
        let mut serving = Serving::default();
        while let Some(word) = rest.words.next() {
            rest.serving(word, &mut serving)?;
        }
        Ok(Self::Serve(serving))
    }

    fn build(rest: &mut Rest<'_>) -> Result<Self, Failure> {
        let mut update_key = None;
        while let Some(word) = rest.words.next() {
            match word.as_str() {
                "--update-key" => update_key = Some(rest.value(word)?.into()),
                _ => return Err(rest.unknown(word)),
            }
        }
        Ok(Self::Build { update_key })
    }

    fn test(rest: &mut Rest<'_>) -> Result<Self, Failure> {
        let mut only = Vec::new();
        for word in rest.words.by_ref() {
            if !checks::names().any(|name| name == word) {
                let names = checks::names().collect::<Vec<_>>().join(", ");
                return Err(misunderstood(&format!("there is no check `{word}`, only {names}")));
            }
            only.push(word.clone());
        }
        Ok(Self::Test { only })
    }

    fn fuzz(rest: &mut Rest<'_>) -> Result<Self, Failure> {
        let (mut minutes, mut only) = (30, Vec::new());
        while let Some(word) = rest.words.next() {
            match word.as_str() {
                "--minutes" => {
                    let text = rest.value(word)?;
                    let number = text.parse::<u32>().ok().filter(|&number| number > 0);
                    let wrong = || misunderstood(&format!("`{text}` is no number of minutes"));
                    minutes = number.ok_or_else(wrong)?;
                }
                _ if word.starts_with('-') => return Err(rest.unknown(word)),
                _ => only.push(word.clone()),
            }
        }
        Ok(Self::Fuzz { minutes, only })
    }
}

/// What `cargo xtask` prints when asked for nothing.
#[must_use]
pub fn help() -> String {
    let names = checks::names().collect::<Vec<_>>().join(" ");
    format!(
        "\
Set-up, build steps and checks of Vidimus.

  cargo xtask run [--port N] [--debug] [--lan]
      Installs what is missing, builds the page and serves it on this machine (port 8080).
      --debug  builds quickly, for working on the page
      --lan    serves it to the local network over HTTPS, for trying it on a phone

  cargo xtask test [CHECK …]
      Installs what is missing and runs all checks, or only these:
      {names}

  cargo xtask fuzz [--minutes N] [TARGET …]
      Feeds every parser, or only these, with inputs made from what they reach; for half an hour
      in all, or for N minutes. Needs a C++ compiler. fuzz/README.md says more.

  cargo xtask setup [--tests]
      Only installs what is missing: for building, with --tests for testing too.

  cargo xtask build [--update-key FILE.pem]
      Builds the page into dist/, to be put on any web server.
      --update-key  the public key whose updated trust packs the page takes; without, it takes none

  cargo xtask serve [--port N] [--lan]
      Serves dist/ as it is.

  cargo xtask sizes [--parts]
      Measures what a phone loads first, and checks it against the budget.
      --parts  how much of the worker's program belongs to which scheme

  cargo xtask screenshots
      Takes pictures of every screen, into screenshots/.

  cargo xtask postbuild
      Finishes the page after trunk has built it. Trunk calls this itself.

Build tools are kept in $VIDIMUS_TOOLS, by default ~/.cache/vidimus/tools."
    )
}

/// The words after the task's name.
struct Rest<'a> {
    task: &'a str,
    words: std::slice::Iter<'a, String>,
}

impl Rest<'_> {
    fn serving(&mut self, word: &str, serving: &mut Serving) -> Result<(), Failure> {
        match word {
            "--lan" => serving.lan = true,
            "--port" => {
                let port = self.value(word)?;
                let number = port.parse::<u16>().ok().filter(|&number| number > 0);
                let wrong = || misunderstood(&format!("`{port}` is no port (1 to 65535)"));
                serving.port = Some(number.ok_or_else(wrong)?);
            }
            _ => return Err(self.unknown(word)),
        }
        Ok(())
    }

    fn value(&mut self, option: &str) -> Result<String, Failure> {
        let missing = || misunderstood(&format!("`{option}` needs a value after it"));
        self.words.next().cloned().ok_or_else(missing)
    }

    fn unknown(&self, word: &str) -> Failure {
        misunderstood(&format!("`{}` does not know `{word}`", self.task))
    }
}

fn misunderstood(what: &str) -> Failure {
    Failure::usage(what).advise(help())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Task, Failure> {
        Task::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn command_lines_are_understood() {
        let serving = |port, lan| Serving { port, lan };
        for (line, expected) in [
            ("", Task::Help),
            ("--help", Task::Help),
            ("setup", Task::Setup { tests: false }),
            ("setup --tests", Task::Setup { tests: true }),
            ("run", Task::Run { profile: Profile::Release, serving: serving(None, false) }),
            (
                "run --debug --port 9000 --lan",
                Task::Run { profile: Profile::Debug, serving: serving(Some(9000), true) },
            ),
            ("serve --lan", Task::Serve(serving(None, true))),
            ("build", Task::Build { update_key: None }),
            ("build --update-key k.pem", Task::Build { update_key: Some("k.pem".into()) }),
            ("postbuild", Task::Postbuild),
            ("test", Task::Test { only: vec![] }),
            ("test web e2e", Task::Test { only: vec!["web".into(), "e2e".into()] }),
            ("fuzz", Task::Fuzz { minutes: 30, only: vec![] }),
            ("fuzz --minutes 2 hcert", Task::Fuzz { minutes: 2, only: vec!["hcert".into()] }),
            ("sizes", Task::Sizes { parts: false }),
            ("sizes --parts", Task::Sizes { parts: true }),
            ("screenshots", Task::Screenshots),
        ] {
            assert_eq!(parse(line), Ok(expected), "{line:?}");
        }
    }

    #[test]
    fn what_is_not_understood_is_named_with_the_usage() {
        for (line, why) in [
            ("fly", "no task `fly`"),
            ("sizes now", "`sizes` does not know `now`"),
            ("setup --all", "`setup` does not know `--all`"),
            ("run --port", "`--port` needs a value"),
            ("run --port 0", "`0` is no port"),
            ("run --port 70000", "`70000` is no port"),
            ("fuzz --minutes 0", "`0` is no number of minutes"),
            ("fuzz --forever", "`fuzz` does not know `--forever`"),
            ("build --update-key", "`--update-key` needs a value"),
            ("test everything", "no check `everything`"),
        ] {
            let failure = parse(line).unwrap_err();
            let text = failure.to_string();
            assert!(text.contains(why) && text.contains("cargo xtask run"), "{text}");
            assert_eq!(
                format!("{:?}", failure.exit_code()),
                format!("{:?}", std::process::ExitCode::from(64))
            );
        }
    }
}
