//! The recipes of the manual.

use super::*;

#[test]
fn github_workflows() {
    for text in blocks("GitHub Actions", "yaml") {
        let workflow = yaml(&text);
        assert_eq!(workflow["permissions"]["contents"].as_str(), Some("read"));
        let steps = workflow["jobs"]["diagrams"]["steps"].as_vec().expect("it has steps");
        let mut count = 0;
        for step in steps {
            let uses = step["uses"].as_str().expect("each step uses an action");
            if uses.starts_with("actions/") {
                continue;
            }
            assert_eq!(uses, format!("OWNER/seqwright@v{}", env!("CARGO_PKG_VERSION")));
            let given = step["with"].as_mapping().expect("it has inputs");
            let text = |value: &Yaml<'_>| value.as_str().expect("it is text").to_owned();
            let inputs: Vec<_> = given.iter().map(|(name, value)| (text(name), text(value))).collect();
            assert_code(&run_action(&Repository::in_order(), &inputs), 0, &format!("{inputs:?}"));
            assert_code(&run_action(&Repository::with_an_error(), &inputs), 1, &format!("{inputs:?}"));
            count += 1;
        }
        assert!(count > 0, "it uses the action");
    }
}

#[test]
fn a_comment_on_a_pull_request() {
    let text = block("A comment on a pull request", "yaml");
    let workflow = yaml(&text);
    assert_eq!(workflow["permissions"]["pull-requests"].as_str(), Some("write"));
    let steps = workflow["jobs"]["comment"]["steps"].as_vec().expect("it has steps");
    let run = |name: &str| {
        let step = steps.iter().find(|step| step.as_mapping_get("name").and_then(Yaml::as_str) == Some(name));
        step.and_then(|step| step["run"].as_str()).expect("there is such a step").to_owned()
    };
    let (compare, comment) = (run("Compare with the target branch"), run("Comment"));
    assert!(!compare.contains("${{") && !comment.contains("${{"), "an expression could be more than a name");
    assert!(comment.contains("--body-file comment.md"));
    for (repository, failed) in [(Repository::in_order(), 0), (Repository::with_a_stale_picture(), 1)] {
        assert_code(&repository.run_with("bash", &compare, &[("BASE", "HEAD"), ("CI", "true")]), 0, &compare);
        let comment = repository.read("comment.md");
        assert!(
            comment.starts_with(&format!("**Diagrams: {} passed, {failed} failed", 1 - failed)),
            "{comment}"
        );
    }
}

#[test]
fn gitlab_pipeline() {
    let text = block("GitLab CI", "yaml");
    let job = &yaml(&text)["diagrams"];
    let version = concat!("v", env!("CARGO_PKG_VERSION"));
    let install = &strings(&job["before_script"])[0];
    assert!(install.starts_with("cargo install --locked ") && install.ends_with(version), "{install}");
    finds_faults(&strings(&job["script"]).join("\n"));
    let reports = &job["artifacts"]["reports"];
    let repository = Repository::with_an_error();
    // Each on its own: the shell of a runner ends at the first that fails.
    strings(&job["script"]).iter().for_each(|line| drop(repository.run(line)));
    let quality: serde_json::Value =
        serde_json::from_str(&repository.read(reports["codequality"].as_str().expect("it is named")))
            .expect("it is JSON");
    assert_eq!(quality[0]["location"]["path"], "docs/login.seq");
    assert!(repository.read(reports["junit"].as_str().expect("it is named")).contains("<failure "));
}

