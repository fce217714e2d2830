// The fixtures as CommonJS modules.
import { testFixtures } from './built-fixtures.js';

testFixtures('commonjs');
