//! `seqwright completions`: the scripts that complete the command line in a shell.

use clap_complete::Shell;
use seqwright::Theme;

use super::args;

/// The script for a shell. A theme is a name or a file, which clap cannot say, so that what follows `--theme` is
/// written here.
pub fn script(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::command(), "seqwright", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    let names = Theme::BUILTIN.join(" ");
    match shell {
        Shell::Bash => bash(&script, &names),
        Shell::Zsh => {
            let files = ":NAME|FILE:_files'";
            let both = format!(
                ":NAME|FILE:{{_alternative \"names\\:theme\\:({names})\" \"files\\:theme file\\:_files\"}}'"
            );
            script.replace(files, &both)
        }
        Shell::Fish => {
            let lines = script.lines().map(|line| match line.strip_suffix(" -r -F") {
                Some(start) if line.contains(" -l theme ") => format!("{start} -r -F -a \"{names}\"\n"),
                Some(_) | None => format!("{line}\n"),
            });
            lines.collect()
        }
        // The scripts of the others complete no values.
        Shell::Elvish | Shell::PowerShell | _ => script,
    }
}

/// The script for bash, where the names come before the files after `--theme`.
fn bash(script: &str, names: &str) -> String {
    let mut after_theme = false;
    let mut out = String::with_capacity(script.len() + 1024);
    for line in script.lines() {
        let word = line.trim();
        after_theme = (after_theme || word == "--theme)") && word != ";;";
        if after_theme && word.starts_with("COMPREPLY=(") {
            let indent = &line[..line.len() - word.len()];
            let words = names.replace(' ', "\\n");
            out += &format!(
                "{indent}COMPREPLY=($(compgen -W $'{words}' -- \"${{cur}}\") $(compgen -f \"${{cur}}\"))\n"
            );
        } else {
            out += line;
            out.push('\n');
        }
    }
    out
}
