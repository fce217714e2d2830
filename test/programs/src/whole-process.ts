// All that `process` has, copied and listed.
import process from 'node:process';

const { pid, env: { HOME: home = 'none' }, ...others } = process;
console.log(pid === process.pid, typeof home, 'argv' in others, 'pid' in others, Object.keys(others).length > 20);
const copied = { ...process };
console.log(copied.stdout === process.stdout, typeof copied.version, Object.keys(copied).includes('emit'), Object.entries(process).length === Object.keys(copied).length);
