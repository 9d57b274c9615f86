//! What each task does, in a few lines.

use crate::{
    arguments::{self, Task},
    checks, console,
    failure::Failure,
    fuzz,
    page::{self, Profile},
    project::Project,
    screenshots, serving, setup, sizes, stage,
    tools::Toolbox,
};

/// Does what is asked for.
pub fn run(task: Task) -> Result<(), Failure> {
    let project = Project::find();
    match task {
        Task::Help => {
            println!("{}", arguments::help());
            Ok(())
        }
        Task::Setup { tests: false } => setup::for_building(&Toolbox::open(project)?),
        Task::Setup { tests: true } => setup::for_testing(&Toolbox::open(project)?).map(|_| ()),
        Task::Run { profile, serving } => {
            let toolbox = Toolbox::open(project)?;
            setup::for_building(&toolbox)?;
            console::heading("Building the page");
            page::build(&toolbox, profile, None)?;
            serving::serve(toolbox.project(), serving)
        }
        Task::Serve(serving) => serving::serve(&project, serving),
        Task::Build { update_key } => {
            let toolbox = Toolbox::open(project)?;
            setup::for_building(&toolbox)?;
            console::heading("Building the page");
            page::build(&toolbox, Profile::Release, update_key.as_deref())
        }
        Task::Postbuild => stage::postbuild_from_environment(),
        Task::Test { only } => checks::run(&Toolbox::open(project)?, &only),
        Task::Fuzz { minutes, only } => fuzz::run(&project, minutes, &only),
        Task::Sizes { parts: false } => sizes::check(&project),
        Task::Sizes { parts: true } => sizes::parts(&project),
        Task::Screenshots => screenshots::make(&Toolbox::open(project)?),
    }
}