/// What a hook runs, with the path of its script.
fn script(hook: &Yaml<'_>) -> String {
    let entry = hook["entry"].as_str().expect("it runs something");
    assert!(entry.starts_with("scripts/hook.sh "), "{entry}");
    format!("{}/../../{entry}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn pre_commit_hooks() {
    let (text, hooks) = (block("pre-commit", "yaml"), read(".pre-commit-hooks.yaml"));
    let (config, hooks) = (yaml(&text), yaml(&hooks));
    let hooks = hooks.as_vec().expect("it is a list");
    let find =
        |id: &str| hooks.iter().find(|hook| hook["id"].as_str() == Some(id)).expect("there is such a hook");
    let used = config["repos"][0]["hooks"].as_vec().expect("it uses hooks");
    assert_eq!(used.len(), hooks.len(), "the recipe shows them all");
    for id in used.iter().map(|hook| hook["id"].as_str().expect("a hook has an id")) {
        let hook = find(id);
        assert_eq!(hook["language"].as_str(), Some("script"));
        // A hook of this language runs a file of the repository that it comes from.
        let entry = &script(hook);
        let takes_names = hook.as_mapping_get("pass_filenames").and_then(Yaml::as_bool) != Some(false);
        let line = if takes_names { format!("{entry} -- docs/login.seq") } else { entry.to_owned() };
        if takes_names {
            let arguments = hook["args"].as_vec().expect("it has arguments");
            assert_eq!(arguments.iter().filter_map(Yaml::as_str).collect::<Vec<_>>(), ["--"], "{id}");
            for name in ["-q.seq", "--config=x.seq"] {
                let repository = Repository::in_order();
                repository.write(name, SOURCE);
                repository.succeeds(&format!("{entry} -- {name}"));
            }
        }
        Repository::in_order().succeeds(&line);
        if id == "seqwright-compile" {
            let stale = Repository::with_a_stale_picture();
            stale.succeeds(&line);
            assert!(stale.read("docs/login.svg").contains("hello again"));
        }
        assert_code(&Repository::with_an_error().run(&line), 1, &line);
        if !takes_names {
            assert_code(&Repository::with_a_stale_picture().run(&line), 1, &line);
        }
    }
    // What is taken for a document by the program is one for pre-commit, too.
    for id in ["seqwright-check", "seqwright-test"] {
        let files = find(id)["files"].as_str().expect("it says for which files");
        let endings = files.strip_prefix("\\.(").and_then(|rest| rest.strip_suffix(")$"));
        let endings: Vec<&str> = endings.expect("it lists endings").split('|').collect();
        for ending in ["seq", "md", "markdown", "mdx", "adoc", "asciidoc", "asc", "rst"] {
            assert!(endings.contains(&ending), "{id}: {ending}");
        }
    }
    // A hook that changes a file fails; pre-commit sees that it did.
    let unformatted = Repository::in_order();
    unformatted.write("docs/login.seq", "Client  ->  Server :  hello");
    unformatted.succeeds(&format!("{} docs/login.seq", script(find("seqwright-fmt"))));
    assert_eq!(unformatted.read("docs/login.seq"), SOURCE);
}

#[test]
fn makefile() {
    let rules = block("Make", "make");
    let made = |repository: Repository| {
        repository.write("Makefile", &rules);
        repository
    };
    let repository = made(Repository::with_a_stale_picture());
    repository.succeeds("make diagrams");
    assert!(repository.read("docs/login.svg").contains("hello again"));
    let again = repository.run("make --question diagrams");
    assert_code(&again, 0, "there is nothing left to do");
    repository.succeeds("touch docs/login.seq && make diagrams");
    assert_code(&repository.run("make --question diagrams"), 0, "also where the picture is the same");
    repository.succeeds("make check-diagrams");
    for faulty in [Repository::with_a_stale_picture(), Repository::with_an_error()] {
        // Make has a code of its own for rules that fail.
        assert_code(&made(faulty).run("make check-diagrams"), 2, "check-diagrams");
    }
}

#[test]
fn justfile() {
    let recipes = block("just", "just");
    let lines_of = |name: &str| -> String {
        let (_, body) = recipes.split_once(&format!("\n{name}:\n")).unwrap_or_else(|| panic!("no `{name}`"));
        let lines = body.lines().take_while(|line| line.starts_with("    "));
        lines.map(|line| format!("{}\n", line.trim())).collect()
    };
    let repository = Repository::with_a_stale_picture();
    repository.succeeds(&lines_of("diagrams"));
    assert!(repository.read("docs/login.svg").contains("hello again"));
    finds_faults(&lines_of("check-diagrams"));
}

#[test]
fn npm_scripts() {
    let text = block("npm", "json");
    let package: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let script = |name: &str| package["scripts"][name].as_str().expect("there is such a script").to_owned();
    let repository = Repository::with_a_stale_picture();
    repository.succeeds(&script("diagrams"));
    assert!(repository.read("docs/login.svg").contains("hello again"));
    finds_faults(&script("test:diagrams"));
    // It runs until it is ended, and needs a browser: its flags are understood, and that is all that can be tried.
    repository.succeeds(&format!("{} --help > help", script("diagrams:watch")));
    assert!(repository.read("help").contains("--open"));
}

#[test]
fn shell_and_git() {
    let lines = blocks("git", "sh");
    let repository = Repository::in_order();
    repository.succeeds(&lines[0]);
    assert_eq!(repository.read(".gitattributes"), "*.seq text eol=lf\n*.svg text eol=lf\n");
    let attribute = repository.run("git check-attr eol docs/login.svg");
    assert_eq!(String::from_utf8_lossy(&attribute.stdout), "docs/login.svg: eol: lf\n");
    finds_faults(&lines[1]);
}

#[test]
fn rust_tests() {
    // The recipe is the example project, which `.ci/run` runs; here it is seen that they are the same.
    let (manifest, project) = (block("Rust", "toml"), read("examples/snapshot-tests/Cargo.toml"));
    let names = |text: &str| -> Vec<String> {
        let (_, table) = text.split_once("[dev-dependencies]\n").expect("it has dependencies for tests");
        table.lines().filter_map(|line| line.split_once(" = ").map(|(name, _)| name.to_owned())).collect()
    };
    assert_eq!(names(&manifest), names(&project));
    let (test, tests) = (block("Rust", "rust"), read("examples/snapshot-tests/tests/diagrams.rs"));
    let call = "insta::assert_snapshot!(seqwright::testing::text(seqwright::include_seq!(";
    assert!(test.contains(call) && tests.contains(call));
    assert!(read(".ci/run").contains("examples/snapshot-tests/Cargo.toml"));
}
