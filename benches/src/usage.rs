//! What the system says that this process has used. Linux alone says it in files.

use std::time::Duration;

use crate::Failure;

/// The time that this process has had a processor for.
///
/// Source: `proc_pid_schedstat` in the kernel's documentation: nanoseconds on the processor come first.
pub fn processor_time() -> Result<Duration, Failure> {
    let mut total = Duration::ZERO;
    // A thread's own file: that of the process is its first thread's.
    for thread in std::fs::read_dir("/proc/self/task")? {
        let text = std::fs::read_to_string(thread?.path().join("schedstat"))?;
        let nanoseconds = text.split(' ').next().unwrap_or_default().parse()?;
        total += Duration::from_nanos(nanoseconds);
    }
    Ok(total)
}

/// The most memory that this process has had in use at once, in KiB.
///
/// Source: `VmHWM` in `proc_pid_status(5)`.
pub fn peak_memory() -> Result<u64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("the system tells no VmHWM")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}

/// The time that the processes that this one has waited for have had a processor for, and theirs.
///
/// Source: `cutime` and `cstime` in `proc_pid_stat(5)`, in hundredths of a second on every Linux of today.
pub fn processor_time_of_children() -> Result<Duration, Failure> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // The program's name, in parentheses, may have spaces in it.
    let (_, fields) = stat.rsplit_once(')').ok_or("the system tells no stat")?;
    let ticks: Vec<u64> = fields.split_whitespace().skip(13).take(2).map(str::parse).collect::<Result<_, _>>()?;
    Ok(Duration::from_millis(10 * ticks.iter().sum::<u64>()))
}
