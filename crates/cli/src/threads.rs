//! The number of threads for a number of jobs.

/// As many threads as there are jobs, processors and open files for.
pub fn of(jobs: usize) -> usize {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    #[cfg(unix)]
    let open_files = {
        // Each thread has one file open at a time; the rest are the standard streams and a few to spare.
        let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
        limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX).saturating_sub(8))
    };
    #[cfg(not(unix))]
    let open_files = usize::MAX;
    jobs.min(processors).min(open_files).max(1)
}
