// Real packages, as npm installs them: recorded against the real thing, replayed without it.
import { join } from 'node:path';
import { describeCases } from './describe-cases.js';

describeCases(join(__dirname, 'cases'), ['express', 'pg']);
