// An error of a package ends the program.
import { fail } from 'errors';

process.on('exit', (code) => { console.log('exit', code); });
void (async () => { await null; fail(); })();
