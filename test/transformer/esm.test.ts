// The fixtures as ES modules.
import { testFixtures } from './built-fixtures.js';

testFixtures('esm');
