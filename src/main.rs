//! The program: arguments in, files and an exit code out. All of it is in `cli`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
