// The modules of Node itself, and the globals of the host.
import { join } from 'node:path';
import { describeCases } from './describe-cases.js';

describeCases(join(__dirname, 'node'));
