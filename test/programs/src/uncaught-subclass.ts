// An error of a package ends the program.
import { HttpError } from 'errors';

process.on('exit', (code) => { console.log('exit', code); });
class Mine extends HttpError { readonly mine = true; }
setTimeout(() => { throw new Mine('late', 1); }, 1);
